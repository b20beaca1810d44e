import * as fc from 'fast-check';
import { verdictOf } from '../evaluate';
import { Catalogue, Fact, Facts } from '../facts';
import { grantCycle } from '../grants';
import { Situation } from '../leaf';
import { Rule } from '../rule';
import { findPlans, Plan, PlanOffer } from './plan';
import { applySteps, readyDay } from './steps';

const label = (id: string) => ({ id, en: id });
const CATALOGUE: Catalogue = {
  nib: { type: 'boolean', label: label('Punya NIB'), action: 'obtainable', change: { cost: 2, leadDays: 1 } },
  pirt: { type: 'boolean', label: label('Punya P-IRT'), action: 'obtainable', change: { cost: 5, leadDays: 30 } },
  halal: { type: 'boolean', label: label('Punya sertifikat halal'), action: 'obtainable', change: { cost: 6, leadDays: 45 } },
  mentoring: { type: 'boolean', label: label('Sedang ikut pendampingan'), action: 'obtainable', change: { cost: 3, leadDays: 7 } },
  completed: {
    type: 'choices',
    label: label('Program selesai'),
    options: { a: label('A'), b: label('B'), c: label('C') },
    action: 'obtainable',
  },
  citizen: { type: 'boolean', label: label('WNI'), action: 'immutable' },
};
const is = (fact: string): Rule => ({ fact, op: '=', value: true });
const NONE: Facts = Object.fromEntries(['nib', 'pirt', 'halal', 'mentoring', 'citizen'].map((key) => [key, { value: false }]));
const at = (facts: Facts = {}): Situation => ({ facts: { ...NONE, ...facts }, asOf: '2026-11-22', catalogue: CATALOGUE });
const offer = (id: string, requires: Rule, granted: readonly string[] = [], more: Partial<PlanOffer> = {}): PlanOffer => ({
  id, requires, grants: granted.map((fact) => ({ fact, value: true })), ...more,
}); // prettier-ignore

const PIRT = offer('spp-irt', is('nib'), ['pirt']);
const HALAL = offer('sehati', { all: [is('nib'), is('pirt')] }, ['halal']);
const BUYER = offer('buyer', { all: [is('pirt'), is('halal')] });

const brief = ({ steps }: Plan) =>
  steps.map(({ offer: id, prepare, wait, after, startsOn, endsOn }) =>
    [
      id,
      prepare.map((step) => step.fact ?? (step.kind === 'condition' ? step.check : null)).join(),
      wait?.until ?? '',
      after.join(),
      startsOn,
      endsOn,
    ].join(' | '),
  );

describe('a plan', () => {
  it('goes from offer to offer, each joined once the ones before it have given what it needs', () => {
    const { plans, cycles } = findPlans(BUYER, [BUYER, HALAL, PIRT], at());
    expect(plans.map(brief)).toEqual([
      [
        'spp-irt | nib |  |  | 2026-11-23 | 2026-12-23',
        'sehati |  |  | spp-irt | 2026-12-23 | 2027-02-06',
        'buyer |  |  | spp-irt,sehati | 2027-02-06 | 2027-02-06',
      ],
    ]);
    expect([plans[0]!.cost, plans[0]!.leadDays, plans[0]!.readyOn, cycles]).toEqual([13, 76, '2027-02-06', []]);
  });

  it('is none for what can be joined as it is, nor where no other offer helps', () => {
    expect(findPlans(PIRT, [PIRT, HALAL], at({ nib: { value: true } })).plans).toEqual([]);
    expect(findPlans(PIRT, [PIRT, HALAL], at()).plans).toEqual([]);
  });

  it("takes the offer in place of one's own way, and for what is unknown as well", () => {
    const target = offer('kur', is('mentoring'));
    const [plan] = findPlans(target, [offer('puas', { all: [] }, ['mentoring'])], at({ mentoring: { value: 'x' } })).plans;
    expect(brief(plan!)).toEqual(['puas |  |  |  | 2026-11-22 | 2026-11-29', 'kur |  |  | puas | 2026-11-29 | 2026-11-29']);
  });

  it('is made through each of several offers that grant the same, as they are preferred', () => {
    const target = offer('kur', is('mentoring'));
    const offers = ['puas', 'plut', 'desmigratif'].map((id) => offer(id, { all: [] }, ['mentoring']));
    const through = (given: readonly PlanOffer[]) => findPlans(target, given, at()).plans.map(({ steps }) => steps[0]!.offer);
    expect(through(offers).sort()).toEqual(['desmigratif', 'plut', 'puas']);
    expect(findPlans(target, offers, at(), { results: 1 }).plans).toHaveLength(1);
  });

  it('does not go through an offer that the actor can never join', () => {
    const closed = offer('sehati', { all: [is('nib'), is('citizen')] }, ['halal']);
    expect(findPlans(offer('buyer', is('halal')), [closed], at()).plans).toEqual([]);
  });

  it('keeps to the days on which an offer is open', () => {
    const target = offer('kur', is('mentoring'));
    const starts = (more: Partial<PlanOffer>) =>
      findPlans(target, [offer('puas', is('nib'), ['mentoring'], more)], at()).plans.map(({ steps }) =>
        steps.map(({ startsOn }) => startsOn),
      );
    expect(starts({ validTo: '2026-11-23' })).toEqual([['2026-11-23', '2026-11-30']]);
    expect(starts({ validTo: '2026-11-22' })).toEqual([]);
    expect(starts({ validFrom: '2027-01-01', leadDays: 3 })).toEqual([['2027-01-01', '2027-01-04']]);
    expect(findPlans({ ...target, validTo: '2026-11-28' }, [offer('puas', { all: [] }, ['mentoring'])], at()).plans).toEqual([]);
  });

  it('lets an officer look once the offers that the finding may hang on are completed', () => {
    const success: Rule = { officerCheck: 'success', text: label('Usaha berhasil') };
    const target = offer('lanjutan', { all: [is('mentoring'), success] });
    const [plan] = findPlans(target, [offer('pemula', { all: [] }, ['mentoring'])], at()).plans;
    expect(brief(plan!)).toEqual(['pemula |  |  |  | 2026-11-22 | 2026-11-29', 'lanjutan | success |  | pemula | 2026-12-06 | 2026-12-06']);
  });

  it('adds up what several offers grant of a list', () => {
    const target = offer('lanjutan', { fact: 'completed', op: 'containsAll', value: ['a', 'b'] });
    const pemula: PlanOffer = { id: 'pemula', requires: { all: [] }, grants: [{ fact: 'completed', value: ['b'] }] };
    const held = findPlans(target, [pemula], at({ completed: { value: ['a'] } })).plans;
    expect(held.map(brief)).toEqual([['pemula |  |  |  | 2026-11-22 | 2026-12-06', 'lanjutan |  |  | pemula | 2026-12-06 | 2026-12-06']]);
  });

  it('leaves out an offer that asks for what it grants, and keeps what it would have had one do', () => {
    const target = offer('kur', is('mentoring'));
    const oss = offer('oss', is('nib'), ['nib', 'halal']);
    const puas = offer('puas', is('nib'), ['mentoring']);
    const [plan] = findPlans(target, [oss, puas], at()).plans;
    expect(brief(plan!)).toEqual(['puas | nib |  |  | 2026-11-23 | 2026-11-30', 'kur |  |  | puas | 2026-11-30 | 2026-11-30']);
  });

  it('goes round in no circle, and says which circle it refused', () => {
    const first = offer('first', is('halal'), ['pirt']);
    const second = offer('second', { all: [is('pirt'), is('citizen')] }, ['halal']);
    const { plans, cycles } = findPlans(offer('target', is('pirt')), [first, second], {
      ...at(),
      catalogue: { ...CATALOGUE, halal: { ...CATALOGUE.halal!, action: 'immutable' } },
    });
    expect([plans, cycles]).toEqual([[], [['first', 'second', 'first']]]);
  });
});

const KEYS = ['nib', 'pirt', 'halal', 'mentoring'];
/** Nothing can be changed by oneself: only offers bring facts about. */
const ONLY_OFFERS: Catalogue = Object.fromEntries(
  KEYS.map((key) => [key, { type: 'boolean', label: label(key), change: { leadDays: 10 } }]),
);
const MIXED: Catalogue = { ...ONLY_OFFERS, nib: CATALOGUE.nib!, halal: CATALOGUE.halal! };
const gains = fc.oneof(
  fc.subarray(KEYS).map((keys): Rule => ({ all: keys.map(is) })),
  fc.subarray(KEYS, { minLength: 1 }).map((keys): Rule => ({ any: keys.map(is) })),
  fc.subarray(KEYS, { minLength: 2 }).map((keys): Rule => ({ atLeast: 2, of: keys.map(is) })),
);
const world = fc
  .array(fc.tuple(gains, fc.subarray(KEYS, { minLength: 1, maxLength: 2 })), { minLength: 2, maxLength: 5 })
  .map((drawn) => drawn.map(([requires, granted], index) => offer(`offer-${index}`, requires, granted)));

/** Walks through the plan, knowing nothing of how it was found. */
function walk({ steps }: Plan, offers: readonly PlanOffer[], where: Situation): string[] {
  return steps.flatMap(({ offer: id, startsOn }, index) => {
    const prepared = steps.slice(0, index + 1).flatMap((step) => step.prepare).filter((step) => readyDay(step, where.asOf) <= startsOn); // prettier-ignore
    const done = steps.slice(0, index).filter(({ endsOn }) => endsOn <= startsOn).flatMap(({ grants }) => grants); // prettier-ignore
    const gained = Object.fromEntries(done.map(({ fact, value }): [string, Fact] => [fact, { value, level: 'registry' }]));
    const then = applySteps(where, prepared, startsOn);
    const { requires } = offers.find((one) => one.id === id)!;
    return verdictOf(requires, { ...then, facts: { ...then.facts, ...gained } }).verdict === 'eligible' ? [] : [id];
  });
}

describe('plans in any world of offers', () => {
  const facts = fc
    .subarray(KEYS, { maxLength: 1 })
    .map((held): Facts => Object.fromEntries(KEYS.map((key) => [key, { value: held.includes(key) }])));

  it('can be walked through, offer by offer, and name each offer once', () => {
    fc.assert(
      fc.property(world, facts, fc.constantFrom(ONLY_OFFERS, MIXED), (offers, known, catalogue) => {
        const where: Situation = { facts: known, asOf: '2026-11-22', catalogue };
        for (const plan of findPlans(offers[0]!, offers, where).plans) {
          expect(walk(plan, offers, where)).toEqual([]);
          const ids = plan.steps.map((step) => step.offer);
          expect(new Set(ids).size).toBe(ids.length);
          expect([ids.at(-1), ids.length > 1]).toEqual(['offer-0', true]);
        }
      }),
    );
  });

  it('exist exactly when joining whatever can be joined leads to the target in the end', () => {
    fc.assert(
      fc.property(world, facts, (offers, known) => {
        const where: Situation = { facts: known, asOf: '2026-11-22', catalogue: ONLY_OFFERS };
        const [target, ...others] = offers;
        const joinable = ({ requires }: PlanOffer, held: Facts) => verdictOf(requires, { ...where, facts: held }).verdict === 'eligible';
        const joinAll = (held: Facts): Facts => {
          const gained = others.filter((one) => joinable(one, held)).flatMap(({ grants }) => grants);
          return { ...held, ...Object.fromEntries(gained.map(({ fact, value }) => [fact, { value }])) };
        };
        const held = KEYS.reduce(joinAll, known);
        const needsOthers = !joinable(target!, known) && joinable(target!, held);
        expect(findPlans(target!, offers, where).plans.length > 0).toBe(needsOthers);
      }),
    );
  });

  it('exist wherever offers together with what one can do oneself lead to a target that the latter alone does not', () => {
    fc.assert(
      fc.property(world, facts, (offers, known) => {
        const where: Situation = { facts: known, asOf: '2026-11-22', catalogue: MIXED };
        const [target, ...others] = offers;
        const joinable = ({ requires }: PlanOffer, held: Facts) => verdictOf(requires, { ...where, facts: held }).verdict === 'eligible';
        const joinAll = (held: Facts): Facts => {
          const gained = others.filter((one) => joinable(one, held)).flatMap(({ grants }) => grants);
          return { ...held, ...Object.fromEntries(gained.map(({ fact, value }) => [fact, { value }])) };
        };
        const alone: Facts = { ...known, nib: { value: true }, halal: { value: true } };
        fc.pre(!joinable(target!, alone) && joinable(target!, KEYS.reduce(joinAll, alone)));
        expect(findPlans(target!, offers, where).plans).not.toEqual([]);
      }),
    );
  });

  it('name only circles that are there', () => {
    fc.assert(
      fc.property(world, facts, (offers, known) => {
        const { cycles } = findPlans(offers[0]!, offers, { facts: known, asOf: '2026-11-22', catalogue: ONLY_OFFERS });
        for (const cycle of cycles) {
          expect(cycle[0]).toBe(cycle.at(-1));
          expect(grantCycle(offers.filter(({ id }) => cycle.includes(id)), ONLY_OFFERS)).not.toBeNull(); // prettier-ignore
        }
      }),
    );
  });
});
