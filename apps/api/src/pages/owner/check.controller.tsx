import { Consent, ConsentsService, currentText, Institution } from '@sambung/accounts';
import { notFound } from '@sambung/errors';
import { Actor, ActorsService, AssistedFacts } from '@sambung/profiles';
import { Get, Post } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { Access } from '../../http/access';
import { Id } from '../../http/request-shapes';
import { Transactions } from '../../http/transactions';
import { FormBody, listIn, SentForm, textIn } from '../web/form';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { CheckPage } from './check-page';
import { OwnerRecord } from './owner-record.service';
import { BehindPin } from './profile-lock';
import { RenewalPage } from './renewal-page';

/** What an owner is asked: whether an entry by others is right, and whether a consent holds in its new words, or at all. */
@PageController()
@Access('owner')
@BehindPin()
export class CheckController {
  constructor(
    private readonly records: OwnerRecord,
    private readonly actors: ActorsService,
    private readonly assisted: AssistedFacts,
    private readonly consents: ConsentsService,
    private readonly transactions: Transactions,
  ) {}

  @Get('usaha/:id/periksa')
  show(@CurrentVisit() visit: Visit, @Id() id: string): Promise<PageAnswer> {
    return this.transactions.read(async (tx) => {
      const { actor, facts, unconfirmed } = await this.records.read(tx, visit.caller, id);
      if (actor.confirmedAt) return { to: `/usaha/${id}` };
      const body = <CheckPage actor={actor} facts={facts.filter(({ key }) => unconfirmed.has(key))} token={visit.formToken} />;
      return { title: visit.t('assisted.title'), back: `/usaha/${id}`, body };
    });
  }

  @Post('usaha/:id/periksa')
  async confirm(@CurrentVisit() visit: Visit, @Id() id: string, @SentForm() form: FormBody): Promise<PageAnswer> {
    const keys = textIn(form, 'semua') === 'ya' ? null : listIn(form, 'fakta');
    const { confirmedAt } = await this.transactions.write((tx) => this.assisted.confirm(tx, visit.caller, id, keys));
    return { to: confirmedAt ? `/usaha/${id}?kabar=periksa` : `/usaha/${id}/periksa` };
  }

  @Get('usaha/:id/persetujuan/:consent')
  showRenewal(@CurrentVisit() visit: Visit, @Id() id: string, @Id('consent') consentId: string): Promise<PageAnswer> {
    return this.transactions.read(async (tx) => {
      const { name } = await this.actors.get(tx, visit.caller, id);
      const consent = await this.standing(tx, id, consentId);
      const institution = consent.institutionId && (await tx.findOneByOrFail(Institution, { id: consent.institutionId })).name;
      const body = <RenewalPage at={`/usaha/${id}`} name={name} consent={consent} institution={institution} token={visit.formToken} />;
      return { title: visit.t('renewal.title'), back: `/usaha/${id}`, body };
    });
  }

  @Post('usaha/:id/persetujuan/:consent')
  async renew(@CurrentVisit() visit: Visit, @Id() id: string, @Id('consent') consentId: string): Promise<PageAnswer> {
    const { caller, locale } = visit;
    await this.transactions.write(async (tx) => {
      const actor: Actor = await this.actors.getForChange(tx, caller, id);
      const { purpose, institutionId } = await this.standing(tx, actor.id, consentId);
      const words = { textVersion: currentText(purpose).version, channel: 'web' as const, locale, evidence: null };
      await this.consents.give(tx, { actorId: actor.id, purpose, institutionId, ...words, givenBy: caller.id });
    });
    return { to: `/usaha/${id}/data?kabar=persetujuan` };
  }

  /** Taking back is as easy as giving, and takes effect at once (UU 27/2022 art. 9). */
  @Post('usaha/:id/persetujuan/:consent/cabut')
  async withdraw(@CurrentVisit() visit: Visit, @Id() id: string, @Id('consent') consentId: string): Promise<PageAnswer> {
    await this.transactions.write(async (tx) => {
      await this.actors.getForChange(tx, visit.caller, id);
      await this.consents.withdraw(tx, id, consentId, visit.caller);
    });
    return { to: `/usaha/${id}/data?kabar=cabut` };
  }

  private async standing(tx: EntityManager, actorId: string, consentId: string): Promise<Consent> {
    const consent = (await this.consents.standing(tx, actorId)).find(({ id }) => id === consentId);
    if (consent) return consent;
    throw notFound('ConsentUnknown', 'Persetujuan ini sudah tidak berlaku.', 'This consent does not stand any more.');
  }
}
