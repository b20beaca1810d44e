import { Principal } from '@sambung/accounts';
import { audit } from '@sambung/audit';
import { refuseFaults } from '@sambung/errors';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { Actor } from './actor.entity';
import { actorUnknown, maySee } from './actor-access';
import { Contacts } from './contacts.service';
import { StoredValue } from './fact.entity';
import { FactsService } from './facts.service';
import { isMasked } from './shown-value';

export const PHONE = 'phone';
const SHORTEST_REASON = 5;

/** Shows in full what is masked everywhere else, to whoever may see the actor and says why. Every time is on record. */
@Injectable()
export class Unmasking {
  constructor(
    private readonly facts: FactsService,
    private readonly contacts: Contacts,
  ) {}

  /**
   * @param asked `fields`: `phone` and keys of facts, or null for all that is known; `reason`: the owner needs none
   * @returns values by field; a fact that is not known is left out
   * @throws DomainError ActorUnknown; with a pointer for a field that is never masked or a reason that says nothing
   */
  async unmask(
    tx: EntityManager,
    principal: Principal,
    actorId: string,
    asked: { fields: readonly string[] | null; reason: string },
  ): Promise<Record<string, StoredValue>> {
    const actor = await tx.findOneBy(Actor, { id: actorId });
    if (!actor || !maySee(principal, actor)) throw actorUnknown();
    const reason = asked.reason.trim();
    refuseFaults([...(principal.role === 'owner' ? [] : reasonFaults(reason)), ...fieldFaults(asked.fields ?? [])]);
    const isAsked = (field: string) => asked.fields?.includes(field) ?? true;
    const known = (await this.facts.current(tx, actor)).filter(({ key }) => isMasked(key) && isAsked(key));
    const values = Object.fromEntries(known.map(({ key, value }) => [key, value]));
    if (isAsked(PHONE)) values[PHONE] = await this.contacts.phoneOf(tx, actor);
    const entry = { object: ['actor', actorId], subjectId: actorId, reason: reason || null, fields: Object.keys(values) } as const;
    await audit(tx, principal, { action: 'details.unmasked', ...entry });
    return values;
  }
}

function reasonFaults(reason: string) {
  if (reason.length >= SHORTEST_REASON) return [];
  const detail = { id: 'Tulis untuk apa data ini dibuka.', en: 'Say what these data are opened for.' };
  return [{ pointer: '/reason', code: 'ReasonMissing', detail }];
}

const fieldFaults = (fields: readonly string[]) =>
  fields.flatMap((field, index) => {
    if (field === PHONE || isMasked(field)) return [];
    const detail = { id: 'Data ini tidak disamarkan.', en: 'This is not masked.' };
    return [{ pointer: `/fields/${index}`, code: 'FieldNotMasked', detail }];
  });
