import { Text } from '../facts';
import type { Applicant, Certificate, OfferSeats, Quota, Reserve, Sha256 } from './types';

/*
 * Checks a run from its certificate alone. Shares no code with the allocator: plain maps and lists, its own reading of the tree, of the
 * lottery and of who has a claim. What it knows of the allocator are the shapes in types.ts.
 */

export type ViolationKind =
  | 'unknown' // a name that the certificate does not contain, or one used twice
  | 'lottery' // commitment, list hash or seed do not follow from one another
  | 'tree' // quotas, formulas or reserves under which the guarantees do not hold
  | 'priorities' // points that are missing, or differ within one formula
  | 'seatedTwice'
  | 'notRanked' // a seat that its holder did not ask for
  | 'overCapacity'
  | 'fixedMoved' // an accepted seat was taken away or moved
  | 'withdrawnSeated'
  | 'wasted' // a free seat, and somebody wants it more than what they hold
  | 'reserveBroken' // a member of a group was passed over though its reserve is not full
  | 'blockingPair'; // an applicant was passed over for somebody with lower priority

/** One broken promise: at which offer, quota or part of the draw, and for whom. */
export interface Violation {
  kind: ViolationKind;
  at: string;
  applicant?: string;
  text: Text;
}

/** Somebody's right to a seat: accepted before anything else, then points, then the lottery. */
interface Claim {
  applicant: string;
  accepted: boolean;
  points: number;
}

/** One group at a box: how many are seated, how many seats it may keep from others, and who is last among them. */
interface Line {
  seated: number;
  kept: number;
  last?: Claim;
}

/** An offer or a quota. Its lines are those of its groups in the order listed, then that of everybody else. */
interface Box {
  id: string;
  capacity: number;
  offers: readonly string[];
  reserves: readonly Reserve[];
  lines: Line[];
  seated: number;
  /** Seats that its parts can fill together. */
  parts: number;
}

const boxOf = ({ id, capacity, reserves = [] }: OfferSeats | Quota, offers: readonly string[], parts: number): Box => {
  const lines = Array.from({ length: reserves.length + 1 }, () => ({ seated: 0, kept: 0 }));
  return { id, capacity, offers, reserves, lines, seated: 0, parts };
};

const lineOf = ({ reserves, lines }: Box, { groups = [] }: Applicant): Line =>
  lines[reserves.findIndex(({ group }) => groups.includes(group))] ?? lines.at(-1)!;

/** One verification; create one for each certificate. */
class Verifier {
  readonly found: Violation[] = [];
  private readonly offers: ReadonlyMap<string, OfferSeats>;
  private readonly people: ReadonlyMap<string, Applicant>;
  private readonly accepted: ReadonlyMap<string, string>;
  private readonly withdrawn: ReadonlySet<string>;
  private readonly seats = new Map<string, string>();
  private readonly tickets = new Map<string, string>();
  /** The smallest box first, in all and around each offer; and around each offer those that may refuse somebody by themselves. */
  private boxes: readonly Box[] = [];
  private readonly chains = new Map<string, Box[]>();
  private readonly deciding = new Map<string, Box[]>();

  constructor(
    private readonly certificate: Certificate,
    private readonly sha256: Sha256,
  ) {
    const { tree, applicants, fixed, withdrawn } = certificate;
    this.offers = new Map(tree.offers.map((offer) => [offer.id, offer]));
    this.people = new Map(applicants.map((applicant) => [applicant.id, applicant]));
    this.accepted = new Map(Object.entries(fixed));
    this.withdrawn = new Set(withdrawn);
  }

  run(commitment: string): Violation[] {
    this.checkDraw(commitment);
    this.checkNames();
    if (this.has('unknown')) return this.found;
    this.buildBoxes();
    this.checkTree();
    this.certificate.applicants.forEach((person) => this.checkPoints(person));
    this.keepReserves();
    for (const [offer, seated] of Object.entries(this.certificate.matching)) seated.forEach((id) => this.seat(id, offer));
    this.checkSeats();
    // Without a sound tree and sound points nobody can say who has a claim on what.
    if (!this.has('tree') && !this.has('priorities')) this.certificate.applicants.forEach((person) => this.checkWishes(person));
    return this.found;
  }

  private has(kind: ViolationKind): boolean {
    return this.found.some((violation) => violation.kind === kind);
  }

  private report(kind: ViolationKind, at: string, id: string, en: string, applicant?: string): void {
    this.found.push({ kind, at, ...(applicant !== undefined && { applicant }), text: { id, en } });
  }

  private checkDraw(published: string): void {
    const { draw, applicants } = this.certificate;
    const receipts = applicants.map(({ id, choices, points, groups }): [string, string] => {
      const handedIn = [id, choices, points, [...(groups ?? [])].sort()];
      return [id, this.sha256(JSON.stringify(handedIn))];
    });
    receipts.sort(([a], [b]) => (a < b ? -1 : 1));
    const listHash = this.sha256(receipts.map(([, receipt]) => receipt).join('\n'));
    const follows = {
      commitment: draw.commitment === published && published === this.sha256(draw.secret),
      listHash: draw.listHash === listHash,
      seed: draw.seed === this.sha256(draw.secret + draw.listHash),
    };
    for (const [part, holds] of Object.entries(follows)) {
      if (!holds) this.report('lottery', part, `Undian: ${part} tidak cocok.`, `The lottery: ${part} does not match.`);
    }
  }

  private checkNames(): void {
    const { tree, applicants, matching } = this.certificate;
    const twice = (at: string, named: readonly { id: string }[]) => {
      if (new Set(named.map(({ id }) => id)).size < named.length)
        this.report('unknown', at, 'Ada nama yang dipakai dua kali.', 'A name is used twice.');
    };
    const known = (at: string, names: Iterable<string>, all: ReadonlyMap<string, unknown>) => {
      for (const name of names) if (!all.has(name)) this.report('unknown', at, `Tidak dikenal: ${name}.`, `Unknown: ${name}.`);
    };
    for (const nodes of [tree.offers, tree.quotas]) twice('tree', nodes);
    twice('applicants', applicants);
    for (const { id, offers } of tree.quotas) known(id, offers, this.offers);
    for (const { id, choices } of applicants) known(id, choices, this.offers);
    for (const seated of Object.values(matching)) known('matching', seated, this.people);
    known('matching', Object.keys(matching), this.offers);
    known('fixed', this.accepted.keys(), this.people);
    known('withdrawn', this.withdrawn, this.people);
  }

  private buildBoxes(): void {
    const { offers, quotas } = this.certificate.tree;
    const own = offers.map((offer) => boxOf(offer, [offer.id], offer.capacity));
    const around = quotas.map((quota) => boxOf(quota, quota.offers, 0));
    around.sort((a, b) => a.offers.length - b.offers.length || a.capacity - b.capacity);
    this.boxes = [...own, ...around];
    for (const box of own) this.chains.set(box.id, []);
    for (const box of this.boxes) for (const offer of box.offers) this.chains.get(offer)!.push(box);
  }

  /** Nested means: every box has one and the same next box around it, from whichever of its offers one looks. */
  private checkTree(): void {
    const outer = new Map<Box, Box | undefined>();
    for (const chain of this.chains.values()) {
      chain.forEach((box, place) => {
        if (!outer.has(box)) outer.set(box, chain[place + 1]);
        else if (outer.get(box) !== chain[place + 1]) {
          this.report('tree', box.id, `Kuota "${box.id}" tidak bersarang.`, `Quota "${box.id}" does not nest.`);
        }
      });
    }
    for (const box of this.boxes) {
      const next = outer.get(box);
      if (next) next.parts += Math.min(box.capacity, box.parts);
    }
    this.boxes.forEach((box) => this.checkFormulas(box));
    this.chains.forEach((chain, offer) => this.deciding.set(offer, this.checkReserves(chain)));
  }

  private checkFormulas({ id, capacity, parts, offers }: Box): void {
    const formulas = new Set(offers.map((offer) => this.offers.get(offer)!.priority ?? offer));
    if (capacity >= parts || formulas.size === 1) return;
    this.report('tree', id, `Kuota "${id}" membandingkan rumus yang berbeda.`, `Quota "${id}" compares different formulas.`);
  }

  /** Boxes inside one with reserves must hold at least as many as it does, boxes around it all that it holds, so that it alone decides. */
  private checkReserves(chain: Box[]): Box[] {
    const place = chain.findIndex(({ reserves }) => reserves.length > 0);
    if (place < 0) return chain;
    const { id, capacity, reserves } = chain[place]!;
    const reserved = reserves.reduce((sum, { seats }) => sum + seats, 0);
    const insideFits = chain.slice(0, place).every((inner) => inner.capacity >= capacity);
    const outsideFits = chain.slice(place + 1).every((outer) => outer.capacity >= outer.parts && outer.reserves.length === 0);
    if (reserved > capacity || !insideFits || !outsideFits) {
      this.report('tree', id, `Cadangan di "${id}" tidak dapat dijamin.`, `The reserve at "${id}" cannot be kept.`);
    }
    return [chain[place]!];
  }

  private checkPoints({ id, choices, points }: Applicant): void {
    const byFormula = new Map<string, number>();
    const fits = choices.every((offer, place) => {
      const formula = this.offers.get(offer)!.priority ?? offer;
      if (!byFormula.has(formula)) byFormula.set(formula, points[place]!);
      return Number.isInteger(points[place]) && byFormula.get(formula) === points[place];
    });
    if (!fits) this.report('priorities', id, `Poin "${id}" tidak taat rumus.`, `The points of "${id}" do not follow the formulas.`, id);
  }

  /** What each group may keep: what it has accepted, and of its reserve what others' accepted seats leave, in the order listed. */
  private keepReserves(): void {
    for (const [id, offer] of this.accepted) {
      for (const box of this.chains.get(offer) ?? []) lineOf(box, this.people.get(id)!).kept++;
    }
    for (const { capacity, reserves, lines } of this.boxes) {
      let free = lines.reduce((left, { kept }) => left - kept, capacity);
      reserves.forEach(({ seats }, place) => {
        const more = Math.max(0, Math.min(free, seats - lines[place]!.kept));
        lines[place]!.kept += more;
        free -= more;
      });
    }
  }

  private seat(id: string, offer: string): void {
    const person = this.people.get(id)!;
    const place = person.choices.indexOf(offer);
    if (this.seats.has(id)) this.report('seatedTwice', offer, `"${id}" mendapat dua kursi.`, `"${id}" has two seats.`, id);
    if (place < 0) this.report('notRanked', offer, `"${id}" tidak memilih "${offer}".`, `"${id}" did not rank "${offer}".`, id);
    this.seats.set(id, offer);
    const claim = { applicant: id, accepted: this.accepted.get(id) === offer, points: person.points[place] ?? 0 };
    for (const box of this.chains.get(offer)!) {
      const line = lineOf(box, person);
      if (!line.last || this.beats(line.last, claim)) line.last = claim;
      line.seated++;
      box.seated++;
    }
  }

  private checkSeats(): void {
    for (const { id, capacity, seated } of this.boxes) {
      if (seated <= capacity) continue;
      this.report('overCapacity', id, `"${id}": ${seated} orang di ${capacity} kursi.`, `"${id}": ${seated} people in ${capacity} seats.`);
    }
    for (const [id, offer] of this.accepted) {
      if (this.seats.get(id) === offer) continue;
      this.report('fixedMoved', offer, `Kursi "${id}" sudah diterima.`, `The seat of "${id}" was already accepted.`, id);
    }
    for (const id of this.withdrawn) {
      if (!this.seats.has(id)) continue;
      this.report('withdrawnSeated', this.seats.get(id)!, `"${id}" sudah mundur.`, `"${id}" has withdrawn.`, id);
    }
  }

  private ticket(id: string): string {
    if (!this.tickets.has(id)) this.tickets.set(id, this.sha256(`${this.certificate.draw.seed}:${id}`));
    return this.tickets.get(id)!;
  }

  private beats(one: Claim, other: Claim): boolean {
    if (one.accepted !== other.accepted) return one.accepted;
    if (one.points !== other.points) return one.points > other.points;
    return this.ticket(one.applicant) < this.ticket(other.applicant);
  }

  private checkWishes(person: Applicant): void {
    const { id, choices, points } = person;
    if (this.accepted.has(id) || this.withdrawn.has(id)) return;
    const held = this.seats.get(id);
    for (const [place, offer] of choices.entries()) {
      if (offer === held) return;
      const kind = this.brokenBy(person, offer, { applicant: id, accepted: false, points: points[place]! });
      if (kind) this.report(kind, offer, `"${id}" dilewati di "${offer}".`, `"${id}" was passed over at "${offer}".`, id);
    }
  }

  /** What is broken by not letting an applicant into an offer that they want more than their seat, which they would leave. */
  private brokenBy(person: Applicant, offer: string, claim: Claim): ViolationKind | undefined {
    const left = this.chains.get(this.seats.get(person.id) ?? '');
    const full = this.deciding.get(offer)!.find((box) => box.seated - (left?.includes(box) ? 1 : 0) >= box.capacity);
    if (!full) return 'wasted';
    const own = lineOf(full, person);
    const givingUp = full.lines.filter((line) => line !== own && line.seated > line.kept);
    if (own.seated < own.kept && givingUp.length > 0) return 'reserveBroken';
    return [own, ...givingUp].some(({ last }) => last && this.beats(claim, last)) ? 'blockingPair' : undefined;
  }
}

/**
 * Checks a run from its certificate: that the lottery was not chosen, that the tree can keep what is promised, and that every promise is kept:
 * each seat wanted by its holder, no ceiling exceeded at any node, accepted seats in place, none wasted, reserves filled first, nobody passed
 * over for lower priority (stability as in Abraham, Irving & Manlove 2007, for any depth). Takes time linear in the lists, times the depth of
 * the tree and the groups of a node. That the outcome is the best of all stable ones is not checked.
 * @param commitment as it was published when the round opened
 * @returns all violations; if names are unknown, those and the lottery's only
 */
export const verifyCertificate = (certificate: Certificate, commitment: string, sha256: Sha256): Violation[] =>
  new Verifier(certificate, sha256).run(commitment);
