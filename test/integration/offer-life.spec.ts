import { documentHash, OfferDocument, STALE_AFTER_DAYS, PAUSED_AFTER_DAYS } from '@sambung/offers';
import { UnconfirmedOffers } from '../../apps/matcher/src/unconfirmed-offers.service';
import { offerDocument, publishVersion } from '../factories/offers';
import { problemOf, refusalOf } from '../factories/problems';
import { actorRequest } from '../factories/actors';
import { cast, Cast, publishOffer, subscribe } from '../factories/story';
import { ApiCaller } from '../support/api-caller';
import { eventually } from '../support/eventually';
import { PartnerReceiver } from '../support/partner-receiver';
import { TestSystem } from '../support/test-system';

interface Version {
  version: number;
  state: string;
  reviewNote: string | null;
}

interface Lint {
  complete: boolean;
  findings: { pointer: string; code: string; severity: string; text: { id: string; en: string } }[];
}

describe('the life of an offer', () => {
  let system: TestSystem;
  let people: Cast;
  let author: ApiCaller;
  let colleague: ApiCaller;

  beforeAll(async () => {
    system = await TestSystem.start();
    people = await cast(system);
    const { institutionId } = people;
    author = await system.signIn({ role: 'partner', institutionId });
    colleague = await system.signIn({ role: 'partner', institutionId });
  });

  afterAll(() => system.stop());

  let drafts = 0;

  const drafted = async (changes: Partial<OfferDocument> = {}, by: ApiCaller = author): Promise<string> => {
    drafts += 1;
    const slug = `draf-${drafts}`;
    const { status } = await by.post('/offers', { slug, institutionId: people.institutionId, document: offerDocument(changes) });
    expect(status).toBe(201);
    return slug;
  };

  const review = (slug: string, by: ApiCaller = author) => by.post<Version>(`/offers/${slug}/versions/1/review`);
  const publication = (slug: string, by: ApiCaller) => by.post(`/offers/${slug}/versions/1/publication`);

  describe('before publication', () => {
    it('needs a second person: the author may not publish, a colleague may', async () => {
      const slug = await drafted();
      expect(await refusalOf(publication(slug, colleague))).toEqual({ status: 409, code: 'VersionState' });
      expect((await review(slug)).body).toMatchObject({ state: 'review' });
      expect(await refusalOf(publication(slug, author))).toEqual({ status: 403, code: 'SecondPersonNeeded' });
      expect((await publication(slug, colleague)).body).toMatchObject({ status: 'published', version: 1 });
      const recorded = await system.query<{ action: string }>(
        `select action from audit_entries
         where object_id in (select version.id from offer_versions version join offers on offers.id = offer_id where slug = $1) order by id`,
        [slug],
      );
      expect(recorded.map(({ action }) => action)).toEqual(['offer.submitted', 'offer.published']);
    });

    it('keeps an admin from publishing the own draft, and whoever submitted it', async () => {
      const own = await drafted({}, people.admin);
      await review(own, people.admin);
      expect(await refusalOf(publication(own, people.admin))).toEqual({ status: 403, code: 'SecondPersonNeeded' });
      const submitted = await drafted();
      await review(submitted, colleague);
      expect(await refusalOf(publication(submitted, colleague))).toEqual({ status: 403, code: 'SecondPersonNeeded' });
    });

    it('lets a machine write, but neither review nor be reviewed by its holders', async () => {
      const slug = await drafted({}, people.partner);
      await review(slug, people.partner);
      expect(await refusalOf(publication(slug, people.partner))).toEqual({ status: 403, code: 'SecondPersonNeeded' });
      expect(await refusalOf(publication(slug, colleague))).toEqual({ status: 403, code: 'SecondPersonNeeded' });
      expect((await publication(slug, people.officer)).status).toBe(201);
    });

    it('is seen by officers of the whole area under review alone', async () => {
      const slug = await drafted({ area: ['35.07', '35.79'] });
      await review(slug);
      expect(await refusalOf(people.officer.get(`/offers/${slug}/versions/1`))).toEqual({ status: 404, code: 'OfferUnknown' });
      expect(await refusalOf(publication(slug, people.officer))).toEqual({ status: 404, code: 'OfferUnknown' });
      const local = await drafted();
      expect(await refusalOf(people.officer.get(`/offers/${local}/versions/1`))).toEqual({ status: 404, code: 'OfferUnknown' });
      await review(local);
      expect((await people.officer.get(`/offers/${local}/versions/1`)).body).toMatchObject({ state: 'review', offerSlug: local });
      const { body: waiting } = await people.officer.get<{ offerSlug: string }[]>('/offer-reviews');
      expect(waiting.map(({ offerSlug }) => offerSlug)).toContain(local);
      expect(waiting.map(({ offerSlug }) => offerSlug)).not.toContain(slug);
    });

    it('goes back to its author with a note, and comes again', async () => {
      const slug = await drafted();
      await review(slug);
      const returned = await people.officer.post<Version>(`/offers/${slug}/versions/1/return`, { note: 'sumber belum ada' });
      expect(returned.body).toMatchObject({ state: 'draft', reviewNote: 'sumber belum ada' });
      expect((await review(slug)).body).toMatchObject({ state: 'review', reviewNote: null });
    });
  });

  it('leaves a published version as it was, whoever wants to change it', async () => {
    const { slug } = await publishOffer(system, people.admin);
    const { body: before } = await people.admin.get<{ hash: string; document: OfferDocument }>(`/offers/${slug}`);
    for (const change of [`document = jsonb_set(document, '{provider}', '"Lain"')`, `hash = 'x'`, 'version = 9']) {
      const changing = system.query(`update offer_versions set ${change} where offer_id = (select id from offers where slug = $1)`, [slug]);
      await expect(changing).rejects.toThrow('a published offer version is immutable');
    }
    const { body: after } = await people.admin.get<{ hash: string; document: OfferDocument }>(`/offers/${slug}`);
    expect(after).toEqual(before);
    expect(after.hash).toBe(documentHash(after.document));
  });

  it('tells what the next version changes, condition by condition', async () => {
    const { slug } = await publishOffer(system, people.admin);
    const { requires } = offerDocument();
    const [area, , age] = (requires as { all: object[] }).all;
    const next = { all: [area, { ...age, value: 3 }, { id: 'turnover', fact: 'business.turnover', op: '<=', value: 300_000_000 }] };
    await people.admin.post(`/offers/${slug}/versions`, {
      document: offerDocument({ requires: next as never, validTo: '2027-12-31', examples: [] }),
    });
    await publishVersion(system, people.admin, slug, 2);
    const { body } = await people.owner.get<{ fields: object[]; requires: { change: string; id: string; text: { en: string } }[] }>(
      `/offers/${slug}/versions/1/diff/2`,
    );
    expect(body.fields).toEqual([
      { pointer: '/examples', before: offerDocument().examples, after: [] },
      { pointer: '/validTo', before: null, after: '2027-12-31' },
    ]);
    expect(body.requires.map(({ change, id }) => `${change} ${id}`)).toEqual(['removed nib', 'added turnover', 'changed age']);
    expect(body.requires[2]!.text.en).toMatch(/^Changed: .*6 months → .*3 months$/);
    const { body: back } = await people.owner.get<{ requires: { change: string }[] }>(`/offers/${slug}/versions/2/diff/1`);
    expect(back.requires.map(({ change }) => change)).toEqual(['removed', 'added', 'changed']);
    const { body: versions } = await people.owner.get<Version[]>(`/offers/${slug}/versions`);
    expect(versions.map(({ state }) => state)).toEqual(['published', 'retired']);
  });

  it('lets a variant stand in for a general offer within its area alone', async () => {
    const general = await publishOffer(system, people.admin);
    const variant = await drafted({ area: ['35.07.13'], variantOf: general.slug });
    await review(variant);
    expect((await publication(variant, colleague)).status).toBe(201);
    const outside = await drafted({ area: ['35.79'], variantOf: general.slug });
    await review(outside);
    expect(await refusalOf(publication(outside, people.admin))).toEqual({
      status: 422,
      code: 'RequestInvalid',
      faults: ['/document/variantOf VariantInvalid'],
    });
  });

  describe('that nobody confirms', () => {
    const confirmedBefore = (days: number, slugs: readonly string[]) =>
      system.query(`update offers set confirmed_at = now() - make_interval(days => $1) where slug = any($2)`, [days, slugs]);

    it('sinks among its equals, and rises with a word of its owner', async () => {
      const { body: actor } = await people.owner.post<{ id: string }>('/actors', actorRequest());
      const first = await publishOffer(system, people.admin, { area: ['35.07.13'] });
      const second = await publishOffer(system, people.admin);
      await system.noPendingWork();
      const shown = async () => {
        const { body } = await people.owner.get<{ suggestions: { slug: string }[] }>(`/actors/${actor.id}/suggestions`);
        return body.suggestions.map(({ slug }) => slug).filter((slug) => [first.slug, second.slug].includes(slug));
      };
      expect(await shown()).toEqual([first.slug, second.slug]);
      await confirmedBefore(STALE_AFTER_DAYS + 1, [first.slug, second.slug]);
      await people.admin.post(`/offers/${second.slug}/confirmation`);
      expect(await shown()).toEqual([second.slug, first.slug]);
      expect(await refusalOf(second.partner.post(`/offers/${first.slug}/confirmation`))).toEqual({ status: 403, code: 'OfferForeign' });
      expect((await first.partner.post(`/offers/${first.slug}/confirmation`)).status).toBe(200);
      expect(await shown()).toEqual([first.slug, second.slug]);
    });

    it('is paused in the end, and its institution is told once', async () => {
      const { slug, partner } = await publishOffer(system, people.admin);
      const receiver = new PartnerReceiver();
      await subscribe(partner, receiver, ['offer.lapsed']);
      await confirmedBefore(PAUSED_AFTER_DAYS + 1, [slug]);
      const sweeper = (await system.startWorker('matcher')).get(UnconfirmedOffers);
      await sweeper.sweep();
      await sweeper.sweep();
      expect((await partner.get<{ status: string }>(`/offers/${slug}`)).body.status).toBe('paused');
      await eventually('the news', async () => receiver.received, (events) => events.length > 0); // prettier-ignore
      expect(receiver.received.map(({ body }) => JSON.parse(body) as object)).toMatchObject([
        { type: 'offer.lapsed', data: { offer: slug } },
      ]);
      await partner.put(`/offers/${slug}/status`, { status: 'published' });
      await sweeper.sweep();
      expect((await partner.get<{ status: string }>(`/offers/${slug}`)).body.status).toBe('published');
      await receiver.close();
    });
  });

  describe('is warned', () => {
    const lint = async (changes: Partial<OfferDocument>) => (await author.post<Lint>('/offers/lint', { document: offerDocument(changes) })).body; // prettier-ignore
    const codes = async (changes: Partial<OfferDocument>) =>
      (await lint({ examples: [], ...changes })).findings.filter(({ code }) => code !== 'LegalBasisMissing').map(({ code, pointer }) => `${code} ${pointer}`); // prettier-ignore
    const young = { id: 'young', fact: 'business.startedOn', measure: 'months', op: '<', value: 6 } as const;
    const old = { id: 'old', fact: 'business.startedOn', measure: 'months', op: '>=', value: 12 } as const;
    const nib = { id: 'nib', fact: 'legality.nib', op: '=', value: true } as const;
    const noNib = { id: 'no-nib', fact: 'legality.nib', op: '=', value: false } as const;

    it.each<[string, Partial<OfferDocument>, string[]]>([
      ['of nothing where there is nothing', { requires: { all: [nib, old] } }, []],
      [
        'of a rule that nobody can meet, naming the clash',
        { requires: { all: [nib, young, old] } },
        ['RuleImpossible /document/requires', 'ConditionsContradict /document/requires/all/1'],
      ],
      [
        'of an alternative that the rest shuts out',
        { requires: { all: [nib, { any: [noNib, young] }] } },
        ['AlternativeUnreachable /document/requires/all/1/any/0'],
      ],
      [
        'of a condition that refuses nobody',
        { requires: { all: [nib, { id: 'some', fact: 'business.turnover', op: '>=', value: 0 }] } },
        ['ConditionAlwaysTrue /document/requires/all/1'],
      ],
      [
        'of alternatives that take in everybody',
        { requires: { all: [old, { any: [nib, noNib] }] } },
        ['ConditionAlwaysTrue /document/requires/all/1', 'LeavesComplementary /document/requires/all/1/any/0'],
      ],
      [
        'of criteria that only people can check',
        { requires: { officerCheck: 'visit', text: { id: 'Kunjungan', en: 'A visit' } } },
        ['MostlyOfficerChecks /document/requires'],
      ],
      [
        'of law that is not listed, over, or about to be',
        {
          requires: { all: [{ ...nib, legalBasis: 'Perda 9/2020' }] },
          validTo: '2999-12-31',
          legalBasis: ['Permenko 1/2026', 'Inpres 9/2025'],
          legalBasisUntil: { 'Permenko 1/2026': '2026-01-31', 'Inpres 9/2025': '2999-01-01' },
        },
        [
          'LegalBasisUnlisted /document/requires/all/0/legalBasis',
          'LegalBasisExpired /document/legalBasisUntil/Permenko 1~12026',
          'LegalBasisExpiring /document/legalBasisUntil/Inpres 9~12025',
        ],
      ],
      [
        'of an example that comes out otherwise',
        { examples: [{ ...offerDocument().examples[0]!, expect: 'notEligible' }] },
        ['ExampleDiffers /document/examples/0/expect'],
      ],
    ])('%s', async (_, changes, expected) => {
      expect(await codes(changes)).toEqual(expected);
    });

    it('in words of both languages, kept with the draft', async () => {
      const slug = await drafted({ requires: { all: [young, old] }, examples: [] });
      const { body } = await author.get<{ lint: Lint }>(`/offers/${slug}/versions/1`);
      expect(body.lint.findings[1]).toMatchObject({
        code: 'ConditionsContradict',
        severity: 'serious',
        text: { en: expect.stringMatching(/^These conditions exclude one another: .*6 months ≠ .*12 months\.$/) },
      });
    });

    it('only of documents without faults', async () => {
      expect(await problemOf(author.post('/offers/lint', { document: offerDocument({ needs: ['kaya'] }) }))).toMatchObject({
        status: 422,
        errors: [{ pointer: '/document/needs/0', code: 'NeedUnknown' }],
      });
    });
  });
});
