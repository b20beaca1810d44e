import { Consent, ConsentsService, Institution, Person } from '@sambung/accounts';
import {
  DoneMerge,
  Match,
  MatchesService,
  OutlookService,
  questionToAsk,
  QuestionToAsk,
  RecordMerges,
  RecordSplits,
} from '@sambung/matches';
import { OfferVersion } from '@sambung/offers';
import { Actor, ActorsService, Contacts, FactRow, FactsService, twinPairs, unconfirmedFacts } from '@sambung/profiles';
import { Injectable } from '@nestjs/common';
import { EntityManager, In } from 'typeorm';
import { isAskable } from '../../questions/fact-questions';
import { Visit } from '../../web/visit';
import { writtenMask } from '../../web/written-phone';

export interface ListedMatch {
  match: Match;
  offerName: { id: string; en: string };
}

/** What the office knows of one business. */
export interface OfficeRecord {
  actor: Actor;
  /** Masked. */
  phone: string;
  facts: readonly FactRow[];
  /** Keys of facts that others entered and the owner has not confirmed. */
  unconfirmed: ReadonlySet<string>;
  consents: readonly Consent[];
  matches: readonly ListedMatch[];
  /** How many records may be the same person's. */
  twins: number;
  merges: readonly DoneMerge[];
  /** Whether the caller may take the latest of them apart. */
  maySplit: boolean;
  next: QuestionToAsk | null;
  /** Names of people and institutions by id. */
  names: ReadonlyMap<string, string>;
  /** Institutions whose offers wait for a consent to share. */
  unshared: readonly { id: string; name: string }[];
}

/** What became of a business: its matches, the records joined into it, and the question that settles most. */
@Injectable()
export class RecordHistory {
  constructor(
    private readonly matches: MatchesService,
    private readonly merges: RecordMerges,
    private readonly outlook: OutlookService,
    private readonly splits: RecordSplits,
  ) {}

  async of(tx: EntityManager, { caller }: Visit, actor: Actor): Promise<Pick<OfficeRecord, 'matches' | 'merges' | 'maySplit' | 'next'>> {
    const merges = await this.merges.of(tx, actor.id);
    const suggestions = await this.outlook.all(tx, await this.outlook.situationOf(tx, actor));
    return {
      matches: await this.matchesOf(tx, actor),
      merges,
      maySplit: merges[0] !== undefined && this.splits.isOpenTo(caller, merges[0]),
      next: questionToAsk(suggestions, isAskable),
    };
  }

  async matchesOf(tx: EntityManager, { id }: Actor): Promise<ListedMatch[]> {
    const matches = await this.matches.ofActor(tx, id);
    const versions = await tx.findBy(OfferVersion, { id: In(matches.map(({ offerVersionId }) => offerVersionId)) });
    const names = new Map(versions.map((version) => [version.id, version.document.name]));
    return matches.map((match) => ({ match, offerName: names.get(match.offerVersionId)! }));
  }
}

const MOST_TWINS = 20;

/** Gathers the record of one business, masked where the office may not look without saying why. */
@Injectable()
export class OfficeRecords {
  constructor(
    private readonly actors: ActorsService,
    private readonly facts: FactsService,
    private readonly contacts: Contacts,
    private readonly consents: ConsentsService,
    private readonly past: RecordHistory,
  ) {}

  async of(tx: EntityManager, visit: Visit, id: string): Promise<OfficeRecord> {
    const { caller } = visit;
    const actor = await this.actors.get(tx, caller, id);
    const consents = await this.consents.standing(tx, id);
    const past = await this.past.of(tx, visit, actor);
    const { matches, merges } = past;
    const institutions = await tx.findBy(Institution, { id: In([...matches.map(({ match }) => match), ...consents].flatMap(({ institutionId }) => institutionId ?? [])) }); // prettier-ignore
    const people = await tx.findBy(Person, { id: In(merges.map(({ mergedBy }) => mergedBy)) });
    const shared = new Set(consents.map(({ institutionId }) => institutionId));
    return {
      actor,
      phone: writtenMask(await this.contacts.phoneOf(tx, actor)),
      facts: await this.facts.current(tx, actor),
      unconfirmed: new Set((await unconfirmedFacts(tx, actor)).map(({ key }) => key)),
      consents,
      ...past,
      twins: (await twinPairs(tx, caller, { actorId: id, limit: MOST_TWINS })).length,
      names: new Map([...institutions, ...people].map(({ id: one, name }) => [one, name])),
      unshared: institutions.filter((one) => !shared.has(one.id)),
    };
  }
}
