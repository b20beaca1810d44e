import { Consent, ConsentsService, Institution, Principal, ProfilePins } from '@sambung/accounts';
import { Actor, ActorsService, FactRow, FactsService, RightsRequest, RightsRequests, unconfirmedFacts } from '@sambung/profiles';
import { Injectable } from '@nestjs/common';
import { EntityManager, In } from 'typeorm';

/** What is kept about a business, as its owner sees it. */
export interface Record {
  actor: Actor;
  facts: readonly FactRow[];
  /** Keys of facts that others entered and the owner has not confirmed. */
  unconfirmed: ReadonlySet<string>;
  consents: readonly Consent[];
  requests: readonly RightsRequest[];
  hasPin: boolean;
  /** Names of institutions by id. */
  names: ReadonlyMap<string, string>;
}

@Injectable()
export class OwnerRecord {
  constructor(
    private readonly actors: ActorsService,
    private readonly facts: FactsService,
    private readonly consents: ConsentsService,
    private readonly requests: RightsRequests,
    private readonly pins: ProfilePins,
  ) {}

  async read(tx: EntityManager, owner: Principal, id: string): Promise<Record> {
    const actor = await this.actors.get(tx, owner, id);
    const consents = await this.consents.standing(tx, id);
    return {
      actor,
      facts: await this.facts.current(tx, actor),
      unconfirmed: new Set((await unconfirmedFacts(tx, actor)).map(({ key }) => key)),
      consents,
      requests: await this.requests.ofActor(tx, owner, id),
      hasPin: await this.pins.isSet(tx, id),
      names: await this.namesOf(tx, consents),
    };
  }

  private async namesOf(tx: EntityManager, consents: readonly Consent[]): Promise<Map<string, string>> {
    const ids = consents.flatMap(({ institutionId }) => institutionId ?? []);
    const institutions = await tx.findBy(Institution, { id: In(ids) });
    return new Map(institutions.map(({ id, name }) => [id, name]));
  }
}
