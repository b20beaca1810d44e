import * as fc from 'fast-check';
import { addDays, addMonths, completeMonths, dayNumber, dayOf, elapsed, isDay, LAST_DAY, Measure, reaches } from './calendar';

const DAY_MS = 86_400_000;
const isoDay = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10);

const anyDay = fc.integer({ min: dayNumber('0000-01-01'), max: dayNumber(LAST_DAY) }).map(isoDay);
/** Far enough from the ends of the calendar for the amounts below. */
const middleDay = fc.integer({ min: dayNumber('1700-01-01'), max: dayNumber('2300-12-31') }).map(isoDay);
const measure = fc.constantFrom<Measure>('days', 'months', 'years');
const amount = fc.integer({ min: -1_500, max: 1_500 });

describe('a day', () => {
  it.each(['2026-11-22', '2024-02-29', '2000-02-29', '0000-01-01', '9999-12-31', '2026-04-30'])('%s exists', (text) => {
    expect(isDay(text)).toBe(true);
  });

  it.each([
    '2023-02-29', '1900-02-29', '2026-02-30', '2026-04-31', '2026-00-10', '2026-13-01', '2026-01-00', '2026-01-32',
    '2026-1-1', '26-01-01', '10000-01-01', '-001-01-01', '2026-11-22T00:00:00Z', ' 2026-11-22', '2026-11-22\n', '2026/11/22', '٢٠٢٦-11-22', '',
    null, undefined, 20261122, ['2026-11-22'], { day: '2026-11-22' },
  ])('%p does not', (text) => {
    expect(isDay(text)).toBe(false);
  }); // prettier-ignore

  it('exists exactly when JavaScript, which knows the Gregorian calendar too, gives it back unchanged', () => {
    const part = (max: number) => fc.integer({ min: 0, max });
    fc.assert(
      fc.property(part(9999), part(13), part(32), (year, month, day) => {
        const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
        const date = new Date(`${text}T00:00:00Z`);
        expect(isDay(text)).toBe(!Number.isNaN(date.getTime()) && date.toISOString().startsWith(text));
      }),
    );
  });
});

describe('the number of a day', () => {
  it('counts from 1970', () => {
    expect(['1970-01-01', '1969-12-31', '2000-03-01', '2026-11-22'].map(dayNumber)).toEqual([0, -1, 11_017, 20_779]);
  });

  it('agrees with JavaScript over ten thousand years, there and back', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(dayNumber(day)).toBe(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
        expect(dayOf(dayNumber(day))).toBe(day);
      }),
      { numRuns: 500 },
    );
  });

  it('stays within the calendar, where days compare as text', () => {
    expect([addDays(LAST_DAY, 1), addDays('2026-11-22', 1e15), addDays('0000-01-01', -1), addDays('2026-11-22', -1e15)]).toEqual([
      LAST_DAY, LAST_DAY, '0000-01-01', '0000-01-01',
    ]); // prettier-ignore
  });
});

describe('adding months', () => {
  it.each<[string, number, string]>([
    ['2026-11-22', 0, '2026-11-22'],
    ['2026-11-22', 2, '2027-01-22'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2026-08-31', 1, '2026-09-30'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-01-15', -25, '2023-12-15'],
    ['9999-12-01', 1, '9999-12-31'],
    ['0000-01-31', -1, '0000-01-01'],
    ['2026-11-22', 1e12, '9999-12-31'],
  ])('to %s, %d of them, gives %s', (start, months, expected) => {
    expect(addMonths(start, months)).toBe(expected);
  });
});

describe('complete months', () => {
  it.each<[string, string, number]>([
    ['2026-07-22', '2026-11-22', 4],
    ['2026-07-23', '2026-11-22', 3],
    ['2026-01-31', '2026-02-27', 0],
    ['2026-01-31', '2026-02-28', 1],
    ['2024-02-29', '2025-02-28', 12],
    ['2024-02-29', '2025-02-27', 11],
    ['2026-11-22', '2026-11-22', 0],
    ['2026-11-22', '2026-11-21', -1],
    ['2026-11-22', '2026-10-22', -1],
    ['2026-11-22', '2026-10-21', -2],
    ['1999-12-31', '2000-01-01', 0],
  ])('from %s to %s are %d', (start, end, expected) => {
    expect(completeMonths(start, end)).toBe(expected);
  });
});

describe('the time elapsed', () => {
  it.each<[Measure, string, string, number]>([
    ['days', '2026-02-28', '2026-03-01', 1],
    ['days', '2024-02-28', '2024-03-01', 2],
    ['months', '2026-07-22', '2026-11-22', 4],
    ['years', '1985-11-23', '2026-11-22', 40],
    ['years', '1985-11-22', '2026-11-22', 41],
    ['years', '2004-02-29', '2021-02-28', 17],
    ['years', '2026-11-23', '2026-11-22', -1],
  ])('in %s from %s to %s is %d', (unit, since, asOf, expected) => {
    expect(elapsed(unit, since, asOf)).toBe(expected);
  });

  it('reaches an amount on the day that reaches says, not a day sooner', () => {
    fc.assert(
      fc.property(measure, middleDay, amount, (unit, since, wanted) => {
        const day = reaches(unit, since, wanted);
        expect(elapsed(unit, since, day)).toBeGreaterThanOrEqual(wanted);
        expect(elapsed(unit, since, addDays(day, -1))).toBeLessThan(wanted);
      }),
      { numRuns: 500 },
    );
  });

  it('never shrinks', () => {
    fc.assert(
      fc.property(measure, middleDay, middleDay, (unit, since, asOf) => {
        expect(elapsed(unit, since, addDays(asOf, 1))).toBeGreaterThanOrEqual(elapsed(unit, since, asOf));
      }),
    );
  });

  it('is complete only, so that half a year is reached with the first whole one', () => {
    expect([reaches('years', '2026-01-31', 0.5), reaches('months', '2026-01-31', 0.5), reaches('days', '2026-01-31', 0.5)]).toEqual([
      '2027-01-31', '2026-02-28', '2026-02-01',
    ]); // prettier-ignore
  });
});
