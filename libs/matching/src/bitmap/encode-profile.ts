import { Day, elapsed } from '../calendar';
import { isRange } from '../facts';
import { evaluateLeaf, isUsable, Situation } from '../leaf';
import { Leaf, isOfficerCheck } from '../rule';
import { Encoding } from './encoding';
import { REGION_UNITS, STAGE_UNIT, WANT_UNITS } from './layout';
import { Answer, answerOf, ANSWER_OF, leafKey, UNKNOWN } from './normal-form';
import { NOT_USABLE, regionUnits } from './regions';
import { FactLeaf, Trait, traitKey } from './traits';

/** The score of a stage of which nothing is known. */
export const NO_SCORE = 0xffff;

/** The record of one profile on one day. */
class ProfileReading {
  /** Classes of both ends of what is known of each trait; the same for all but ranges. */
  private readonly least: Uint16Array;
  private readonly greatest: Uint16Array;

  constructor(
    private readonly encoding: Encoding,
    private readonly situation: Situation,
  ) {
    const { size } = encoding.traits;
    this.least = new Uint16Array(size);
    this.greatest = new Uint16Array(size);
    for (const trait of encoding.traits.values()) if (trait.partition && isUsable(trait, trait.definition, situation)) this.place(trait);
  }

  private place({ index, fact, measure, partition, classOf }: Trait): void {
    const { value } = this.situation.facts[fact]!;
    const seen = measure ? elapsed(measure, value as Day, this.situation.asOf) : value;
    const [least, greatest] = isRange(seen) ? [seen.min ?? -Infinity, seen.max ?? Infinity] : [seen, seen];
    this.least[index] = classOf[partition!.cellOf(least)]!;
    this.greatest[index] = least === greatest ? this.least[index]! : classOf[partition!.cellOf(greatest)]!;
  }

  private readonly ask = (leaf: Leaf): Answer => {
    const trait = isOfficerCheck(leaf) ? undefined : this.encoding.traits.get(traitKey(leaf as FactLeaf))!;
    if (!trait?.partition) return ANSWER_OF[evaluateLeaf(leaf, this.situation).value];
    const answers = trait.answers.get(leafKey(leaf))!;
    const [least, greatest] = [this.least[trait.index]!, this.greatest[trait.index]!];
    for (let place = least + 1; place <= greatest; place += 1) if (answers[place] !== answers[least]) return UNKNOWN;
    return answers[least] as Answer;
  };

  region(record: Uint16Array, at: number): void {
    const { catalogue, keys } = this.encoding.ground;
    const [regency, kecamatan, village] = regionUnits(this.situation.facts[keys.region]?.value);
    record[at + REGION_UNITS] = regency;
    record[at + REGION_UNITS + 1] = isUsable({ fact: keys.region }, catalogue[keys.region]!, this.situation)
      ? kecamatan
      : kecamatan | NOT_USABLE;
    record[at + REGION_UNITS + 2] = village;
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
        : this[from.end ?? 'least'][from.trait.index]!; // prettier-ignore
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
