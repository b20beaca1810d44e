import {
  allocate, Applicant, CapacityTree, certify, commitmentOf, deferAcceptance, drawLottery, Held, OfferSeats, lotteryOrder, packRound, PackedRound, Quota, Reserve,
  Round, ticketOf, verifyCertificate, waitingLists,
} from '@sambung/matching'; // prettier-ignore
import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { randomFrom, timed } from './measure';

type Shape = 'plain' | 'reserves' | 'nested';

const SIZES = [10_000, 100_000, 1_000_000];
/** Beyond this the textbook alone takes minutes: `--applicants 1000000` measures all sizes. */
const DEFAULT_MOST = 10_000;
const CHOICES = 10;
const APPLICANTS_PER_QUOTA = 50;
const REPEATS = 5;
/** The textbook looks through all holders of a full ceiling: above these sizes once, or not at all. */
const TEXTBOOK_REPEATS_TO = 100_000;
const TEXTBOOK_NESTED_TO = 100_000;
const SECRET = '5'.repeat(64);

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Cuts the offers into runs of one size, each under one quota with a tenth fewer seats than its parts. */
function quotasOver(offers: readonly OfferSeats[], name: string, size: number, share: number): Quota[] {
  return Array.from({ length: Math.ceil(offers.length / size) }, (_, index) => {
    const members = offers.slice(index * size, (index + 1) * size);
    const seats = members.reduce((sum, { capacity }) => sum + capacity, 0);
    return { id: `${name}-${index}`, capacity: Math.floor(seats * share), offers: members.map(({ id }) => id) };
  });
}

/** 80 seats for 100 applicants. Nested: 80 % of the quotas are batches, in programmes of 5, institutions of 25 and funding lines of 100. */
function inventTree(shape: Shape, quotas: number, random: () => number): CapacityTree {
  const count = shape === 'nested' ? Math.round(quotas * 0.8) : quotas;
  const mean = (0.8 * APPLICANTS_PER_QUOTA * quotas) / count;
  const offers = Array.from({ length: count }, (_, index): OfferSeats => {
    const capacity = Math.max(4, Math.round(mean * (0.5 + random())));
    const reserves = shape === 'reserves' ? [{ group: 'women', seats: capacity >> 2 }, { group: 'near', seats: capacity >> 2 }] : []; // prettier-ignore
    return { id: `o${index}`, capacity, reserves, priority: shape === 'nested' ? `line-${Math.floor(index / 100)}` : `o${index}` };
  });
  if (shape !== 'nested') return { offers, quotas: [] };
  return {
    offers,
    quotas: [
      ...quotasOver(offers, 'programme', 5, 0.9),
      ...quotasOver(offers, 'institution', 25, 0.81),
      ...quotasOver(offers, 'line', 100, 0.73),
    ],
  };
}

/** Everybody ranks offers near their own place, popular ones first more often, with points from 0 to 100. */
function inventRound(shape: Shape, size: number, seed: number): Round {
  const random = randomFrom(seed);
  const tree = inventTree(shape, size / APPLICANTS_PER_QUOTA, random);
  const count = tree.offers.length;
  const applicants = Array.from({ length: size }, (_, index): Applicant => {
    const home = Math.floor(random() * count);
    const choices = new Set<number>();
    while (choices.size < CHOICES) choices.add((home + Math.floor(random() ** 2 * Math.min(count, 400))) % count);
    const pointsOf = new Map<string, number>();
    const points = Array.from(choices, (offer) => {
      const list = tree.offers[offer]!.priority!;
      if (!pointsOf.has(list)) pointsOf.set(list, Math.floor(random() * 101));
      return pointsOf.get(list)!;
    });
    const groups = ['women', 'near'].filter(() => random() < 0.3);
    return { id: `a${index}`, choices: Array.from(choices, (offer) => tree.offers[offer]!.id), points, groups };
  });
  return { tree, applicants };
}

/** One who applies, in the textbook version. */
interface Person {
  choices: readonly Stage[];
  next: number;
  seat: Stage | null;
  groups: readonly string[];
}

const OTHERS: Reserve = { group: '', seats: 0 };

/** A ceiling in the textbook version: a set of people, and the rank of everybody who may ever stand there. */
class Stage {
  readonly held = new Set<Person>();
  ranks = new Map<Person, number>();
  outer: Stage | null = null;

  constructor(
    readonly capacity: number,
    readonly reserves: readonly Reserve[] = [],
  ) {}

  /** The worst of all, except of a group of which no more are here than it reserves for. */
  worst(): Person {
    const groups = new Map(
      [...this.reserves, OTHERS].map(({ group, seats }) => [group, { seats, count: 0, worst: null as Person | null }]),
    );
    for (const person of this.held) {
      const line = groups.get(this.reserves.find(({ group }) => person.groups.includes(group))?.group ?? '')!;
      line.count++;
      if (!line.worst || this.ranks.get(person)! > this.ranks.get(line.worst)!) line.worst = person;
    }
    const refusable = [...groups.values()].filter(({ count, seats }) => count > seats).map(({ worst }) => worst!);
    return refusable.reduce((a, b) => (this.ranks.get(a)! > this.ranks.get(b)! ? a : b));
  }
}

/** Deferred acceptance as a textbook has it: objects, maps and sets, the nested ceilings looked at one by one from the inside out. */
class Textbook {
  readonly people: Person[];

  constructor(round: Round, tickets: readonly string[]) {
    const stages = new Map(round.tree.offers.map((offer) => [offer.id, new Stage(offer.capacity, offer.reserves)]));
    const inner = new Map(stages);
    for (const { capacity, offers } of round.tree.quotas) {
      const quota = new Stage(capacity);
      for (const offer of offers) {
        const stage = inner.get(offer)!;
        if (stage !== quota && stage.outer === null) stage.outer = quota;
        inner.set(offer, quota);
      }
    }
    this.people = round.applicants.map(({ choices, groups = [] }) => {
      return { choices: choices.map((offer) => stages.get(offer)!), next: 0, seat: null, groups };
    });
    this.rank(round, tickets);
  }

  private rank({ applicants }: Round, tickets: readonly string[]): void {
    const claims = new Map<Stage, { person: Person; points: number; ticket: string }[]>();
    applicants.forEach(({ points }, index) => {
      const person = this.people[index]!;
      const asked = new Set<Stage>();
      person.choices.forEach((offer, place) => {
        for (let stage: Stage | null = offer; stage && !asked.has(stage); stage = stage.outer) {
          asked.add(stage);
          if (!claims.has(stage)) claims.set(stage, []);
          claims.get(stage)!.push({ person, points: points[place]!, ticket: tickets[index]! });
        }
      });
    });
    for (const [stage, list] of claims) {
      list.sort((a, b) => b.points - a.points || (a.ticket < b.ticket ? -1 : 1));
      stage.ranks = new Map(list.map(({ person }, rank) => [person, rank]));
    }
  }

  /** Runs from the start. @returns for each person the place of their seat among their choices, -1 without one */
  solve(): number[] {
    for (const person of this.people) Object.assign(person, { next: 0, seat: null });
    for (const { choices } of this.people) for (const offer of choices) for (let s: Stage | null = offer; s; s = s.outer) s.held.clear();
    const free = this.people.toReversed();
    while (free.length > 0) {
      const person = free.pop()!;
      const offer = person.choices[person.next];
      if (!offer) continue;
      person.next++;
      person.seat = offer;
      for (let stage: Stage | null = offer; stage; stage = stage.outer) stage.held.add(person);
      const loser = this.refuse(offer);
      if (loser) free.push(loser);
    }
    return this.people.map(({ seat, next }) => (seat ? next - 1 : -1));
  }

  private refuse(offer: Stage): Person | undefined {
    let full: Stage | null = offer;
    while (full && full.held.size <= full.capacity) full = full.outer;
    const loser = full?.worst();
    if (!loser) return undefined;
    for (let stage: Stage | null = loser.seat; stage; stage = stage.outer) stage.held.delete(loser);
    loser.seat = null;
    return loser;
  }
}

/** What one row of the table needs. */
interface Market {
  shape: Shape;
  round: Round;
  packed: PackedRound;
  tickets: readonly string[];
  /** Places in the round, in the order of the lottery. */
  order: Int32Array;
}

const CELLS = [10, 12, 9, 12, 12, 9, 12, 10, 12, 12, 11];
const row = (cells: readonly (string | number)[]): void =>
  console.log(cells.map((cell, index) => String(cell).padStart(CELLS[index]!)).join(''));

const seconds = (ms: number): string => (ms < 100 ? `${ms.toFixed(1)} ms` : `${(ms / 1000).toFixed(2)} s`);

function prepare(shape: Shape, size: number): Market & { ticketsMs: number; packMs: number } {
  const round = inventRound(shape, size, 1);
  const { seed } = drawLottery(round.applicants, SECRET, commitmentOf(SECRET, sha256), sha256);
  const drawn = timed(1, () => {
    const tickets = round.applicants.map(({ id }) => ticketOf(seed, id, sha256));
    return { tickets, order: lotteryOrder(tickets) };
  });
  const { tickets, order } = drawn.value;
  const packed = timed(1, () => packRound(round, order));
  return { shape, round, packed: packed.value, tickets, order, ticketsMs: drawn.ms, packMs: packed.ms };
}

/** Milliseconds of the textbook, null where it would take too long. Its outcome must be the same. */
function textbook({ shape, round, packed, tickets, order }: Market, held: Held): number | null {
  const size = round.applicants.length;
  if (shape === 'nested' && size > TEXTBOOK_NESTED_TO) return null;
  const market = new Textbook(round, tickets);
  const { value, ms } = timed(size <= TEXTBOOK_REPEATS_TO ? 3 : 1, () => market.solve());
  const place = (applicant: number) => (held.choice[applicant]! < 0 ? -1 : held.choice[applicant]! - packed.starts[applicant]!);
  const differs = order.some((index, applicant) => value[index] !== place(applicant));
  if (differs) throw new Error(`${shape}, ${size}: the textbook gives another matching`);
  return ms;
}

/** The whole way from lists of names to a checked certificate, once. */
function checked(round: Round): { violations: number; verifyMs: number } {
  const draw = drawLottery(round.applicants, SECRET, commitmentOf(SECRET, sha256), sha256);
  const certificate = certify(round, draw, allocate(round, { seed: draw.seed, sha256, maxChoices: CHOICES }));
  const { value, ms } = timed(1, () => verifyCertificate(certificate, draw.commitment, sha256));
  return { violations: value.length, verifyMs: ms };
}

function measure(shape: Shape, size: number): void {
  const market = prepare(shape, size);
  const { packed, round } = market;
  const { value: held, ms } = timed(REPEATS, () => deferAcceptance(packed));
  const waiting = timed(1, () => waitingLists(packed, held, round.tree.offers.length));
  const textbookMs = textbook(market, held);
  const { violations, verifyMs } = checked(round);
  row([
    shape, size, round.tree.offers.length + round.tree.quotas.length, seconds(ms), `${((ms * 1e6) / held.proposals).toFixed(0)} ns`,
    textbookMs === null ? 'not run' : seconds(textbookMs), textbookMs === null ? '–' : `${(textbookMs / ms).toFixed(0)}×`,
    seconds(market.ticketsMs), seconds(market.packMs), seconds(waiting.ms), `${violations} (${seconds(verifyMs)})`,
  ]); // prettier-ignore
}

/**
 * Deferred acceptance on typed arrays against the textbook on objects, in one run, and the independent check of each outcome. `run` and
 * `textbook` leave preparation out on both sides; it stands beside them.
 */
export async function run(): Promise<void> {
  const { values } = parseArgs({ args: process.argv.slice(3), options: { applicants: { type: 'string' } }, strict: false });
  const most = Number(values.applicants ?? DEFAULT_MOST);
  console.log(`${CHOICES} choices each, ${APPLICANTS_PER_QUOTA} applicants a quota, 80 seats for 100 applicants; medians of ${REPEATS}`);
  row(['shape', 'applicants', 'quotas', 'run', 'a proposal', 'textbook', 'ratio', 'lottery', 'packing', 'waiting', 'violations']);
  for (const shape of ['plain', 'reserves', 'nested'] as const) {
    for (const size of SIZES) if (size <= most) measure(shape, size);
  }
}
