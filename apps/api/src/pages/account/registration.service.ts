import { ConsentsService, currentText, PeopleService, Person, Principal } from '@sambung/accounts';
import { notFound } from '@sambung/errors';
import { ActorsService, DraftsService, FactsService, OpenDraft } from '@sambung/profiles';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';

/** Who has just signed in. */
export const principalOf = ({ id, role, name, regionCode, institutionId }: Person): Principal => ({
  id,
  kind: 'person',
  role,
  name,
  regionCode,
  institutionId,
});

/** Where whoever has just kept the answers goes on. */
export const keptAt = (actorId: string): string => `/usaha/${actorId}?kabar=simpan`;

/** Makes an actor of a draft. */
@Injectable()
export class Registration {
  constructor(
    private readonly drafts: DraftsService,
    private readonly actors: ActorsService,
    private readonly facts: FactsService,
    private readonly consents: ConsentsService,
    private readonly people: PeopleService,
  ) {}

  /**
   * Registers the answers of a draft, once: the same form sent again finds them registered.
   * @returns the id of the actor
   * @throws DomainError ActorDuplicate
   */
  async keep(tx: EntityManager, draftToken: string, owner: Principal, locale: string): Promise<string> {
    const draft = await this.drafts.hold(tx, draftToken);
    if (!draft) throw notFound('DraftUnknown', 'Belum ada jawaban. Mulai dulu.', 'There are no answers yet. Begin first.');
    if (draft.actorId) return draft.actorId;
    const actorId = await this.register(tx, draft, owner);
    await this.consents.give(tx, {
      actorId, purpose: 'matching', institutionId: null, textVersion: currentText('matching').version, channel: 'web', locale, evidence: null, givenBy: owner.id,
    }); // prettier-ignore
    await this.drafts.becomes(tx, draft, actorId);
    return actorId;
  }

  private async register(tx: EntityManager, { answers }: OpenDraft, principal: Principal): Promise<string> {
    const { phone } = await this.people.contactOf(tx, await tx.findOneByOrFail(Person, { id: principal.id }));
    const { name, roles, region, facts } = answers;
    const actor = { name: name ?? principal.name, roles, phone: phone!, regionCode: region!, status: 'active' as const };
    const { id } = await this.actors.create(tx, principal, actor);
    const values = Object.entries(facts).map(([key, value]) => [key, { value }]);
    if (values.length > 0) await this.facts.change(tx, principal, id, Object.fromEntries(values) as Record<string, unknown>);
    return id;
  }
}
