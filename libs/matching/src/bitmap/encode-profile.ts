import { Day, elapsed } from '../calendar';
import { FactValue, isRange, Level } from '../facts';
import { evaluateLeaf, Situation } from '../leaf';
import { Leaf, isOfficerCheck } from '../rule';
import { Encoding } from './encoding';
import { REGION_UNITS, STAGE_UNIT, WANT_UNITS } from './layout';
import { Answer, answerOf, ANSWER_OF, leafKey, UNKNOWN } from './normal-form';
import { NOT_USABLE, regionUnits } from './regions';
import { FactLeaf, Trait, traitKey } from './traits';

/** The score of a stage of which nothing is known. */
export const NO_SCORE = 0xffff;

/** Classes of both ends of what is known of one trait; the same for all but ranges. */
interface Place {
  least: number;
  greatest: number;
}

const NOWHERE: Place = { least: 0, greatest: 0 };

/** The record of one profile on one day. */
class ProfileReading {
  private readonly places = new Map<Trait, Place>();

  constructor(
    private readonly encoding: Encoding,
    private readonly situation: Situation,
  ) {
    for (const trait of encoding.traits.values()) this.places.set(trait, this.read(trait));
  }

  /** Whether a fact may be used, whatever its value. */
  private isUsable(fact: string, level?: Level): boolean {
    return Object.hasOwn(this.situation.facts, fact) && evaluateLeaf({ known: fact, level }, this.situation).value === 'T';
  }

  private read(trait: Trait): Place {
    if (!this.isUsable(trait.fact, trait.level) || !trait.partition) return NOWHERE;
    return this.place(trait, this.situation.facts[trait.fact]!.value);
  }

  private place(trait: Trait, value: FactValue): Place {
    const { partition, classOf } = trait;
    const seen = trait.measure ? elapsed(trait.measure, value as Day, this.situation.asOf) : value;
    const [least, greatest] = isRange(seen) ? [seen.min ?? -Infinity, seen.max ?? Infinity] : [seen, seen];
    const first = classOf[partition!.cellOf(least)]!;
    return { least: first, greatest: least === greatest ? first : classOf[partition!.cellOf(greatest)]! };
  }

  private readonly ask = (leaf: Leaf): Answer => {
    const trait = isOfficerCheck(leaf) ? undefined : this.encoding.traits.get(traitKey(leaf as FactLeaf))!;
    if (!trait?.partition) return ANSWER_OF[evaluateLeaf(leaf, this.situation).value];
    const answers = trait.answers.get(leafKey(leaf))!;
    const { least, greatest } = this.places.get(trait)!;
    for (let place = least + 1; place <= greatest; place += 1) if (answers[place] !== answers[least]) return UNKNOWN;
    return answers[least] as Answer;
  };

  region(record: Uint16Array, at: number): void {
    const { region } = this.encoding.ground.keys;
    record.set(regionUnits(this.situation.facts[region]?.value), at + REGION_UNITS);
    if (!this.isUsable(region)) record[at + REGION_UNITS + 1]! |= NOT_USABLE;
  }

  private scopeClass({ partition, classOf }: Trait): number {
    const roles = this.situation.facts[this.encoding.ground.keys.roles]?.value;
    return classOf[partition!.cellOf(Array.isArray(roles) ? roles : [])]!;
  }

  /** The columns, each Σ digit × unit. */
  columns(record: Uint16Array, at: number): void {
    const { digits, columnsAt, scope } = this.encoding;
    for (const { from, column, unit } of digits) {
      const value =
        'form' in from ? answerOf(from.form, this.ask)
        : from.trait === scope ? this.scopeClass(scope)
        : this.places.get(from.trait)![from.end ?? 'least']; // prettier-ignore
      record[at + columnsAt + column]! += value * unit;
    }
  }
}

function writeFit({ ground: { keys, stageScore }, wants }: Encoding, { facts }: Situation, record: Uint16Array, at: number): void {
  record[at + STAGE_UNIT] = stageScore(facts[keys.stage]?.value) ?? NO_SCORE;
  const wanted = facts[keys.needs]?.value;
  if (!Array.isArray(wanted)) return;
  for (const want of wanted as readonly string[]) {
    const bit = wants.bitOf(want);
    record[at + WANT_UNITS + (bit >> 4)]! |= 1 << (bit & 15);
  }
}

/**
 * Writes the record of a profile as it stands on `situation.asOf`, `encoding.width` units at `at`.
 * It holds until {@link Horizon} says otherwise or a fact of the profile changes.
 */
export function encodeProfile(encoding: Encoding, situation: Situation, record: Uint16Array, at = 0): void {
  record.fill(0, at, at + encoding.width);
  const reading = new ProfileReading(encoding, situation);
  reading.region(record, at);
  writeFit(encoding, situation, record, at);
  reading.columns(record, at);
}
