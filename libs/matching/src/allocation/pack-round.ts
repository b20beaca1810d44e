import { MOST_POINTS } from './check-round';
import { PackedRound } from './deferred-acceptance';
import { Forest, keepReserves, leafFor, plantForest } from './forest';
import { nest } from './nesting';
import { Applicant, Round } from './types';

const ACCEPTED = -1;

/** What a run needs to know of the seats already accepted and of those who left. */
class Participation {
  private readonly fixed: ReadonlyMap<string, string>;
  private readonly withdrawn: ReadonlySet<string>;

  constructor({ fixed = {}, withdrawn }: Round) {
    this.fixed = new Map(Object.entries(fixed));
    this.withdrawn = new Set(withdrawn);
  }

  /** The one offer that an applicant may still have, if they have accepted a seat. */
  accepted({ id }: Applicant): string | undefined {
    return this.fixed.get(id);
  }

  /** How many choices count: all, the accepted one, or none after withdrawal. */
  choices({ id, choices }: Applicant): number {
    if (this.withdrawn.has(id)) return 0;
    return this.fixed.has(id) ? 1 : choices.length;
  }
}

/** How many accepted seats each leaf holds. */
function acceptedSeats(round: Round, forest: Forest, offerOf: ReadonlyMap<string, number>, participation: Participation): Int32Array {
  const accepted = new Int32Array(forest.leafCount);
  for (const applicant of round.applicants) {
    const offer = participation.accepted(applicant);
    if (offer !== undefined) accepted[leafFor(forest, offerOf.get(offer)!, applicant.groups ?? [])]!++;
  }
  return accepted;
}

/**
 * Numbers a checked round.
 * @param order places in `round.applicants`, the first of the lottery first: `lotteryOrder`
 */
export function packRound(round: Round, order: Int32Array): PackedRound {
  const { tree, applicants } = round;
  const participation = new Participation(round);
  const offerOf = new Map(tree.offers.map(({ id }, index) => [id, index]));
  const forest = plantForest(tree, nest(tree));
  keepReserves(forest, tree, acceptedSeats(round, forest, offerOf, participation));

  const places = new Int32Array(order.length);
  order.forEach((index, place) => (places[index] = place));
  const starts = new Int32Array(order.length + 1);
  applicants.forEach((applicant, index) => (starts[places[index]! + 1] = participation.choices(applicant)));
  for (let place = 0; place < order.length; place++) starts[place + 1]! += starts[place]!;

  const total = starts[order.length]!;
  const [offers, asks] = [new Int32Array(total), new Int32Array(2 * total)];
  applicants.forEach((applicant, index) => {
    const { choices, points, groups = [] } = applicant;
    const accepted = participation.accepted(applicant);
    const start = starts[places[index]!]!;
    for (let choice = 0; choice < participation.choices(applicant); choice++) {
      const offer = offerOf.get(accepted ?? choices[choice]!)!;
      offers[start + choice] = offer;
      asks[2 * (start + choice)] = leafFor(forest, offer, groups);
      asks[2 * (start + choice) + 1] = accepted === undefined ? MOST_POINTS - points[choice]! : ACCEPTED;
    }
  });
  return { forest, starts, offers, asks };
}
