import { FACTS } from '@sambung/reference';
import { adviseOn } from './advice';
import { cellReport, NeedCount, quarterDays, quarterOf, Supply } from './cells';
import { intersectOffers, PlannedOffer } from './intersect';

const planned = (changes: Partial<PlannedOffer> = {}): PlannedOffer => ({
  id: 'a',
  level: 'regency',
  interventions: ['produksi.kemasan'],
  area: ['35.79'],
  from: '2027-04-01',
  to: '2027-06-30',
  requires: { id: 'nib', fact: 'legality.nib', op: '=', value: true },
  ...changes,
});
const field = { catalogue: FACTS, asOf: '2026-11-25' };
const meet = (a: Partial<PlannedOffer>, b: Partial<PlannedOffer>) => intersectOffers(planned(a), planned({ id: 'b', ...b }), field);

describe('two offers', () => {
  it('that serve the same people are shown with one of them', () => {
    expect(meet({}, { area: ['35'], from: null, to: null })).toEqual({
      a: 'a',
      b: 'b',
      shared: [{ a: 'produksi.kemasan', b: 'produksi.kemasan', nearness: 'same' }],
      areas: ['35.79'],
      days: { from: '2027-04-01', to: '2027-06-30' },
      answer: { outcome: 'witness', witness: { asOf: '2027-04-01', facts: { 'legality.nib': { value: true, level: 'registry' } }, checks: {} } },
      text: { id: 'Satu pelaku dapat memenuhi syarat keduanya.', en: 'One actor can be eligible for both.' },
    }); // prettier-ignore
  });

  it.each([
    ['intervention', { interventions: ['legalitas.halal'] }],
    ['area', { area: ['35.73'] }],
    ['window', { from: '2027-07-01', to: null }],
  ])('that differ in %s are apart', (by, b) => {
    expect(meet({}, b).answer).toEqual({ outcome: 'apart', by });
  });

  it('that nobody can meet are told apart by the conditions that clash, in words', () => {
    const halal = { id: 'halal', fact: 'legality.halal', op: '=', value: true } as const;
    const { answer, text } = meet({}, { requires: { all: [halal, { id: 'no-nib', fact: 'legality.nib', op: '=', value: false }] } });
    expect(answer).toMatchObject({ outcome: 'disjoint', a: [{ id: 'nib' }], b: [{ id: 'no-nib' }] });
    expect(text.en).toContain('Nobody can meet both');
  });

  it('are not decided when the search is stopped at its bounds', () => {
    const limits = { steps: 0, values: 10, days: 1 };
    expect(intersectOffers(planned(), planned({ id: 'b' }), { ...field, limits }).answer).toEqual({ outcome: 'notDecided' });
  });
});

const need = (district: string, intervention: string, count: number, quarter = '2027-Q2', target = 'business'): NeedCount => ({
  district, intervention, count, quarter, target,
}); // prettier-ignore
const supply = (changes: Partial<Supply> = {}): Supply => ({
  offer: 's', interventions: ['produksi.kemasan'], area: ['35.79'], targets: [], seats: 10, from: null, to: null, ...changes,
}); // prettier-ignore
const states = (supplies: Supply[], needs: NeedCount[], threshold = 5) =>
  cellReport(supplies, needs, threshold).cells.map(({ district, seats, state }) => [district, seats, state]);

describe('cells', () => {
  it('are redundant where seats exceed needs by the threshold', () => {
    const needs = [need('35.79.03', 'produksi.kemasan', 4)];
    expect(states([supply({ seats: 9 })], needs)).toEqual([['35.79.03', 9, 'redundant']]);
    expect(states([supply({ seats: 8 })], needs)).toEqual([['35.79.03', 8, 'balanced']]);
  });

  it('are empty where nothing reaches the need, and short where too little does', () => {
    const needs = [need('35.79.01', 'produksi.kemasan', 12), need('35.73.01', 'produksi.kemasan', 3)];
    expect(states([supply()], needs)).toEqual([['35.73.01', 0, 'empty'], ['35.79.01', 10, 'short']]); // prettier-ignore
  });

  it('are neither where a service that does not count seats reaches them', () => {
    expect(states([supply({ seats: null })], [need('35.79.01', 'produksi.kemasan', 12)])).toEqual([['35.79.01', 0, 'balanced']]);
  });

  it('tell seats that nobody counts from none', () => {
    const needs = [need('35.79.01', 'produksi.kemasan', 12), need('35.79.02', 'produksi.kemasan', 12)];
    const { cells } = cellReport([supply({ seats: null, area: ['35.79.01'] })], needs, 5);
    expect(cells.map(({ seats, uncounted }) => [seats, uncounted])).toEqual([[0, true], [0, false]]); // prettier-ignore
  });

  it('do not take an advice centre for the supply of one need', () => {
    const centre = supply({ seats: null, interventions: ['produksi'] });
    expect(states([centre], [need('35.79.01', 'produksi.kemasan', 12)])).toEqual([['35.79.01', 0, 'empty']]);
  });

  it('take one thing of a family for the supply of who wants something of it', () => {
    expect(states([supply({ seats: null })], [need('35.79.01', 'produksi', 12)])).toEqual([['35.79.01', 0, 'balanced']]);
  });

  it('share the seats of one supply in proportion to need, so that no seat counts twice', () => {
    const needs = [need('35.79.01', 'produksi.kemasan', 30), need('35.79.02', 'produksi.kemasan', 10)];
    expect(cellReport([supply()], needs, 5).cells.map(({ seats }) => seats)).toEqual([8, 2]);
  });

  it('count a supply for its quarter, target and family only, and name those that reach nobody', () => {
    const supplies = [
      supply({ offer: 'later', from: '2027-07-01' }),
      supply({ offer: 'other-target', targets: ['migrant'] }),
      supply({ offer: 'sibling', interventions: ['produksi.mutu'] }),
      supply({ offer: 'family', interventions: ['produksi'] }),
    ];
    const { cells, idle } = cellReport(supplies, [need('35.79.01', 'produksi.kemasan', 12)], 5);
    expect(cells.map(({ offers }) => offers)).toEqual([['family']]);
    expect(idle.map(({ offer }) => offer)).toEqual(['later', 'other-target', 'sibling']);
  });

  it('know the days of a quarter and refuse what is none', () => {
    expect(quarterDays('2027-Q2')).toEqual({ from: '2027-04-01', to: '2027-06-30' });
    expect(['2027-03-31', '2027-04-01', '2027-12-31'].map(quarterOf)).toEqual(['2027-Q1', '2027-Q2', '2027-Q4']);
    expect(() => quarterDays('2027-Q5')).toThrow(RangeError);
  });
});

describe('advice on a draft that meets an offer', () => {
  const advise = (a: Partial<PlannedOffer>, b: Partial<PlannedOffer>, extra = {}) => {
    const [draft, other] = [planned(a), planned({ id: 'b', ...b })];
    return adviseOn(intersectOffers(draft, other, field), draft, other, { catalogue: FACTS, ...extra });
  };

  it('is none when they do not meet', () => {
    expect(advise({}, { area: ['35.73'] })).toEqual([]);
  });

  it('puts first what gives the fact that the other asks for', () => {
    const [first] = advise({ requires: { all: [] }, grants: [{ fact: 'legality.nib', value: true }] }, {});
    expect(first).toMatchObject({ kind: 'sequence', first: 'a', then: 'b', fact: 'legality.nib' });
  });

  it('puts the local one first', () => {
    expect(advise({}, { area: ['35'] })[0]).toMatchObject({ kind: 'localFirst', local: 'a', general: 'b' });
  });

  it('moves to where the need is open, the most needs first, else tells how to differ', () => {
    const needs = [
      need('35.79.01', 'produksi.kemasan', 5), need('35.79.02', 'produksi.kemasan', 41), need('35.79.03', 'produksi.mutu', 7),
      need('35.73.01', 'produksi.kemasan', 90),
    ]; // prettier-ignore
    const { cells } = cellReport([supply({ area: ['35.79.03'] })], needs, 5);
    const advice = advise({ area: ['35.79.03'] }, { area: ['35.79.03'] }, { cells, reach: ['35.79'] });
    expect(advice).toMatchObject([
      { kind: 'move', to: [{ district: '35.79.02', open: 41 }, { district: '35.79.01', open: 5 }] },
      { kind: 'differentiate', by: [{ district: '35.79.03', intervention: 'produksi.mutu', open: 7 }] },
    ]); // prettier-ignore
    expect(advice[0]!.text.en).toBe('Move to where nobody is served: 35.79.02 2027-Q2 (41 needs), 35.79.01 2027-Q2 (5 needs).');
  });

  it('calls offers, places, needs and groups by the names that it is given', () => {
    const { cells } = cellReport([], [need('35.79.02', 'produksi.kemasan', 41), need('35.79.03', 'produksi.mutu', 7)], 5);
    const called: Record<string, string> = {
      a: 'Course', b: 'Centre', '35.79.02': 'Bumiaji', 'produksi.kemasan': 'Packaging', 'produksi.mutu': 'Quality', business: 'Businesses',
    }; // prettier-ignore
    const names = (code: string) => ({ id: called[code] ?? code, en: called[code] ?? code });
    const grants = [{ fact: 'legality.nib', value: true }];
    const advice = advise({ area: ['35.79.03'], requires: { all: [] }, grants }, { area: ['35.79'] }, { cells, reach: ['35.79'], names });
    const said = advice.map(({ text }) => text.en);
    expect(said[0]).toMatch(/^Put them in order: Course first, .* which Centre asks for\.$/);
    expect(said.slice(1)).toEqual([
      'Local first: Course for those who live in its area while it has seats, Centre for the rest.',
      'Move to where nobody is served: Bumiaji 2027-Q2 (41 needs).',
      'Differentiate: both give Packaging to the same people; not served here: Quality/Businesses (7 needs).',
    ]);
  });
});
