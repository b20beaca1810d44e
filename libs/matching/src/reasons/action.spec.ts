import { FactDefinition, FactValue } from '../facts';
import { changeEffort, distance, mayChange, waitCost } from './action';

const label = { id: 'fakta', en: 'fact' };
const options = { low: label, middle: label, high: label };
const fact = (type: FactDefinition['type'], more: Partial<FactDefinition> = {}): FactDefinition => ({ type, label, options, ...more });

describe('what a change takes', () => {
  it('is the default of its class, unless the catalogue says otherwise', () => {
    expect([
      changeEffort(fact('boolean', { action: 'obtainable' })),
      changeEffort(fact('boolean', { action: 'obtainable', change: { cost: 2, leadDays: 1 } })),
      changeEffort(fact('integer', { action: 'growth', change: { leadDays: 0 } })),
      changeEffort(fact('choice', { action: 'choice' }), 'officer'),
    ]).toEqual([
      { action: 'obtainable', cost: 4, leadDays: 14 },
      { action: 'obtainable', cost: 2, leadDays: 1 },
      { action: 'growth', cost: 10, leadDays: 0 },
      { action: 'choice', cost: 5, leadDays: 7 },
    ]);
  });

  it('is nothing that could be suggested for what a person is, for dates and for facts without a class', () => {
    const classes = ['immutable', 'date', undefined] as const;
    expect(classes.map((action) => changeEffort(fact('boolean', { action })))).toEqual([null, null, null]);
  });

  it('ignores figures that are no whole numbers, and costs at least one point', () => {
    const figures = [0, -3, 1.5, Number.NaN, 1e300];
    expect(figures.map((cost) => changeEffort(fact('boolean', { action: 'choice', change: { cost } }))!.cost)).toEqual([2, 2, 2, 2, 2]);
  });

  it('counts started months of waiting', () => {
    const days = [1, 30, 31, 90];
    expect(days.map((count) => waitCost(fact('date'), count))).toEqual([2, 2, 4, 6]);
    expect(waitCost(fact('date', { change: { cost: 5 } }), 31)).toBe(10);
  });
});

const UP: readonly [FactDefinition['type'], FactValue, FactValue][] = [
  ['boolean', false, true],
  ['integer', 5, 6],
  ['integer', { min: 2, max: 5 }, 6],
  ['choice', 'low', 'high'],
  ['choices', ['low'], ['low', 'high']],
  ['date', '2026-01-01', '2026-01-02'],
];
const DOWN: readonly [FactDefinition['type'], FactValue, FactValue][] = [
  ['boolean', true, false],
  ['integer', 5, 4],
  ['integer', { min: 2, max: 5 }, 1],
  ['choice', 'high', 'low'],
  ['choices', ['low', 'high'], ['low']],
  ['date', '2026-01-02', '2026-01-01'],
];

describe('a change', () => {
  it.each(['obtainable', 'growth'] as const)('of class %s is only ever a gain', (action) => {
    expect(UP.map(([type, from, to]) => mayChange(fact(type, { action }), from, to))).toEqual(UP.map(() => true));
    expect(DOWN.map(([type, from, to]) => mayChange(fact(type, { action }), from, to))).toEqual(DOWN.map(() => false));
  });

  it('towards less is only ever a loss: debts are paid off, not taken up', () => {
    const change = { towards: 'down' } as const;
    expect(UP.map(([type, from, to]) => mayChange(fact(type, { action: 'growth', change }), from, to))).toEqual(UP.map(() => false));
    expect(DOWN.map(([type, from, to]) => mayChange(fact(type, { action: 'growth', change }), from, to))).toEqual(DOWN.map(() => true));
  });

  it('that is a choice may go either way', () => {
    expect([...UP, ...DOWN].every(([type, from, to]) => mayChange(fact(type, { action: 'choice' }), from, to))).toBe(true);
  });

  it('of what nobody can change is never suggested', () => {
    const classes = ['immutable', 'date', undefined] as const;
    expect(classes.map((action) => mayChange(fact('boolean', { action }), false, true))).toEqual([false, false, false]);
  });

  it('between regions is never more or less', () => {
    expect(mayChange(fact('region', { action: 'growth' }), '35', '36')).toBe(false);
  });
});

describe('the distance between values', () => {
  it.each<[FactDefinition['type'], FactValue | undefined, FactValue, number]>([
    ['integer', 5, 9, 4],
    ['integer', { min: 5, max: 8 }, 9, 1],
    ['integer', { min: 5, max: 8 }, 6, 0],
    ['integer', undefined, 9, 0],
    ['date', '2026-01-30', '2026-02-02', 3],
    ['choice', 'low', 'high', 2],
    ['choices', ['low'], ['high', 'middle'], 3],
    ['region', '35.07.01', '35.07.02', 1],
    ['region', '35.07.01', '36', 1],
    ['region', '35.07.01', '35.73.02', 2],
    ['boolean', true, false, 0],
  ])('of %s %j and %j is %j', (type, from, to, far) => {
    expect(distance(fact(type), from, to)).toBe(far);
  });
});
