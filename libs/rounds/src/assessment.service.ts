import { compareOffers, evaluate, priorityOf, Situation, verified, verdictOf } from '@sambung/matching';
import { fitOf, Match, ProfileReader, STANDING, statusFor } from '@sambung/matches';
import { Actor } from '@sambung/profiles';
import { inRegion } from '@sambung/reference';
import { Injectable } from '@nestjs/common';
import { EntityManager, In } from 'typeorm';
import { Assessment, AssessedChoice, ChoiceStanding, Clearance, Ranking } from './ranking.entity';
import { Round } from './round.entity';
import { GroupPlan, MOST_CHOICES } from './round-plan';
import { BatchOfRound } from './rounds.service';

/** What each batch says of one profile. */
type Assessed = Omit<AssessedChoice, 'batch'>;

/** What of an actor's past bears on a round: offers they hold already, and offers that an officer cleared them for. */
interface Past {
  held: ReadonlySet<string>;
  cleared: ReadonlySet<string>;
}

const TAKES_PART: readonly ChoiceStanding[] = ['eligible', 'cleared'];

export const takesPart = ({ standing }: Pick<AssessedChoice, 'standing'>): boolean => TAKES_PART.includes(standing);

const pairs = (rows: readonly { actorId: string; offerId: string }[], actorId: string): ReadonlySet<string> =>
  new Set(rows.filter((row) => row.actorId === actorId).map(({ offerId }) => offerId));

/** Finds out who may take part with which choices, in which groups and with how many points. */
@Injectable()
export class AssessmentService {
  constructor(private readonly reader: ProfileReader) {}

  /** @returns by actor id, for each ranking its choices in their order */
  async assess(
    tx: EntityManager,
    { round, batches }: { round: Round; batches: readonly BatchOfRound[] },
    rankings: readonly Pick<Ranking, 'actorId' | 'choices'>[],
  ): Promise<Map<string, Assessment>> {
    const actorIds = rankings.map(({ actorId }) => actorId);
    const actors = await tx.findBy(Actor, { id: In(actorIds) });
    const situations = await this.reader.situationsOf(tx, actors);
    const offerIds = batches.map(({ batch }) => batch.offerId);
    const standing = await tx.findBy(Match, { actorId: In(actorIds), offerId: In(offerIds), state: In([...STANDING]) });
    const held = standing.filter(({ roundId }) => roundId !== round.id);
    const cleared = await tx.findBy(Clearance, { roundId: round.id, actorId: In(actorIds) });
    const groups = groupsOf(round, batches);
    return new Map(
      rankings.map(({ actorId, choices }) => {
        const situation = situations.get(actorId)!;
        const past = { held: pairs(held, actorId), cleared: pairs(cleared, actorId) };
        const assessed = assessOffers(batches, choices, situation, past);
        return [actorId, { groups: groups.filter((group) => group.has(situation)).map(({ id }) => id), choices: assessed }];
      }),
    );
  }

  /** What suits an actor best, first: the order of suggestions, without what is refused or not open. */
  async propose(tx: EntityManager, batches: readonly BatchOfRound[], actor: Actor): Promise<string[]> {
    const situation = await this.reader.situationOf(tx, actor);
    const suiting = batches.flatMap(({ batch, offer }) => {
      const { document } = offer.version;
      const { verdict } = verdictOf(document.requires, situation);
      if (verdict === 'notEligible' || statusFor(offer, situation) !== 'open') return [];
      return { id: offer.offer.slug, verdict, fit: fitOf(document, situation), closes: document.validTo, batch };
    });
    const sorted = suiting.sort((a, b) => compareOffers(a, b) || a.batch.place - b.batch.place);
    return sorted.slice(0, MOST_CHOICES).map(({ batch }) => batch.id);
  }
}

/** Every group that a reserve names, in the order of their names, so that the closed list has one form. */
function groupsOf(round: Round, batches: readonly BatchOfRound[]): { id: string; has: (situation: Situation) => boolean }[] {
  const reserves = [...batches.map(({ batch }) => batch), ...round.quotas].flatMap((node) => node.reserves);
  const named = [...new Set(reserves.map(({ group }) => group))].sort();
  const rules = new Map(round.groups.map((group): [string, GroupPlan] => [group.id, group]));
  return named.map((id) => {
    const group = rules.get(id);
    const rule = group && verified(group.when);
    const has = (situation: Situation) =>
      rule ? verdictOf(rule, situation).verdict === 'eligible' : inRegion(String(situation.facts['actor.region']!.value), id);
    return { id, has };
  });
}

/** Batches of one offer come out the same, so each offer is looked at once. */
function assessOffers(batches: readonly BatchOfRound[], choices: readonly string[], situation: Situation, past: Past): AssessedChoice[] {
  const byId = new Map(batches.map((one) => [one.batch.id, one]));
  const byOffer = new Map<string, Assessed>();
  return choices.map((id) => {
    const one = byId.get(id)!;
    const { offerId } = one.batch;
    if (!byOffer.has(offerId)) byOffer.set(offerId, assessOffer(one, situation, past));
    return { batch: id, ...byOffer.get(offerId)! };
  });
}

function assessOffer({ offer }: BatchOfRound, situation: Situation, past: Past): Assessed {
  const { document } = offer.version;
  const { verdict, settle } = evaluate(document.requires, situation);
  const { total: fit, coverage } = fitOf(document, situation);
  const standing = standingOf(offer.offer.id, verdict, statusFor(offer, situation) === 'open', past);
  return { verdict, standing, settle, priority: priorityOf(document.priority ?? [], situation), fit, coverage };
}

function standingOf(offerId: string, verdict: Assessed['verdict'], isOpen: boolean, { held, cleared }: Past): ChoiceStanding {
  if (held.has(offerId)) return 'alreadyMatched';
  if (!isOpen) return 'offerNotOpen';
  return verdict === 'undetermined' && cleared.has(offerId) ? 'cleared' : verdict;
}
