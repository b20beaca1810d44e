import { ConsentsService, currentText, Principal } from '@sambung/accounts';
import { Config } from '@sambung/config';
import { notFound } from '@sambung/errors';
import { ActorsService, DraftAnswers, DraftsService, FactsService, NO_ANSWERS } from '@sambung/profiles';
import { BlindIndex } from '@sambung/vault';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { GivenConsent } from './consent-fields';

const entryUnknown = () =>
  notFound('EntryUnknown', 'Isian ini tidak ada atau lewat 30 hari.', 'There is no such entry, or it is older than 30 days.');

/** What an officer fills in for somebody else: a draft that only this officer can open again, until it becomes an actor. */
@Injectable()
export class AssistedEntries {
  private readonly tokens: BlindIndex;

  constructor(
    private readonly drafts: DraftsService,
    private readonly actors: ActorsService,
    private readonly facts: FactsService,
    private readonly consents: ConsentsService,
    config: Config,
  ) {
    this.tokens = new BlindIndex(config, 'assisted-entries.v1');
  }

  /** The secret of the draft follows from officer and entry, so that the address of an entry opens nothing by itself. */
  private tokenOf({ id }: Principal, entry: string): string {
    return this.tokens.digest(`${id}:${entry}`).toString('base64url');
  }

  /** Beginning again with the same entry changes nothing that was answered. @param phone E.164 */
  begin(tx: EntityManager, officer: Principal, entry: string, { name, phone }: { name: string; phone: string }): Promise<DraftAnswers> {
    return this.drafts.change(tx, this.tokenOf(officer, entry), (answers) => (answers.phone ? answers : { ...NO_ANSWERS, name, phone }));
  }

  /** @throws DomainError EntryUnknown */
  async of(tx: EntityManager, officer: Principal, entry: string): Promise<{ answers: DraftAnswers; actorId: string | null }> {
    const draft = await this.drafts.find(tx, this.tokenOf(officer, entry));
    if (!draft || !(draft.answers.phone ?? draft.actorId)) throw entryUnknown();
    return draft;
  }

  change(tx: EntityManager, officer: Principal, entry: string, change: (answers: DraftAnswers) => DraftAnswers): Promise<DraftAnswers> {
    return this.drafts.change(tx, this.tokenOf(officer, entry), change);
  }

  /**
   * Registers the answers, once: sent again, the same form finds them registered. The owner is asked to confirm them.
   * @param consent null while the owner has not agreed to be matched; then the actor is a draft
   * @returns the id of the actor
   * @throws DomainError ActorDuplicate
   */
  async register(tx: EntityManager, officer: Principal, entry: string, consent: GivenConsent | null): Promise<string> {
    const draft = await this.drafts.hold(tx, this.tokenOf(officer, entry));
    if (!draft) throw entryUnknown();
    if (draft.actorId) return draft.actorId;
    const { name, roles, region, facts, phone } = draft.answers;
    const status = consent ? ('active' as const) : ('draft' as const);
    const { id } = await this.actors.create(tx, officer, { name: name ?? 'Pemilik', roles, phone: phone!, regionCode: region!, status });
    const values = Object.entries(facts).map(([key, value]): [string, unknown] => [key, { value }]);
    if (values.length > 0) await this.facts.change(tx, officer, id, Object.fromEntries(values));
    if (consent) await this.giveMatching(tx, officer, id, consent);
    await this.drafts.becomes(tx, draft, id);
    return id;
  }

  private async giveMatching(tx: EntityManager, officer: Principal, actorId: string, consent: GivenConsent): Promise<void> {
    await this.consents.give(tx, {
      actorId, purpose: 'matching', institutionId: null, textVersion: currentText('matching').version, ...consent, givenBy: officer.id,
    }); // prettier-ignore
  }
}
