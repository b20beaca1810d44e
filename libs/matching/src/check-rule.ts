import { Catalogue, FactDefinition, LEVELS, Text } from './facts';
import { listed, operandFits, OperandShape, operatorsFor } from './operators';
import { OPERATORS } from './rule';

/** One fault of a rule: where (a JSON Pointer into it), what, and how to mend it. */
export interface RuleFault {
  pointer: string;
  text: Text;
}

type Node = Record<string, unknown>;

const KINDS = ['all', 'any', 'not', 'atLeast', 'fact', 'known', 'missing', 'officerCheck'] as const;
const ALLOWED: Record<(typeof KINDS)[number], readonly string[]> = {
  all: [], any: [], not: [], atLeast: ['of'], fact: ['op', 'value', 'measure', 'level'],
  known: ['level'], missing: ['level'], officerCheck: [],
}; // prettier-ignore
const ANNOTATIONS = ['id', 'text', 'legalBasis'];
const DEEPEST = 32;
const LONGEST_ECHO = 80;
const MEASURES: readonly unknown[] = ['days', 'months', 'years'];

const SHAPE_NAMES: Record<OperandShape, Text> = {
  boolean: { id: 'true atau false', en: 'true or false' },
  number: { id: 'bilangan bulat', en: 'a whole number' },
  numbers: { id: 'daftar bilangan bulat', en: 'a list of whole numbers' },
  numberPair: { id: 'dua bilangan bulat [terkecil, terbesar]', en: 'two whole numbers [least, most]' },
  day: { id: 'tanggal TTTT-BB-HH', en: 'a date YYYY-MM-DD' },
  dayPair: { id: 'dua tanggal [awal, akhir]', en: 'two dates [first, last]' },
  text: { id: 'teks', en: 'a text' },
  texts: { id: 'daftar teks', en: 'a list of texts' },
  region: { id: 'kode wilayah, contoh 35.07', en: 'a region code such as 35.07' },
  regions: { id: 'daftar kode wilayah, contoh ["35.07"]', en: 'a list of region codes such as ["35.07"]' },
  code: { id: 'edisi:kode, contoh 2025:10794', en: 'version:code, such as 2025:10794' },
  codes: { id: 'daftar edisi:kode, contoh ["2025:107"]', en: 'a list of version:code, such as ["2025:107"]' },
};

const fault = (pointer: string, id: string, en: string): RuleFault => ({ pointer, text: { id, en } });

/** A member name as a part of a JSON Pointer (RFC 6901). */
const segment = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

const isTextPair = (value: unknown): boolean =>
  isNode(value) && typeof value.id === 'string' && typeof value.en === 'string' && Object.keys(value).length === 2;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Collects the faults of one rule; create one per check. */
class RuleChecker {
  readonly faults: RuleFault[] = [];
  private readonly ids = new Set<string>();
  private readonly questions = new Map<string, string>();

  constructor(private readonly catalogue: Catalogue) {}

  private report(pointer: string, id: string, en: string): void {
    this.faults.push(fault(pointer, id, en));
  }

  check(value: unknown, pointer: string, depth = 0): void {
    if (!isNode(value)) return this.report(pointer, 'Harus berupa objek aturan.', 'Must be a rule object.');
    if (depth > DEEPEST) return this.report(pointer, `Lebih dari ${DEEPEST} tingkat.`, `More than ${DEEPEST} levels deep.`);
    const kinds = KINDS.filter((kind) => kind in value);
    if (kinds.length !== 1) {
      const list = KINDS.join(', ');
      return this.report(pointer, `Harus memuat tepat satu dari: ${list}.`, `Must have exactly one of: ${list}.`);
    }
    const kind = kinds[0]!;
    this.checkMembers(value, kind, pointer);
    this.checkKind(kind, value, pointer, depth);
  }

  private checkMembers(node: Node, kind: (typeof KINDS)[number], pointer: string): void {
    const allowed = [kind, ...ALLOWED[kind], ...ANNOTATIONS];
    for (const key of Object.keys(node).filter((name) => !allowed.includes(name))) {
      const list = allowed.join(', ');
      this.report(`${pointer}/${segment(key)}`, `Tidak dikenal di sini; yang boleh: ${list}.`, `Not known here; allowed: ${list}.`);
    }
    const { id, text, level, legalBasis } = node;
    if (id !== undefined && this.isId(id, `${pointer}/id`)) this.checkUnused(id, `${pointer}/id`);
    if (text !== undefined && !isTextPair(text)) {
      this.report(`${pointer}/text`, 'Harus {"id": "…", "en": "…"}.', 'Must be {"id": "…", "en": "…"}.');
    }
    if (legalBasis !== undefined && typeof legalBasis !== 'string') {
      this.report(`${pointer}/legalBasis`, 'Harus teks.', 'Must be a text.');
    }
    if (level !== undefined && !(LEVELS as readonly unknown[]).includes(level)) {
      this.report(`${pointer}/level`, `Harus salah satu dari: ${LEVELS.join(', ')}.`, `Must be one of: ${LEVELS.join(', ')}.`);
    }
  }

  private isId(id: unknown, pointer: string): id is string {
    if (typeof id === 'string' && /^[a-z0-9][a-z0-9-]{0,63}$/.test(id)) return true;
    this.report(pointer, 'Huruf kecil, angka, tanda hubung.', 'Lower-case letters, digits, hyphens.');
    return false;
  }

  private checkUnused(id: string, pointer: string): void {
    if (this.ids.has(id)) this.report(pointer, `Sudah dipakai: ${id}.`, `Already used: ${id}.`);
    this.ids.add(id);
  }

  private checkKind(kind: (typeof KINDS)[number], node: Node, pointer: string, depth: number): void {
    if (kind === 'fact') return this.checkComparison(node, pointer);
    if (kind === 'officerCheck') return this.checkOfficerCheck(node, pointer);
    if (kind === 'known' || kind === 'missing') return void this.definition(node[kind], `${pointer}/${kind}`);
    if (kind === 'not') return this.check(node.not, `${pointer}/not`, depth + 1);
    const key = kind === 'atLeast' ? 'of' : kind;
    const children = node[key];
    if (!Array.isArray(children) || (children.length === 0 && key !== 'all')) {
      return this.report(`${pointer}/${key}`, 'Harus daftar aturan, tidak kosong.', 'Must be a list of rules, not empty.');
    }
    if (kind === 'atLeast') this.checkCount(node.atLeast, children.length, pointer);
    children.forEach((child, index) => this.check(child, `${pointer}/${key}/${index}`, depth + 1));
  }

  private checkCount(count: unknown, children: number, pointer: string): void {
    if (Number.isInteger(count) && (count as number) >= 1 && (count as number) <= children) return;
    this.report(`${pointer}/atLeast`, `Harus bilangan 1 sampai ${children}.`, `Must be a whole number from 1 to ${children}.`);
  }

  /** A check may stand in several places, but one finding must not answer two questions. */
  private checkOfficerCheck({ officerCheck, text }: Node, pointer: string): void {
    if (text === undefined) {
      this.report(`${pointer}/text`, 'Wajib: apa yang diperiksa petugas.', 'Required: what the officer checks.');
    }
    if (!this.isId(officerCheck, `${pointer}/officerCheck`) || !isTextPair(text)) return;
    const question = JSON.stringify(text);
    if ((this.questions.get(officerCheck) ?? question) !== question) {
      const at = `${pointer}/officerCheck`;
      this.report(at, `Sudah dipakai untuk pertanyaan lain: ${officerCheck}.`, `Already used for another question: ${officerCheck}.`);
    }
    this.questions.set(officerCheck, question);
  }

  private definition(key: unknown, pointer: string): FactDefinition | undefined {
    const definition = typeof key === 'string' && Object.hasOwn(this.catalogue, key) ? this.catalogue[key] : undefined;
    if (!definition) {
      const name = typeof key === 'string' ? key.slice(0, LONGEST_ECHO) : '?';
      this.report(pointer, `Fakta tidak dikenal: ${name}. Lihat /api/v1/facts.`, `Unknown fact: ${name}. See /api/v1/facts.`);
    }
    return definition;
  }

  private checkComparison(node: Node, pointer: string): void {
    const definition = this.definition(node.fact, `${pointer}/fact`);
    if (!definition) return;
    const { measure, op, value } = node;
    if (measure !== undefined && (definition.type !== 'date' || !MEASURES.includes(measure))) {
      return this.report(`${pointer}/measure`, 'Hanya untuk tanggal: days, months, years.', 'For dates only: days, months, years.');
    }
    const operators = operatorsFor(definition, measure !== undefined);
    const operator = (OPERATORS as readonly unknown[]).includes(op) ? operators[op as keyof typeof operators] : undefined;
    if (!operator) {
      const list = Object.keys(operators).join(' ');
      const type = definition.type;
      return this.report(`${pointer}/op`, `Untuk ${type} gunakan: ${list}.`, `For ${type} use: ${list}.`);
    }
    this.checkOperand(definition, operator.operand, value, `${pointer}/value`);
  }

  private checkOperand({ options }: FactDefinition, shape: OperandShape, value: unknown, pointer: string): void {
    const operand = listed(shape, value);
    if (!operandFits(shape, operand)) {
      const needed = SHAPE_NAMES[shape];
      return this.report(pointer, `Jenis nilai salah; perlu ${needed.id}.`, `Wrong type of value; needs ${needed.en}.`);
    }
    const unknown = options ? [operand].flat().filter((item) => !Object.hasOwn(options, item as string)) : [];
    if (unknown.length === 0) return;
    const names = unknown.join(', ').slice(0, LONGEST_ECHO);
    const list = Object.keys(options!).join(', ');
    this.report(pointer, `Tidak dikenal: ${names}. Pilihan: ${list}.`, `Unknown: ${names}. Options: ${list}.`);
  }
}

/**
 * Checks shape and types of a rule that came from outside, against the facts that exist.
 * @returns every fault found, none when the rule may be evaluated
 */
export function checkRule(rule: unknown, catalogue: Catalogue, pointer = ''): RuleFault[] {
  const checker = new RuleChecker(catalogue);
  checker.check(rule, pointer);
  return checker.faults;
}
