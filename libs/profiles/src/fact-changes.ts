import { FieldFault, refuseFaults } from '@sambung/errors';
import { checkFactValue, FactDefinition, FACTS, NikOptions, Reason } from '@sambung/reference';
import { Level, LEVELS, StoredValue } from './fact.entity';

/** One requested change: a new value, or null to take the fact back. */
export interface FactChange {
  key: string;
  value: StoredValue | null;
  level: Level;
  source: string;
  observedAt: string;
  validUntil: string | null;
}

export interface FactWarning {
  pointer: string;
  reason: Reason;
}

export interface FactWriter {
  /** The strongest level of evidence the writer may vouch for. */
  highestLevel: Level;
  source: string;
  /** Where a fact stands in the body of the request, as a JSON Pointer. */
  pointerTo?: (key: string) => string;
}

const MOST_FACTS = 100;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MEMBERS = ['value', 'level', 'observedAt', 'validUntil', 'source'];

const EARLIEST_DAY = '1900-01-01';

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');
const amongFacts = (key: string): string => `/facts/${escaped(key)}`;

const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The last day asked about by each span: an import asks the same thousands of times. */
const spans = new Map<number, { from: string; to: string }>();

function freshUntil(day: string, days: number): string {
  const known = spans.get(days);
  if (known?.from === day) return known.to;
  const to = daysAfter(day, days);
  spans.set(days, { from: day, to });
  return to;
}

/** Checks a whole request of changes at once, so that every fault is told together. Use one per request. */
export class FactChangesReader {
  readonly faults: FieldFault[] = [];
  readonly warnings: FactWarning[] = [];

  constructor(
    private readonly writer: FactWriter,
    private readonly options: NikOptions,
  ) {}

  private pointerTo(key: string, member?: string): string {
    const { pointerTo = amongFacts } = this.writer;
    return `${pointerTo(key)}${member === undefined ? '' : `/${escaped(member)}`}`;
  }

  private fault(pointer: string, code: string, id: string, en: string): null {
    this.faults.push({ pointer, code, detail: { id, en } });
    return null;
  }

  /** @throws DomainError with every fault when there is one */
  read(facts: Readonly<Record<string, unknown>>): FactChange[] {
    const entries = Object.entries(facts);
    const countFits = entries.length > 0 && entries.length <= MOST_FACTS;
    if (!countFits) this.fault('/facts', 'FactsCount', `Kirim 1 sampai ${MOST_FACTS} fakta.`, `Send 1 to ${MOST_FACTS} facts.`);
    const changes = countFits ? entries.map(([key, change]) => this.readOne(key, change)) : [];
    refuseFaults(this.faults);
    return changes.filter((change) => change !== null);
  }

  private readOne(key: string, change: unknown): FactChange | null {
    const definition = Object.hasOwn(FACTS, key) ? FACTS[key]! : undefined;
    if (!definition || definition.derived) {
      return this.fault(
        this.pointerTo(key),
        'FactUnknown',
        'Fakta ini tidak dikenal. Daftarnya di /api/v1/facts.',
        'There is no such fact. See /api/v1/facts.',
      );
    }
    if (change === null)
      return { key, value: null, level: 'declared', source: this.writer.source, observedAt: this.options.today, validUntil: null };
    if (typeof change !== 'object' || !('value' in change)) {
      return this.fault(
        this.pointerTo(key),
        'FactShape',
        'Kirim {"value": …}, atau null untuk menghapus.',
        'Send {"value": …}, or null to remove it.',
      );
    }
    this.checkMembers(key, change);
    const value = this.readValue(key, definition, change.value);
    const evidence = this.readEvidence(key, definition, change);
    return value === null || evidence === null ? null : { key, value, ...evidence };
  }

  private readValue(key: string, definition: FactDefinition, value: unknown): StoredValue | null {
    const checked = checkFactValue(definition, value, this.options);
    if (!checked.ok) return this.fault(this.pointerTo(key, 'value'), checked.reason.code, checked.reason.id, checked.reason.en);
    for (const reason of checked.warnings ?? []) this.warnings.push({ pointer: this.pointerTo(key, 'value'), reason });
    return checked.value;
  }

  /** How well the value is supported, since when and until when. */
  private readEvidence(
    key: string,
    { freshForDays }: FactDefinition,
    stated: Record<string, unknown>,
  ): Omit<FactChange, 'key' | 'value'> | null {
    const { today } = this.options;
    const level = this.readLevel(key, stated.level ?? 'declared');
    const source = this.readSource(key, stated.source ?? this.writer.source);
    const { observedAt: said } = stated;
    const observedAt = said === undefined || said === null ? today : this.readDay(key, 'observedAt', said, (day) => day <= today);
    const stale = observedAt && freshForDays ? freshUntil(observedAt, freshForDays) : null;
    const validUntil =
      stated.validUntil === undefined || stated.validUntil === null ? stale : this.readDay(key, 'validUntil', stated.validUntil);
    return level && source && observedAt ? { level, source, observedAt, validUntil } : null;
  }

  private checkMembers(key: string, change: object): void {
    for (const member in change) {
      if (!Object.hasOwn(change, member) || MEMBERS.includes(member)) continue;
      this.fault(
        this.pointerTo(key, member),
        'MemberUnknown',
        `Tidak dikenal; yang boleh: ${MEMBERS.join(', ')}.`,
        `Not known; allowed: ${MEMBERS.join(', ')}.`,
      );
    }
  }

  private readLevel(key: string, level: unknown): Level | null {
    if (level === LEVELS[0]) return LEVELS[0];
    const allowed = LEVELS.slice(0, LEVELS.indexOf(this.writer.highestLevel) + 1);
    if (allowed.includes(level as Level)) return level as Level;
    const list = allowed.join(', ');
    return this.fault(this.pointerTo(key, 'level'), 'LevelNotAllowed', `Anda boleh memakai: ${list}.`, `You may use: ${list}.`);
  }

  private readDay(key: string, member: string, day: unknown, holds: (day: string) => boolean = () => true): string | null {
    const real =
      typeof day === 'string' && DAY.test(day) && day >= EARLIEST_DAY && !Number.isNaN(Date.parse(day)) && daysAfter(day, 0) === day;
    if (real && holds(day)) return day;
    return this.fault(
      this.pointerTo(key, member),
      'NotDate',
      'Tulis tanggal TTTT-BB-HH sejak 1900, bukan di masa depan untuk observedAt.',
      'Write a date YYYY-MM-DD from 1900 on; observedAt cannot lie ahead.',
    );
  }

  private readSource(key: string, source: unknown): string | null {
    if (typeof source === 'string' && source.trim() && source.length <= 200) return source.trim();
    return this.fault(this.pointerTo(key, 'source'), 'NotText', 'Sumber 1–200 huruf.', 'A source of 1 to 200 characters.');
  }
}
