/** A calendar day, `YYYY-MM-DD`. Days compare as text. The engine knows no clock and no time zone. */
export type Day = string;

/** The calendar ends where days stop comparing as text; arithmetic that would leave it stays at its ends. */
const FIRST_DAY: Day = '0000-01-01';
export const LAST_DAY: Day = '9999-12-31';
const FIRST_NUMBER = -719528;
const LAST_NUMBER = 2932896;
const LAST_MONTH = 9999 * 12 + 11;

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

interface Civil {
  year: number;
  month: number;
  day: number;
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

/** Whether the text is a day that exists. */
export function isDay(text: unknown): text is Day {
  const parts = typeof text === 'string' ? DAY.exec(text) : null;
  if (!parts) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

function civil(day: Day): Civil {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) };
}

const format = ({ year, month, day }: Civil): Day =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/** Adds whole months; a day that the target month lacks becomes its last day. */
export function addMonths(start: Day, months: number): Day {
  const { year, month, day } = civil(start);
  const index = year * 12 + (month - 1) + months;
  if (index < 0) return FIRST_DAY;
  if (index > LAST_MONTH) return LAST_DAY;
  const target = { year: Math.floor(index / 12), month: (index % 12) + 1 };
  return format({ ...target, day: Math.min(day, daysInMonth(target.year, target.month)) });
}

/** Days since 1970-01-01 (H. Hinnant, "chrono-compatible low-level date algorithms"). */
export function dayNumber(day: Day): number {
  const { year: y, month, day: d } = civil(day);
  const year = month <= 2 ? y - 1 : y;
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + d - 1;
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468;
}

/** The inverse of {@link dayNumber}. */
export function dayOf(number: number): Day {
  const shifted = Math.min(Math.max(number, FIRST_NUMBER), LAST_NUMBER) + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9);
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return format({ year, month, day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1 });
}

export const addDays = (day: Day, days: number): Day => dayOf(dayNumber(day) + days);

/** Complete months from `start` to `end`; negative when `end` comes first. */
export function completeMonths(start: Day, end: Day): number {
  const from = civil(start);
  const to = civil(end);
  const months = (to.year - from.year) * 12 + (to.month - from.month);
  return Math.min(from.day, daysInMonth(to.year, to.month)) <= to.day ? months : months - 1;
}

/** How a rule may measure a date: complete months or years, or days, since then. */
export type Measure = 'days' | 'months' | 'years';

export function elapsed(measure: Measure, since: Day, asOf: Day): number {
  if (measure === 'days') return dayNumber(asOf) - dayNumber(since);
  const months = completeMonths(since, asOf);
  return measure === 'months' ? months : Math.floor(months / 12);
}

/** The first day on which `elapsed(measure, since, …)` reaches `amount`. */
export function reaches(measure: Measure, since: Day, amount: number): Day {
  const whole = Math.ceil(amount);
  if (measure === 'days') return addDays(since, whole);
  return addMonths(since, measure === 'months' ? whole : whole * 12);
}
