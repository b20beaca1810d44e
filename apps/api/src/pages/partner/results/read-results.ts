import { mayBecome, Match, PartnerAnswer, REASON_CODES, ReasonCode } from '@sambung/matches';
import { readTable, TableRow } from '@sambung/tables';
import { languageOf, LOCALES, MessageKey } from '@sambung/ui';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rupiahIn } from '../../questions/read-fact';

/** Rows of one file: each is a step of one match, done while the partner waits. */
export const MOST_ROWS = 500;
const LONGEST_NOTE = 1000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const ANSWERS: readonly PartnerAnswer[] = ['accepted', 'declined', 'inProgress', 'completed'];

/** What each column may be called, in either language. */
export const COLUMNS = { id: ['id'], result: ['hasil', 'result'], reason: ['alasan', 'reason'], amount: ['jumlah', 'amount'], note: ['catatan', 'note'] } as const; // prettier-ignore
export type ColumnName = keyof typeof COLUMNS;

export interface ResultRow {
  line: number;
  /** The cells as they were written. */
  cells: Readonly<Record<ColumnName, string>>;
}

export interface ResultFault {
  column: ColumnName;
  key: MessageKey;
}

export interface Outcome {
  status: PartnerAnswer;
  reasonCode: ReasonCode | null;
  note: string | null;
  outcome: Record<string, unknown> | null;
}

/** The rows of a file, or of pasted text. @throws DomainError TableBroken */
export async function rowsOfFile(bytes: Buffer): Promise<TableRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'sambung-results-'));
  try {
    const file = join(folder, 'table');
    await writeFile(file, bytes);
    const rows: TableRow[] = [];
    for await (const row of readTable(file)) {
      rows.push(row);
      if (rows.length > MOST_ROWS + 1) break;
    }
    return rows;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const columnAt = (titles: readonly string[], name: ColumnName): number =>
  titles.findIndex((title) => (COLUMNS[name] as readonly string[]).includes(title.trim().toLowerCase()));

/** Rows of the list that nobody has filled in yet say nothing. */
const isFilledIn = ({ id, ...rest }: ResultRow['cells']): boolean => Object.values(rest).some((cell) => cell !== '') || id === '';

/** @returns what is wrong with the file as a whole, or its rows */
export function resultRows(table: readonly TableRow[]): { fault: MessageKey } | { rows: ResultRow[] } {
  const [header, ...body] = table;
  if (!header || columnAt(header.cells, 'id') < 0 || columnAt(header.cells, 'result') < 0) return { fault: 'results.columns.missing' };
  if (body.length > MOST_ROWS) return { fault: 'results.tooMany' };
  const cell = (row: TableRow, name: ColumnName) => row.cells[columnAt(header.cells, name)]?.trim() ?? '';
  const cellsOf = (row: TableRow) => Object.fromEntries((Object.keys(COLUMNS) as ColumnName[]).map((name) => [name, cell(row, name)])) as ResultRow['cells']; // prettier-ignore
  const rows = body.map((row) => ({ line: row.line, cells: cellsOf(row) })).filter(({ cells }) => isFilledIn(cells));
  return rows.length === 0 ? { fault: 'results.empty' } : { rows };
}

/** Words that people write besides those of the pages. */
const ALSO: Readonly<Record<string, PartnerAnswer>> = { diterima: 'accepted', ditolak: 'declined', berjalan: 'inProgress' };

/** The code whose words, in any language, or whose own name was written. */
function codeNamed<T extends string>(codes: readonly T[], keyOf: (code: T) => MessageKey, text: string): T | undefined {
  const plain = text.toLowerCase();
  return codes.find(
    (code) => code.toLowerCase() === plain || LOCALES.some((locale) => languageOf(locale).t(keyOf(code)).toLowerCase() === plain),
  );
}

type Read = { status: PartnerAnswer | undefined; reasonCode: ReasonCode | undefined };

const isReason = (written: string, { status, reasonCode }: Read): boolean =>
  written === '' ? status !== 'declined' : reasonCode !== undefined;

const mayFollow = (match: Match | null, { status }: Read): boolean =>
  !match || !status || match.state === status || mayBecome(match.state, status);

function rowFaults({ id, reason, amount }: ResultRow['cells'], match: Match | null, read: Read): ResultFault[] {
  const checks: [boolean, ColumnName, MessageKey][] = [
    [UUID.test(id) && match !== null, 'id', 'results.unknown'],
    [read.status !== undefined, 'result', 'results.result.wrong'],
    [isReason(reason, read), 'reason', reason === '' ? 'results.reason.missing' : 'results.reason.wrong'],
    [amount === '' || Number.isSafeInteger(rupiahIn(amount)), 'amount', 'fault.NotRupiah'],
    [mayFollow(match, read), 'result', 'results.step'],
  ];
  return checks.filter(([isSound]) => !isSound).map(([, column, key]) => ({ column, key }));
}

/** Which result was written, if it is one. */
export const resultNamed = (text: string): PartnerAnswer | undefined =>
  codeNamed(ANSWERS, (code) => `answer.${code}`, text) ?? ALSO[text.toLowerCase()];

/** What a row asks for, with what is wrong with it; `match` is null for one that is not the partner's. */
export function readResult({ cells }: ResultRow, match: Match | null): { answer: Outcome | null; faults: ResultFault[] } {
  const status = resultNamed(cells.result);
  const reasonCode = codeNamed(REASON_CODES, (code) => `reason.${code}`, cells.reason);
  const faults = rowFaults(cells, match, { status, reasonCode });
  if (faults.length > 0 || !status) return { answer: null, faults };
  const outcome = status === 'completed' && cells.amount !== '' ? { amount: rupiahIn(cells.amount) } : null;
  return { answer: { status, reasonCode: reasonCode ?? null, note: cells.note.slice(0, LONGEST_NOTE) || null, outcome }, faults };
}
