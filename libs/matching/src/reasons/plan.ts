import { addDays, Day, dayNumber } from '../calendar';
import { Catalogue } from '../facts';
import { Grant, GrantingOffer } from '../grants';
import { Situation } from '../leaf';
import { CHANGE_DEFAULTS, wholeOr } from './action';
import { Limits, LIMITS } from './limits';
import { Granted, grantedValue } from './options';
import { PlanStep, schedule, Slot } from './schedule';
import { Settled } from './steps';
import { searchUnlocks, Unlock } from './unlocks';
import { helpingLeaves, knownOf, variablesOf, withFact } from './variables';

/** An offer as far as planning needs it. */
export interface PlanOffer extends GrantingOffer {
  /** First and last day on which one can join; null or absent is open-ended. */
  validFrom?: Day | null;
  validTo?: Day | null;
  /** Days from joining until what it grants holds; by default the longest lead of the granted facts. */
  leadDays?: number;
}

/** Offers in an order in which each can be joined when its turn comes; the last is the target. */
export interface Plan {
  target: string;
  steps: readonly PlanStep[];
  /** Points (`CHANGE_DEFAULTS`): every offer before the target, everything to prepare and all waiting, each once. */
  cost: number;
  leadDays: number;
  readyOn: Day;
}

export interface PlanReport {
  /** Cheapest first, then soonest; only plans that use another offer. */
  plans: readonly Plan[];
  /** Circles of offers that wait for one another, as far as they were met; none of them is gone round in a plan. */
  cycles: readonly (readonly string[])[];
}

/** One way to come to join an offer: its own unlock, or none if it can be joined as it is, and the ways to those that it uses. */
interface Draft {
  offer: PlanOffer;
  unlock: Unlock | null;
  uses: readonly Draft[];
  cost: number;
  startsOn: Day;
}

const effortOf = (grants: readonly Grant[], catalogue: Catalogue, which: 'cost' | 'leadDays'): number =>
  Math.max(0, ...grants.map(({ fact }) => wholeOr(catalogue[fact]?.change?.[which], CHANGE_DEFAULTS.obtainable[which], 0)));

const latest = (a: Day, b: Day): Day => (a > b ? a : b);

const leadOf = ({ leadDays, grants }: PlanOffer, catalogue: Catalogue): number =>
  wholeOr(leadDays, effortOf(grants, catalogue, 'leadDays'), 0);

const endOf = ({ offer, startsOn }: Draft, catalogue: Catalogue): Day => addDays(startsOn, leadOf(offer, catalogue));

/** Whether what is granted would help a leaf of the offer that is no help now. */
function isHelp({ fact, value }: Grant, { requires }: PlanOffer, situation: Situation): boolean {
  const variable = variablesOf(requires).find((one) => one.fact === fact);
  if (!variable) return false;
  const known = knownOf(fact, situation, situation.asOf);
  const to = grantedValue(known.cause === null ? known.fact.value : undefined, value);
  const asIs = helpingLeaves(variable, situation);
  return helpingLeaves(variable, withFact(situation, fact, { value: to, level: 'registry' })).some((help, index) => help && !asIs[index]);
}

/** Looks for plans; create one for each target. */
class Planner {
  readonly cycles = new Map<string, readonly string[]>();
  private searches = 0;

  constructor(
    private readonly offers: readonly PlanOffer[],
    private readonly situation: Situation,
    private readonly limits: Limits,
  ) {}

  /** @param trail the offers for whose sake this one is looked at, the target first */
  draftsFor(offer: PlanOffer, trail: readonly string[], results: number): readonly Draft[] {
    const { situation, limits } = this;
    if (++this.searches > limits.searches) return [];
    const available = this.granters(offer, [...trail, offer.id]);
    const granted = available.flatMap((draft) => this.grantedBy(draft));
    const report = searchUnlocks(offer.requires, situation, { ...limits, results }, granted);
    const unlocks: readonly (Unlock | null)[] = report.outcome === 'already' ? [null] : report.unlocks;
    const drafts = unlocks.map((unlock) => this.draft(offer, unlock, available));
    return drafts.filter(({ startsOn }) => !offer.validTo || startsOn <= offer.validTo);
  }

  private draft(offer: PlanOffer, unlock: Unlock | null, available: readonly Draft[]): Draft {
    const { asOf } = this.situation;
    const vias = new Set(unlock?.changes.map(({ via }) => via));
    const uses = available.filter((draft) => vias.has(draft.offer.id));
    const startsOn = latest(unlock?.readyOn ?? asOf, offer.validFrom ?? asOf);
    return { offer, unlock, uses, cost: unlock?.cost ?? 0, startsOn };
  }

  /** The cheapest draft of each offer that would help this one. */
  private granters(offer: PlanOffer, trail: readonly string[]): readonly Draft[] {
    const helping = this.offers.filter(({ grants }) => grants.some((grant) => isHelp(grant, offer, this.situation)));
    return helping.flatMap((granter) => {
      if (trail.includes(granter.id)) return this.refused([...trail.slice(trail.indexOf(granter.id)), granter.id]);
      return trail.length < this.limits.depth ? this.draftsFor(granter, trail, 1) : [];
    });
  }

  private refused(cycle: readonly string[]): readonly Draft[] {
    this.cycles.set([...cycle.slice(1)].sort().join(), cycle);
    return [];
  }

  private grantedBy(draft: Draft): readonly Granted[] {
    const { catalogue, asOf } = this.situation;
    const { grants, id } = draft.offer;
    const leadDays = dayNumber(endOf(draft, catalogue)) - dayNumber(asOf);
    const cost = Math.max(1, draft.cost + effortOf(grants, catalogue, 'cost'));
    return grants.map(({ fact, value }) => ({ fact, value, via: id, cost, leadDays }));
  }
}

const isOwn = (step: Settled): boolean => step.kind === 'condition' || step.via === undefined;

function slotOf({ offer, unlock }: Draft, isTarget: boolean, catalogue: Catalogue): Slot {
  return {
    offer: offer.id,
    requires: offer.requires,
    prepare: unlock ? [...unlock.changes, ...unlock.conditions].filter(isOwn) : [],
    wait: unlock?.wait ?? null,
    opens: offer.validFrom ?? null,
    closes: offer.validTo ?? null,
    leadDays: isTarget ? 0 : leadOf(offer, catalogue),
    grants: isTarget ? [] : offer.grants,
  };
}

/** Those that are used before those that use them, each once. */
function inOrder(draft: Draft, found = new Map<string, Draft>()): Map<string, Draft> {
  draft.uses.forEach((use) => inOrder(use, found));
  if (!found.has(draft.offer.id)) found.set(draft.offer.id, draft);
  return found;
}

/** The plan that a draft comes to; none when it does not work, or works without any other offer. */
function plansOf(draft: Draft, situation: Situation): readonly Plan[] {
  const { catalogue, asOf } = situation;
  const slots = [...inOrder(draft).values()].map((one) => slotOf(one, one === draft, catalogue));
  const steps = schedule(slots, situation);
  if (steps === null || steps.length < 2) return [];
  const own = steps.flatMap(({ prepare, wait }) => [...prepare, ...(wait ? [wait] : [])]).reduce((sum, { cost }) => sum + cost, 0);
  const joining = steps.slice(0, -1).reduce((sum, { grants }) => sum + Math.max(1, effortOf(grants, catalogue, 'cost')), 0);
  const readyOn = steps.at(-1)!.startsOn;
  return [{ target: draft.offer.id, steps, cost: own + joining, leadDays: dayNumber(readyOn) - dayNumber(asOf), readyOn }];
}

const offersIn = ({ steps }: Plan): string => steps.map(({ offer }) => offer).join();

const comparePlans = (a: Plan, b: Plan): number => a.cost - b.cost || a.leadDays - b.leadDays || a.steps.length - b.steps.length;

/** Room for unlocks of the target that need no other offer, which are no plans. */
const UNLOCKS_PER_PLAN = 4;

/**
 * Plans that make an offer possible through other offers: where a fact that it needs is granted by another,
 * that one is joined first, and so on. Where an offer grants a fact, one's own way to it is not taken. Every plan is verified
 * by simulation: each offer's rule is true on the day on which it is joined, the target's in the end, and not without every
 * offer in the plan.
 * @param offers open to the actor, in the order in which equals are preferred; the target may be among them
 * @param limits bounds of the search
 * @throws TypeError when a rule reads a fact that the catalogue lacks
 */
export function findPlans(target: PlanOffer, offers: readonly PlanOffer[], situation: Situation, limits: Partial<Limits> = {}): PlanReport {
  const bounds = { ...LIMITS, ...limits };
  const planner = new Planner(offers, situation, bounds);
  const drafts = planner.draftsFor(target, [], bounds.results * UNLOCKS_PER_PLAN).filter(({ uses }) => uses.length > 0);
  const plans = drafts.flatMap((draft) => plansOf(draft, situation));
  const distinct = plans.filter((plan, index) => plans.findIndex((other) => offersIn(other) === offersIn(plan)) === index);
  return { plans: distinct.sort(comparePlans).slice(0, bounds.results), cycles: [...planner.cycles.values()] };
}
