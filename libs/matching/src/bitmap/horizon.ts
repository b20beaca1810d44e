import { Day } from '../calendar';
import { evaluateLeaf, Situation } from '../leaf';
import { isComparison, isOfficerCheck, leavesOf } from '../rule';
import { offerStatus, windowFlip } from '../status';
import { leafKey } from './normal-form';
import { Ground, MatchableOffer } from './offer';
import { factOf, FactLeaf } from './traits';

/** What the offers for one set of roles hang on in time. */
interface Calendar {
  windowFlip: Day | null;
  /** Each question that an open offer asks of a fact, once. */
  leaves: readonly FactLeaf[];
}

const earlier = (a: Day | null, b: Day | null | undefined): Day | null => (b && (a === null || b < a) ? b : a);

/** Until when results of one day hold: the earliest day that `verdictOf` or a window names over all offers that are for the profile. */
export class Horizon {
  private readonly calendars = new Map<string, Calendar>();

  constructor(
    private readonly offers: readonly MatchableOffer[],
    private readonly keys: Ground['keys'],
    private readonly asOf: Day,
  ) {}

  /** The first later day on which time alone may change a result of the profile; null when it never does. */
  until(situation: Situation): Day | null {
    const { facts } = situation;
    const { windowFlip: first, leaves } = this.calendarOf((facts[this.keys.roles]?.value ?? []) as readonly string[]);
    let until = first;
    for (const leaf of leaves) {
      const fact = Object.hasOwn(facts, factOf(leaf)) ? facts[factOf(leaf)] : undefined;
      const movesWithTime = fact && (fact.validUntil || (isComparison(leaf) && leaf.measure));
      if (movesWithTime) until = earlier(until, evaluateLeaf(leaf, situation).flipsOn);
    }
    return until;
  }

  private calendarOf(roles: readonly string[]): Calendar {
    const key = roles.toSorted().join();
    let calendar = this.calendars.get(key);
    if (!calendar) this.calendars.set(key, (calendar = this.makeCalendar(roles)));
    return calendar;
  }

  private makeCalendar(roles: readonly string[]): Calendar {
    let first: Day | null = null;
    const leaves = new Map<string, FactLeaf>();
    for (const offer of this.offers) {
      const status = offerStatus(offer, roles, this.asOf);
      first = earlier(first, windowFlip(offer, status));
      if (status !== 'open') continue;
      for (const [, leaf] of leavesOf(offer.requires)) if (!isOfficerCheck(leaf)) leaves.set(leafKey(leaf), leaf);
    }
    return { windowFlip: first, leaves: [...leaves.values()] };
  }
}
