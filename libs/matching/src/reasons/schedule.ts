import { addDays, Day } from '../calendar';
import { evaluateTree } from '../evaluate';
import { Fact } from '../facts';
import { Grant } from '../grants';
import { Situation } from '../leaf';
import { Rule } from '../rule';
import { grantedValue } from './options';
import { applySteps, readyDay, Settled, stepsAlike, Wait } from './steps';

/** One offer of a plan, with what has to be done before joining it. */
export interface PlanStep {
  offer: string;
  /** What the owner changes and what has to be found out first, apart from what earlier offers of the plan ask for. */
  prepare: readonly Settled[];
  wait: Wait | null;
  /** Offers of the plan that must be completed first. */
  after: readonly string[];
  startsOn: Day;
  /** The day from which its grants hold; for the target the day on which it can be joined. */
  endsOn: Day;
  grants: readonly Grant[];
}

/** An offer that a plan means to use, before it has its days. */
export interface Slot {
  offer: string;
  requires: Rule;
  /** One's own steps on the way to it; in the plan they go to the first offer that needs them. */
  prepare: readonly Settled[];
  wait: Wait | null;
  /** Open from and to these days; null is open-ended. */
  opens: Day | null;
  closes: Day | null;
  /** Days from joining to the grants. */
  leadDays: number;
  grants: readonly Grant[];
}

const latest = (days: readonly Day[], least: Day): Day => days.reduce((a, b) => (a > b ? a : b), least);

/** Each step once, the dearest first: it is the first to go where it is not needed. */
function distinctSteps(slots: readonly Slot[]): readonly Settled[] {
  const all = slots.flatMap(({ prepare }) => prepare);
  const distinct = all.filter((step, index) => all.findIndex((other) => stepsAlike(step, other)) === index);
  return distinct.sort((a, b) => b.cost - a.cost);
}

/** Without those items without which the test still holds. */
const needed = <T>(items: readonly T[], test: (items: readonly T[]) => boolean): readonly T[] =>
  items.reduce((left, item) => {
    const without = left.filter((other) => other !== item);
    return test(without) ? without : left;
  }, items);

/** Lets time pass and joins each offer as soon as its rule is true; create one for each trial. */
class Simulation {
  private readonly joined: PlanStep[] = [];
  private readonly earliest: Map<string, Day>;

  constructor(
    private readonly slots: readonly Slot[],
    private readonly steps: readonly Settled[],
    private readonly situation: Situation,
  ) {
    this.earliest = new Map(slots.map(({ offer, opens }) => [offer, latest(opens === null ? [] : [opens], situation.asOf)]));
  }

  /** @returns the steps in the order in which they are joined, the target last; null when its rule never becomes true */
  run(target: string): readonly PlanStep[] | null {
    const { asOf } = this.situation;
    const waits = this.slots.flatMap(({ wait }) => wait ?? []);
    const days = new Set([...this.earliest.values(), ...[...this.steps, ...waits].map((step) => readyDay(step, asOf))]);
    while (days.size > 0) {
      const day = [...days].sort()[0]!;
      days.delete(day);
      for (const slot of this.slots) this.joinOn(day, slot).forEach((next) => days.add(next));
      if (this.joined.some(({ offer }) => offer === target)) return this.joined;
    }
    return null;
  }

  /** @returns days on which things may have changed for the others, or for this one */
  private joinOn(day: Day, slot: Slot): readonly Day[] {
    const isDue = this.earliest.get(slot.offer)! <= day && !this.joined.some(({ offer }) => offer === slot.offer);
    const completed = this.joined.filter(({ endsOn }) => endsOn <= day);
    const ready = this.readyFor(slot, day);
    if (!isDue || (slot.closes !== null && day > slot.closes) || !this.isTrue(day, slot, ready, completed)) return [];
    const prepare = needed(ready, (some) => this.isTrue(day, slot, some, completed));
    const after = needed(completed, (some) => this.isTrue(day, slot, prepare, some));
    const found = this.foundOn(prepare, after);
    if (found > day) {
      this.earliest.set(slot.offer, found);
      return [found];
    }
    const { offer, grants, leadDays } = slot;
    const wait = slot.wait && slot.wait.until <= day ? slot.wait : null;
    const endsOn = addDays(day, leadDays);
    this.joined.push({ offer, prepare, wait, after: after.map((step) => step.offer), startsOn: day, endsOn, grants });
    return [endsOn];
  }

  /** Steps that could be done by then and are not yet; the offer's own come last, so that they stay and have the last word. */
  private readyFor(slot: Slot, day: Day): readonly Settled[] {
    const isDone = (step: Settled) => this.joined.some(({ prepare }) => prepare.includes(step));
    const isOwn = (step: Settled) => slot.prepare.some((own) => stepsAlike(own, step));
    const ready = this.steps.filter((step) => readyDay(step, this.situation.asOf) <= day && !isDone(step));
    return [...ready.filter((step) => !isOwn(step)), ...ready.filter(isOwn)];
  }

  /** Whether the rule is true on the day, with what offers joined before have asked for and with these steps. */
  private isTrue(day: Day, slot: Slot, steps: readonly Settled[], completed: readonly PlanStep[]): boolean {
    const done = this.joined.flatMap(({ prepare }) => prepare);
    const then = applySteps(this.situation, [...done, ...steps], day);
    const facts: Record<string, Fact> = { ...then.facts };
    for (const { fact, value } of completed.flatMap(({ grants }) => grants)) {
      facts[fact] = { value: grantedValue(facts[fact]?.value, value), level: 'registry' };
    }
    return evaluateTree(slot.requires, { ...then, facts }).value === 'T';
  }

  /** What an officer or a registry is to find is looked for once the offers that it may hang on are completed. */
  private foundOn(prepare: readonly Settled[], after: readonly PlanStep[]): Day {
    const leads = prepare.filter(({ kind }) => kind === 'condition').map(({ leadDays }) => leadDays);
    const completed = latest(after.map(({ endsOn }) => endsOn), this.situation.asOf); // prettier-ignore
    return addDays(completed, Math.max(0, ...leads));
  }
}

/**
 * Gives a plan its days by going through it: grants are applied as they fall due and rules evaluated again until the target's
 * is true. Offers and steps without which it becomes true all the same are left out.
 * @param slots the offers in order of preference, the target last
 * @returns null when the plan does not work
 */
export function schedule(slots: readonly Slot[], situation: Situation): readonly PlanStep[] | null {
  const target = slots.at(-1)!;
  const steps = distinctSteps(slots);
  const run = (some: readonly Slot[]) => new Simulation(some, steps, situation).run(target.offer);
  if (run(slots) === null) return null;
  return run(needed(slots, (some) => some.includes(target) && run(some) !== null));
}
