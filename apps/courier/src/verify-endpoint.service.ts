import { OutboxRow, workOutboxRow } from '@sambung/events';
import { EndpointsService, WebhookEndpoint } from '@sambung/webhooks';
import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';

@Injectable()
export class VerifyEndpoint {
  constructor(
    private readonly dataSource: DataSource,
    private readonly endpoints: EndpointsService,
  ) {}

  /**
   * Challenges a new endpoint, before the row is held: no transaction may wait for a partner. May run twice: then the
   * partner gets two challenges and answers both.
   * @param id of the outbox row
   */
  async work(id: string): Promise<void> {
    const settle = async (tx: EntityManager, { aggregateid }: OutboxRow, error: string | null | undefined) => {
      if (error !== undefined) await this.endpoints.settle(tx, aggregateid, error);
    };
    await workOutboxRow(this.dataSource, id, settle, (row) => this.challenge(row.aggregateid));
  }

  /** @returns null, or why it failed, or nothing for an endpoint that has nothing to prove */
  private async challenge(endpointId: string): Promise<string | null | undefined> {
    const endpoint = await this.dataSource.getRepository(WebhookEndpoint).findOneBy({ id: endpointId, status: 'pending' });
    return endpoint ? this.endpoints.challenge(this.dataSource.manager, endpoint) : undefined;
  }
}
