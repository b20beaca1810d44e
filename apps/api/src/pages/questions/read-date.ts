import { DateValue, MessageKey } from '@sambung/ui';

const pad = (text: string, length: number): string => text.padStart(length, '0');

/** Of a year alone, or a month of it, its first day; a day without its month is none. */
function isoDay({ day, month, year }: DateValue): string {
  const first = day === '' ? '1' : '';
  return `${year && pad(year, 4)}-${pad(month || first, 2)}-${pad(day || first, 2)}`;
}

/** A year makes a business up to eleven months older than it is, which only those of many years can bear: rules ask for six months, or for two years. */
const YEARS_WITHOUT_MONTH = 4;

const isYoung = ({ year }: DateValue, today: string): boolean => Number(today.slice(0, 4)) - Number(year) < YEARS_WITHOUT_MONTH;

/** The day that a form says, as far as its owner knows it, or what it must say too. @param today `YYYY-MM-DD` */
export function readDate(fact: string, written: DateValue, today: string): { day: string } | { fault: MessageKey } {
  if (fact === 'owner.birthDate' && Object.values(written).includes('')) return { fault: 'fault.NotBirthday' };
  const isYear = written.day === '' && written.month === '' && written.year !== '';
  if (isYear && isYoung(written, today)) return { fault: 'fault.MonthMissing' };
  return { day: isoDay(written) };
}
