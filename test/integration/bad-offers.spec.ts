import { OfferDocument } from '@sambung/offers';
import { offerDocument, publishVersion } from '../factories/offers';
import { problemOf, refusalOf } from '../factories/problems';
import { rowCounts } from '../factories/row-counts';
import { cast, Cast } from '../factories/story';
import { TestSystem } from '../support/test-system';

const INVALID = { status: 422, code: 'RequestInvalid' };

describe('a bad offer', () => {
  let system: TestSystem;
  let people: Cast;
  let before: Record<string, number>;

  beforeAll(async () => {
    system = await TestSystem.start({ workers: [] });
    people = await cast(system);
  });

  afterAll(() => system.stop());

  beforeEach(async () => {
    before = await rowCounts(system);
  });

  const create = (changes: Record<string, unknown>, slug = 'tidak-jadi') =>
    people.admin.post('/offers', {
      slug,
      institutionId: people.institutionId,
      document: offerDocument(changes as Partial<OfferDocument>),
    });

  const leaf = (rule: Record<string, unknown>) => ({
    requires: { all: [{ id: 'area', fact: 'actor.region', op: 'within', value: ['35.07'] }, rule] },
  });

  describe('that is refused as a draft', () => {
    afterEach(async () => expect(await rowCounts(system)).toEqual(before));

    it('explains the fault of a rule in words', async () => {
      expect(await problemOf(create(leaf({ fact: 'business.turnover', op: '<=', value: 'lima juta' })))).toMatchObject({
        ...INVALID,
        errors: [{ pointer: '/document/requires/all/1/value', code: 'RuleInvalid', detail: 'Jenis nilai salah; perlu bilangan bulat.' }],
      });
    });

    it.each([
      ['a type error', leaf({ fact: 'legality.nib', op: '=', value: 'yes' }), '/document/requires/all/1/value RuleInvalid'],
      ['an operator of another type', leaf({ fact: 'legality.nib', op: '<', value: true }), '/document/requires/all/1/op RuleInvalid'],
      ['an unknown fact', leaf({ fact: 'business.luck', op: '=', value: true }), '/document/requires/all/1/fact RuleInvalid'],
      ['a fact that every object has', leaf({ fact: 'constructor', op: '=', value: true }), '/document/requires/all/1/fact RuleInvalid'],
      ['an unknown option', leaf({ fact: 'business.stage', op: '=', value: 'dreaming' }), '/document/requires/all/1/value RuleInvalid'],
      ['two rules in one', leaf({ all: [], any: [] }), '/document/requires/all/1 RuleInvalid'],
      ['a rule that is null', { requires: { not: null } }, '/document/requires/not RuleInvalid'],
      ['a rule that is a list', { requires: [] }, '/document/requires isObject'],
      ['a wish with a fault', { prefers: [{ fact: 'business.luck', op: '=', value: true }] }, '/document/prefers/0/fact RuleInvalid'],
      ['an unknown area', { area: ['35.07', '00.00'] }, '/document/area/1 RegionUnknown'],
      ['an area with blanks around it', { area: [' 35.07 '] }, '/document/area/0 RegionUnknown'],
      ['an unknown need', { needs: ['kaya'] }, '/document/needs/0 NeedUnknown'],
      ['an end before the start', { validFrom: '2026-12-01', validTo: '2026-11-01' }, '/document/validTo WindowReversed'],
      ['a day that never was', { validFrom: '2026-02-30' }, '/document/validFrom NotDate'],
      ['a day in words', { validTo: 'akhir tahun' }, '/document/validTo matches'],
      [
        'weights that sum to 90',
        { fitWeights: { need: 50, area: 20, stage: 10, timing: 10, readiness: 0 } },
        '/document/fitWeights WeightsSum',
      ],
      ['a weight that is missing', { fitWeights: { need: 50, area: 50 } }, '/document/fitWeights WeightsSum'],
      [
        'a weight below nought',
        { fitWeights: { need: 150, area: -50, stage: 0, timing: 0, readiness: 0 } },
        '/document/fitWeights WeightsSum',
      ],
      ['half a weight', { fitWeights: { need: 50.5, area: 49.5, stage: 0, timing: 0, readiness: 0 } }, '/document/fitWeights WeightsSum'],
      [
        'an unknown weight',
        { fitWeights: { need: 100, area: 0, stage: 0, timing: 0, readiness: 0, luck: 5 } },
        '/document/fitWeights WeightsSum',
      ],
      ['a grant of an unknown fact', { grants: [{ fact: 'business.luck', value: true }] }, '/document/grants/0 GrantInvalid'],
      ['a grant of another type', { grants: [{ fact: 'legality.nib', value: 'yes' }] }, '/document/grants/0 GrantInvalid'],
      ['a grant without value', { grants: [{ fact: 'legality.nib' }] }, '/document/grants/0/value isDefined'],
      ['grants that are null', { grants: null }, '/document/grants isArray'],
      ['a name in one language', { name: { id: 'Contoh' } }, '/document/name/en isDefined'],
      ['a name with U+0000', { name: { id: 'Contoh\u0000', en: 'Example' } }, '/document/name/id TextUnstorable'],
      ['benefits with half a surrogate pair', { benefits: { seats: ['\udc00'] } }, '/document/benefits/seats/0 TextUnstorable'],
      ['an unknown kind', { kind: 'lottery' }, '/document/kind isIn'],
      [
        'an example on a day that never was',
        { examples: [{ ...offerDocument().examples[0], asOf: '2026-02-30' }] },
        '/document/examples/0/asOf NotDate',
      ],
      [
        'an example in an unknown region',
        { examples: [{ ...offerDocument().examples[0], region: 'Malang' }] },
        '/document/examples/0/region RegionUnknown',
      ],
      [
        'an example with an unknown fact',
        { examples: [{ ...offerDocument().examples[0], facts: { 'business.luck': true } }] },
        '/document/examples/0/facts/business.luck FactUnknown',
      ],
      [
        'an example with a check that is no finding',
        { examples: [{ ...offerDocument().examples[0], checks: { visit: 'yes' } }] },
        '/document/examples/0/checks/visit NotBoolean',
      ],
      ['an unknown member', { price: 5 }, '/document/price whitelistValidation'],
    ])('%s', async (_, changes, fault) => {
      expect(await refusalOf(create(changes))).toEqual({ ...INVALID, faults: [fault] });
    });

    it('that has the slug of another, of nobody, or belongs to others', async () => {
      expect(await refusalOf(create({}, people.slug))).toEqual({ status: 409, code: 'OfferExists', faults: ['/slug OfferExists'] });
      expect(await refusalOf(create({}, 'Huruf Besar'))).toEqual({ ...INVALID, faults: ['/slug matches'] });
      const [other] = await system.query<{ id: string }>(`select id from institutions where id <> $1 limit 1`, [people.institutionId]);
      const foreign = { slug: 'tidak-jadi', institutionId: other!.id, document: offerDocument() };
      expect(await refusalOf(people.partner.post('/offers', foreign))).toEqual({ status: 403, code: 'OfferForeign' });
    });

    it('that nests 33 rules or more', async () => {
      const deep = Array.from({ length: 40 }).reduce<object>((rule) => ({ not: rule }), { known: 'legality.nib' });
      const { faults } = await refusalOf(create({ requires: deep }));
      expect(faults).toEqual([`/document/requires${'/not'.repeat(33)} RuleInvalid`]);
    });
  });

  const publish = async (changes: Partial<OfferDocument>, slug: string) => {
    await create(changes, slug);
    return publishVersion(system, people.admin, slug);
  };

  const statusOf = async (slug: string) => (await people.admin.get<{ status: string }>(`/offers/${slug}`)).body.status;

  it('whose example comes out otherwise is not published', async () => {
    const [example] = offerDocument().examples;
    expect(await problemOf(publish({ examples: [{ ...example!, expect: 'notEligible' }] }, 'lain-hasil'))).toEqual({
      type: '/problems/RequestInvalid',
      title: 'Isian perlu diperbaiki',
      status: 422,
      code: 'RequestInvalid',
      detail: 'Ada isian yang perlu diperbaiki.',
      errors: [{ pointer: '/document/examples/0/expect', code: 'ExampleDiffers', detail: 'Hasilnya eligible, bukan notEligible.' }],
    });
    expect(await statusOf('lain-hasil')).toBe('draft');
  });

  it('that waits for one that waits for it is not published', async () => {
    const needs = (fact: string): Partial<OfferDocument> => ({ requires: { fact, op: '=', value: true }, examples: [] });
    const first = await publish({ ...needs('legality.sni'), grants: [{ fact: 'legality.nkv', value: true }] }, 'butuh-sni');
    expect(first.status).toBe(201);
    expect(
      await problemOf(publish({ ...needs('legality.nkv'), grants: [{ fact: 'legality.sni', value: true }] }, 'butuh-nkv')),
    ).toMatchObject({
      status: 422,
      code: 'GrantCycle',
      detail: expect.stringMatching(
        /^Tawaran saling menunggu: (butuh-nkv → butuh-sni → butuh-nkv|butuh-sni → butuh-nkv → butuh-sni)\. Ubah requires atau grants\.$/,
      ),
      errors: [{ pointer: '/document/grants', code: 'GrantCycle', detail: expect.stringContaining('butuh-nkv') }],
    });
    expect(await statusOf('butuh-nkv')).toBe('draft');
  });
});
