import { FieldFault } from '@sambung/errors';
import { OfferKind } from '@sambung/offers';
import { readableId, RoundPlan } from '@sambung/rounds';
import { regions } from '@sambung/reference';
import { afterColon, dateFields, FieldError, languageOfText, MessageKey } from '@sambung/ui';
import { FormBody, textIn } from '../../web/form';
import { Visit } from '../../web/visit';
import { regionIn } from '../editor/operand-form';

/** What is written into the form, by the names of its fields. */
export type SeatForm = Readonly<Record<string, string>>;

export const MOST_ROWS = 20;
export const BATCH_ROW = ['gelombang', 'tempat', 'cadangan'] as const;
export const QUOTA_ROW = ['kuota', 'batas', 'isi', 'sisih'] as const;
const SPARE_ROWS = 2;
const LONGEST_WAIT = 60;
const TIMES = ['buka', 'tutup'] as const;
type Time = (typeof TIMES)[number];
const HOUR = /^([01]?\d|2[0-3])[.:]([0-5]\d)$/;
const COUNT = /^\d{1,7}$/;
const RESERVE = /^(.+?)\s*[=:]\s*(\d{1,7})$/;

export const hourField = (time: Time): string => `${time}-jam`;
export const rowField = (name: string, row: number): string => `${name}-${row}`;

const listOf = (text: string): string[] => text.split(/[,;]+/).map((part) => part.trim()).filter(Boolean); // prettier-ignore
const idOf = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, ''); // prettier-ignore

/** The name of a region where that alone tells it, else the code; groups are written by their id. */
function placeName(code: string): string {
  const name = regions().get(code);
  return name !== undefined && regionIn(name) === code ? name : code;
}

const reservesText = (reserves: RoundPlan['batches'][0]['reserves'] = []): string => reserves.map(({ group, seats }) => `${placeName(group)} = ${seats}`).join(', '); // prettier-ignore

/** The rows to show: those that hold something, and a few to fill in. */
export function rowsOf(form: SeatForm, names: readonly string[]): number[] {
  const last = Array.from({ length: MOST_ROWS }, (_, row) => row).findLast((row) => names.some((name) => form[rowField(name, row)]));
  return Array.from({ length: Math.min(MOST_ROWS, (last ?? -1) + 1 + SPARE_ROWS) }, (_, row) => row);
}

const momentFields = (time: Time, moment: string): [string, string][] => {
  const [, year, month, day, hour] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(moment)!;
  const fields = dateFields(time);
  return [[fields.day, String(Number(day))], [fields.month, String(Number(month))], [fields.year, year!], [hourField(time), hour!.replace(':', '.')]]; // prettier-ignore
};

export const formOfPlan = (plan: RoundPlan): SeatForm =>
  Object.fromEntries([
    ['nama', plan.name.id], ['nama-en', plan.name.en], ['siklus', plan.cycle], ['wilayah', plan.regionCode ?? ''], ['jawab', String(plan.answerDays)],
    ...momentFields('buka', plan.opensAt), ...momentFields('tutup', plan.closesAt),
    ...plan.batches.flatMap(({ id, seats, reserves }, row) => [
      [rowField('gelombang', row), readableId(id)], [rowField('tempat', row), String(seats)], [rowField('cadangan', row), reservesText(reserves)],
    ]),
    ...plan.quotas.flatMap(({ id, seats, batches, reserves }, row) => [
      [rowField('kuota', row), readableId(id)], [rowField('batas', row), String(seats)], [rowField('isi', row), batches.map(readableId).join(', ')], [rowField('sisih', row), reservesText(reserves)],
    ]),
  ]) as SeatForm; // prettier-ignore

export const sentForm = (body: FormBody): SeatForm =>
  Object.fromEntries(Object.keys(body).filter((name) => !name.startsWith('_')).map((name) => [name, textIn(body, name)])); // prettier-ignore

/** What the form does not show: the offer, and groups that a program wrote down. */
interface SeatsOf {
  slug: string;
  kind: OfferKind;
  groups: RoundPlan['groups'];
}

interface ReadForm {
  plan: RoundPlan;
  errors: FieldError[];
  /** Rows of the form that the batches and quotas of the plan stand in. */
  batchRows: readonly number[];
  quotaRows: readonly number[];
}

/** A fault with the day or the row that it is about before it, so that a list of faults tells them apart. */
function namedFault(t: Visit['t'], field: string, key: MessageKey): string {
  const [, part, row] = /^([a-z]+)-(\d+)$/.exec(field) ?? [];
  const time = TIMES.find((one) => field === one || field === hourField(one));
  if (time) return `${t(field === time ? `seats.${time}` : `seats.${time}.hour`)}: ${afterColon(t(key))}`;
  if (field === 'jawab') return `${t('seats.answer')}: ${afterColon(t(key))}`;
  if (!row) return t(key);
  const isBatch = (BATCH_ROW as readonly string[]).includes(part!);
  return `${t(isBatch ? 'seats.batch.row' : 'seats.quota.row', { number: Number(row) + 1 })}: ${afterColon(t(key))}`;
}

/** The plan that a form says, and what keeps it from being one; each fault at its field, with what to write there. */
export function readSeatForm(form: SeatForm, { slug, kind, groups }: SeatsOf, { t }: Visit): ReadForm {
  const errors: FieldError[] = [];
  const text = (name: string): string => form[name] ?? '';
  const fault = (field: string, key: MessageKey): void => void errors.push({ field, text: namedFault(t, field, key) });
  const need = (field: string, key: MessageKey): string => {
    if (!text(field)) fault(field, key);
    return text(field);
  };
  const count = (field: string, most = Number.MAX_SAFE_INTEGER): number => {
    const isRight = COUNT.test(text(field)) && Number(text(field)) <= most;
    if (!isRight) fault(field, most === LONGEST_WAIT ? 'seats.answer.fault' : 'seats.count.fault');
    return isRight ? Number(text(field)) : 0;
  };
  const moment = (time: Time): string => {
    const found = momentIn(form, time);
    if (!found.day) fault(time, 'seats.day.fault');
    if (!found.hour) fault(hourField(time), 'seats.hour.fault');
    return `${found.day ?? '2000-01-01'}T${found.hour ?? '00:00'}:00+07:00`;
  };
  const reserves = (field: string) => {
    const parts = listOf(text(field)).map((part) => RESERVE.exec(part));
    if (parts.includes(null)) fault(field, 'seats.reserve.fault');
    return parts.flatMap((part) => (part ? [{ group: regionIn(part[1]!), seats: Number(part[2]) }] : []));
  };
  const filled = (names: readonly string[]) => rowsOf(form, names).filter((row) => names.some((name) => text(rowField(name, row))));
  const name = need('nama', 'seats.name.fault');
  const head = { name: { id: name, en: text('nama-en') || name }, kind, cycle: need('siklus', 'seats.cycle.fault'), regionCode: need('wilayah', 'seats.region.fault') }; // prettier-ignore
  const times = { opensAt: moment('buka'), closesAt: moment('tutup'), answerDays: count('jawab', LONGEST_WAIT) };
  const batchRows = filled(BATCH_ROW);
  if (batchRows.length === 0) {
    fault('gelombang-0', 'seats.batch.fault');
    fault('tempat-0', 'seats.count.fault');
  }
  const batches = batchRows.map((row) => ({
    id: idOf(need(rowField('gelombang', row), 'seats.batch.fault')), offerSlug: slug, seats: count(rowField('tempat', row)), reserves: reserves(rowField('cadangan', row)),
  })); // prettier-ignore
  const quotaRows = filled(QUOTA_ROW);
  const quotas = quotaRows.map((row) => ({
    id: idOf(need(rowField('kuota', row), 'seats.quota.fault')), level: 'programme' as const, seats: count(rowField('batas', row)),
    batches: listOf(need(rowField('isi', row), 'seats.members.fault')).map(idOf), reserves: reserves(rowField('sisih', row)),
  })); // prettier-ignore
  return { plan: { ...head, ...times, batches, quotas, groups }, errors, batchRows, quotaRows };
}

function momentIn(form: SeatForm, time: Time): { day: string | null; hour: string | null } {
  const [day, month, year] = Object.values(dateFields(time)).map((field) => form[field] ?? '') as [string, string, string];
  const written = `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = new Date(`${written}T00:00:00Z`);
  const hour = HOUR.exec(form[hourField(time)] ?? '');
  return {
    day: !Number.isNaN(at.getTime()) && at.toISOString().startsWith(written) ? written : null,
    hour: hour && `${hour[1]!.padStart(2, '0')}:${hour[2]}`,
  };
}

const MEMBER_FIELDS: Readonly<Record<string, Record<string, string>>> = {
  batches: { seats: 'tempat', reserves: 'cadangan', id: 'gelombang', '': 'gelombang' },
  quotas: { seats: 'batas', reserves: 'sisih', batches: 'isi', id: 'kuota', '': 'kuota' },
};

/** Where in the form a fault of the plan is, named by what stands there. */
export function placeFault({ pointer, code, detail }: FieldFault, { plan, batchRows, quotaRows }: ReadForm, visit: Visit): FieldError {
  const words = detail[languageOfText(visit.locale)];
  const [, part, index, member = ''] = /^\/(batches|quotas)\/(\d+)(?:\/(\w+))?/.exec(pointer) ?? [];
  if (!part) return { field: pointer === '/closesAt' ? 'tutup' : pointer === '/regionCode' ? 'wilayah' : 'gelombang-0', text: code === 'WindowReversed' ? visit.t('seats.window.fault') : words }; // prettier-ignore
  const row = (part === 'batches' ? batchRows : quotaRows)[Number(index)]!;
  const { id } = (part === 'batches' ? plan.batches : plan.quotas)[Number(index)]!;
  const fields = MEMBER_FIELDS[part]!;
  return { field: rowField(fields[member] ?? fields['']!, row), text: `${readableId(id)}: ${afterColon(words)}` };
}
