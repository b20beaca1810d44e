import { ConsentsService } from '@sambung/accounts';
import { MatchesService } from '@sambung/matches';
import { Actor, ActorsService, Contacts, FactRow, FactsService, maskedValue, StoredValue, TwinPair, twinPairs } from '@sambung/profiles';
import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { EntityManager, In } from 'typeorm';
import { Visit } from '../../web/visit';
import { writtenMask } from '../../web/written-phone';
import { TwinRow } from './twins-page';

/** One of two records, as the office sees it. */
export interface Side {
  actor: Actor;
  phone: string;
  facts: ReadonlyMap<string, FactRow>;
  matches: number;
  consents: number;
}

export interface RecordPair {
  kept: Side;
  merged: Side;
  /** Keys of facts that both have with other values. */
  differing: readonly string[];
  /** Keys that one of them has alone, or both have alike. */
  others: readonly string[];
  /** What makes them look like one; empty where nothing does any more. */
  alike: TwinPair['kinds'];
  /** Whether both phones are the same. */
  isSamePhone: boolean;
}

export const MOST_PAIRS = 50;

/** Reads records two by two. */
@Injectable()
export class RecordPairs {
  constructor(
    private readonly actors: ActorsService,
    private readonly facts: FactsService,
    private readonly contacts: Contacts,
    private readonly consents: ConsentsService,
    private readonly matches: MatchesService,
  ) {}

  async list(tx: EntityManager, { caller }: Visit, actorId: string | undefined): Promise<TwinRow[]> {
    const pairs = await twinPairs(tx, caller, { actorId, limit: MOST_PAIRS });
    const actors = await tx.findBy(Actor, { id: In(pairs.flatMap((pair) => [pair.actorId, pair.otherId])) });
    const byId = new Map(actors.map((actor) => [actor.id, actor]));
    const phones = await this.contacts.phonesOf(tx, actors);
    const phoneOf = (id: string) => writtenMask(phones.get(id) ?? '');
    return pairs.map((pair) => ({
      pair,
      actor: byId.get(pair.actorId)!,
      other: byId.get(pair.otherId)!,
      phones: [phoneOf(pair.actorId), phoneOf(pair.otherId)],
    }));
  }

  /** @throws DomainError ActorUnknown, ActorMerged */
  async of(tx: EntityManager, visit: Visit, keptId: string, mergedId: string): Promise<RecordPair> {
    const [kept, merged] = [await this.side(tx, visit, keptId), await this.side(tx, visit, mergedId)];
    const keys = [...new Set([...kept.facts.keys(), ...merged.facts.keys()])].sort();
    const differs = (key: string) => {
      const [one, two] = [kept.facts.get(key), merged.facts.get(key)];
      return one !== undefined && two !== undefined && !isDeepStrictEqual(one.value, two.value);
    };
    const twins = await twinPairs(tx, visit.caller, { actorId: keptId, limit: MOST_PAIRS });
    const phones = await this.contacts.phonesOf(tx, [kept.actor, merged.actor]);
    return {
      kept,
      merged,
      differing: keys.filter(differs),
      others: keys.filter((key) => !differs(key)),
      alike: twins.find(({ actorId, otherId }) => [actorId, otherId].includes(mergedId))?.kinds ?? [],
      isSamePhone: phones.get(keptId) === phones.get(mergedId),
    };
  }

  private async side(tx: EntityManager, { caller }: Visit, id: string): Promise<Side> {
    const actor = await this.actors.get(tx, caller, id);
    return {
      actor,
      phone: writtenMask(await this.contacts.phoneOf(tx, actor)),
      facts: new Map((await this.facts.current(tx, actor)).map((fact) => [fact.key, fact])),
      matches: (await this.matches.ofActor(tx, id)).length,
      consents: (await this.consents.standing(tx, id)).length,
    };
  }
}

/** A fact as the office sees it; undefined where there is none. */
export const seenValue = ({ facts }: Side, key: string): StoredValue | undefined => {
  const fact = facts.get(key);
  return fact && maskedValue(key, fact.value);
};
