import { isWorkingDay, shippedHolidays, workingDaysBetween } from './working-days';

describe('working days', () => {
  it('know the decrees of two years whole', () => {
    expect([...shippedHolidays()]).toEqual([['2026', 25], ['2027', 26]]); // prettier-ignore
  });

  it('leave out what an installation was told of', () => {
    const added = new Set(['2028-01-03']);
    expect([isWorkingDay('2028-01-03'), isWorkingDay('2028-01-03', added)]).toEqual([true, false]);
    expect(workingDaysBetween('2027-12-31', '2028-01-04', added)).toBe(1);
  });

  it.each([
    ['2026-08-14', true],
    ['2026-08-15', false],
    ['2026-08-17', false],
    ['2026-03-20', false],
    ['2026-12-24', false],
    ['2026-12-28', true],
    ['2027-03-15', false],
    ['2027-03-16', true],
    ['2027-05-19', false],
  ])('%s is one: %s', (day, expected) => {
    expect(isWorkingDay(day)).toBe(expected);
  });

  it.each([
    ['2026-08-14', '2026-08-14', 0],
    ['2026-08-14', '2026-08-18', 1],
    ['2026-03-17', '2026-03-26', 2],
    ['2026-11-20', '2026-11-25', 3],
    ['2026-11-25', '2026-11-20', 0],
  ])('from %s to %s are %i', (from, to, expected) => {
    expect(workingDaysBetween(from, to)).toBe(expected);
  });
});
