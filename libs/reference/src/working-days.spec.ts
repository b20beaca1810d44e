import { isWorkingDay, workingDaysBetween } from './working-days';

describe('working days', () => {
  it.each([
    ['2026-08-14', true],
    ['2026-08-15', false],
    ['2026-08-17', false],
    ['2026-03-20', false],
    ['2026-12-24', false],
    ['2026-12-28', true],
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
