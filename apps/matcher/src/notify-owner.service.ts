import { CodeChannels, PeopleService, Person } from '@sambung/accounts';
import { Clock, Config } from '@sambung/config';
import { OutboxRow, workOutboxRow } from '@sambung/events';
import { Actor } from '@sambung/profiles';
import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager, IsNull, Not } from 'typeorm';

const DAY_MS = 86_400_000;

/** Tells owners, once a day at most and without a word about whom or what, that somebody entered something for them. */
@Injectable()
export class NotifyOwner {
  constructor(
    private readonly dataSource: DataSource,
    private readonly channels: CodeChannels,
    private readonly people: PeopleService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** May send twice after a crash: the message says nothing new then. @param id of the outbox row */
  async work(id: string): Promise<void> {
    const settle = (tx: EntityManager, { aggregateid }: OutboxRow, isSent: boolean) => this.note(tx, aggregateid, isSent);
    await workOutboxRow(this.dataSource, id, settle, (row) => this.send(row.aggregateid));
  }

  private async note(tx: EntityManager, actorId: string, isSent: boolean): Promise<void> {
    if (isSent) await tx.query('update actors set noticed_at = $2 where id = $1', [actorId, this.clock.now()]);
  }

  /** @returns whether there was anybody to tell and anything to confirm still */
  private async send(actorId: string): Promise<boolean> {
    const { manager } = this.dataSource;
    const actor = await manager.findOneBy(Actor, { id: actorId, confirmedAt: IsNull(), status: Not('erased') });
    const isRecent = actor?.noticedAt && this.clock.now().getTime() - actor.noticedAt.getTime() < DAY_MS;
    if (!actor || isRecent) return false;
    const { phone, email } = await this.people.contactOf(manager, await manager.findOneByOrFail(Person, { id: actor.ownerId }));
    if (!phone) return false;
    const { PUBLIC_URL } = this.config;
    await this.channels.notify({ phone, email, address: PUBLIC_URL ? `${PUBLIC_URL}/usaha` : null });
    return true;
  }
}
