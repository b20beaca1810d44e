import { Mail, Mailer, PeopleService, Person } from '@sambung/accounts';
import { Config } from '@sambung/config';
import { one } from '@sambung/database';
import { OutboxRow, workOutboxRow } from '@sambung/events';
import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, Not } from 'typeorm';
import { letterToOperator, letterToPartner, Trouble } from './trouble-letters';

const TROUBLE = `
  select endpoint.id as "endpointId", endpoint.url, institution.id as "institutionId", institution.name as institution,
    event.type, event.body
  from webhook_endpoints endpoint
  join institutions institution on institution.id = endpoint.institution_id
  join partner_events event on event.id = $2
  where endpoint.id = $1`;

/** Writes to the accounts of a partner, and to the operator, of an endpoint that fails: it cannot be told itself. */
@Injectable()
export class TellOfTrouble {
  private readonly mailer: Mailer | null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly people: PeopleService,
    private readonly config: Config,
  ) {
    this.mailer = config.SMTP_URL ? new Mailer(config.SMTP_URL, config.MAIL_FROM) : null;
  }

  /** After a crash a letter may go twice: it says nothing new then. @param id of the outbox row */
  async work(id: string): Promise<void> {
    await workOutboxRow(this.dataSource, id, async () => {}, (row) => this.send(row)); // prettier-ignore
  }

  private async send({ job, aggregateid, payload }: OutboxRow): Promise<void> {
    if (!this.mailer) return;
    const trouble = await one<Trouble>(this.dataSource.manager, TROUBLE, [aggregateid, payload.eventId]);
    const to = trouble && (job === 'tell-operator' ? this.config.OPERATOR_EMAIL : await this.addressesOf(trouble.institutionId));
    if (!trouble || !to) return;
    await this.mailer.send({ to, ...this.letter(job, trouble) });
  }

  private letter(job: string, trouble: Trouble): Omit<Mail, 'to'> {
    if (job === 'tell-operator') return letterToOperator(trouble);
    const { PUBLIC_URL } = this.config;
    return letterToPartner(trouble, PUBLIC_URL ? `${PUBLIC_URL}/mitra/endpoint/${trouble.endpointId}` : null);
  }

  /** @returns the addresses of the institution's accounts as a header lists them; empty without any */
  private async addressesOf(institutionId: string): Promise<string> {
    const { manager } = this.dataSource;
    const where = { institutionId, role: 'partner', disabledAt: IsNull(), emailSealed: Not(IsNull()) } as const;
    const emails: string[] = [];
    for (const person of await manager.findBy(Person, where)) emails.push((await this.people.contactOf(manager, person)).email!);
    return emails.join(', ');
  }
}
