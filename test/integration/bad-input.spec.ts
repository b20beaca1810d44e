import { Actor, Contacts } from '@sambung/profiles';
import { actorRequest } from '../factories/actors';
import { offerDocument } from '../factories/offers';
import { problemOf, refusalOf } from '../factories/problems';
import { cast, Cast, interestedActor } from '../factories/story';
import { rowCounts } from '../factories/row-counts';
import { Answer, Problem } from '../support/api-caller';
import { TestSystem } from '../support/test-system';

const INVALID = { status: 422, code: 'RequestInvalid' };
const UNKNOWN_ID = '0193a1b2-0000-7000-8000-00000000ffff';
const ENGLISH = { 'accept-language': 'en' };

describe('bad input', () => {
  let system: TestSystem;
  let people: Cast;
  let actorId: string;
  let matchId: string;
  let before: Record<string, number>;

  beforeAll(async () => {
    system = await TestSystem.start({ workers: [] });
    people = await cast(system);
    ({ actorId, matchId } = await interestedActor(people));
  });

  afterAll(() => system.stop());

  beforeEach(async () => {
    before = await rowCounts(system);
  });

  /** Whatever a test sends, nothing of it may be kept. */
  const nothingIsSaved = async () => expect(await rowCounts(system)).toEqual(before);

  const register = (changes: Record<string, unknown>, headers: Record<string, string> = {}) =>
    people.owner.post('/actors', actorRequest(changes), headers);
  const changeFacts = (facts: unknown, headers: Record<string, string> = {}) =>
    people.owner.patch(`/actors/${actorId}/facts`, { facts }, headers);

  describe('in a registration', () => {
    afterEach(nothingIsSaved);

    it('is answered in Indonesian, with the place of the fault and how to mend it', async () => {
      expect(await problemOf(register({ regionCode: '99.99.99.9999' }))).toEqual({
        type: '/problems/RequestInvalid',
        title: 'Isian perlu diperbaiki',
        status: 422,
        code: 'RequestInvalid',
        detail: 'Ada isian yang perlu diperbaiki.',
        errors: [
          {
            pointer: '/regionCode',
            code: 'RegionUnknown',
            detail: 'Kode wilayah 99.99.99.9999 tidak ada. Pakai kode Kemendagri bertitik, contoh 35.07.01.2001.',
          },
        ],
      });
    });

    it('is answered in English to who prefers it', async () => {
      expect(await problemOf(register({ regionCode: '99.99.99.9999' }, ENGLISH))).toEqual({
        type: '/problems/RequestInvalid',
        title: 'Fields need correcting',
        status: 422,
        code: 'RequestInvalid',
        detail: 'Some fields need correcting.',
        errors: [
          {
            pointer: '/regionCode',
            code: 'RegionUnknown',
            detail: 'There is no region 99.99.99.9999. Use the Kemendagri code with dots, such as 35.07.01.2001.',
          },
        ],
      });
    });

    it.each([
      ['no name', '/name', { name: undefined }, 'isDefined'],
      ['a name that is null', '/name', { name: null }, 'isString'],
      ['a name that is a number', '/name', { name: 7 }, 'isString'],
      ['an empty name', '/name', { name: '' }, 'isLength'],
      ['a name of blanks', '/name', { name: ' \t ' }, 'isLength'],
      ['a name on two lines', '/name', { name: 'Usaha\nContoh' }, 'matches'],
      ['a name of 201 letters', '/name', { name: 'a'.repeat(201) }, 'isLength'],
      ['a name of 90,000 letters', '/name', { name: 'a'.repeat(90_000) }, 'isLength'],
      ['a name with U+0000', '/name', { name: 'Usaha\u0000Contoh' }, 'TextUnstorable'],
      ['a name with half a surrogate pair', '/name', { name: 'Usaha \ud83d' }, 'TextUnstorable'],
      ['roles that are a text', '/roles', { roles: 'business' }, 'isArray'],
      ['roles that are null', '/roles', { roles: null }, 'isArray'],
      ['no roles', '/roles', { roles: [] }, 'arrayNotEmpty'],
      ['a role twice', '/roles', { roles: ['business', 'business'] }, 'arrayUnique'],
      ['an unknown role', '/roles', { roles: ['business', 'bank'] }, 'isIn'],
      ['a role that every object has', '/roles', { roles: ['constructor'] }, 'isIn'],
      ['a role that is an object', '/roles', { roles: [{}] }, 'isIn'],
      ['a phone that is a number', '/phone', { phone: 81234567890 }, 'isString'],
      ['a phone of letters', '/phone', { phone: 'nol delapan satu' }, 'PhoneShape'],
      ['a phone that is too short', '/phone', { phone: '0812' }, 'PhoneShape'],
      ['a phone of 100 digits', '/phone', { phone: '8'.repeat(100) }, 'maxLength'],
      ['a region that is a number', '/regionCode', { regionCode: 35.07 }, 'isString'],
      ['a region without dots', '/regionCode', { regionCode: '3507132001' }, 'RegionUnknown'],
      ['a regency as region', '/regionCode', { regionCode: '35.07' }, 'RegionTooCoarse'],
      ['a province as region', '/regionCode', { regionCode: '35' }, 'RegionTooCoarse'],
      ['the status withdrawn', '/status', { status: 'withdrawn' }, 'isIn'],
      ['the status null', '/status', { status: null }, 'isIn'],
      ['a consent that is a text', '/matchingConsent', { matchingConsent: 'ya' }, 'isObject'],
      ['a consent that is a list', '/matchingConsent', { matchingConsent: [] }, 'isObject'],
      ['a consent without text version', '/matchingConsent/textVersion', { matchingConsent: { channel: 'web' } }, 'isDefined'],
      ['a consent over an unknown channel', '/matchingConsent/channel', { matchingConsent: { textVersion: '1', channel: 'fax' } }, 'isIn'],
      [
        'a consent with a member of its own',
        '/matchingConsent/institutionId',
        { matchingConsent: { textVersion: '1', channel: 'web', institutionId: UNKNOWN_ID } },
        'whitelistValidation',
      ],
      ['facts that are a list', '/facts', { facts: [] }, 'isObject'],
      ['facts that are a text', '/facts', { facts: 'banyak' }, 'isObject'],
      ['an unknown member', '/ownerId', { ownerId: UNKNOWN_ID }, 'whitelistValidation'],
      ['a version of its own', '/version', { version: 7 }, 'whitelistValidation'],
      ['a member that every object has', '/constructor', { constructor: { name: 'Contoh' } }, 'whitelistValidation'],
    ])('%s is refused at %s', async (_, pointer, changes, code) => {
      expect(await refusalOf(register(changes))).toEqual({ ...INVALID, faults: [`${pointer} ${code}`] });
    });

    it('names every faulty field at once', async () => {
      expect(await refusalOf(register({ name: 5, roles: ['x'], status: 'gone' }))).toEqual({
        ...INVALID,
        faults: ['/name isString', '/roles isIn', '/status isIn'],
      });
    });

    it('keeps nothing when only a fact is wrong', async () => {
      expect(
        await refusalOf(register({ facts: { 'legality.nib': { value: true }, 'business.turnover': { value: 'lima juta' } } })),
      ).toEqual({
        ...INVALID,
        faults: ['/facts/business.turnover/value NotRupiah'],
      });
    });

    it('refuses the same phone and name again, and names the entry that exists', async () => {
      const { body: actor } = await people.owner.get<{ name: string }>(`/actors/${actorId}`);
      const { manager } = system.dataSource;
      const phone = await system.get(Contacts).phoneOf(manager, await manager.findOneByOrFail(Actor, { id: actorId }));
      const asWritten = `0${phone.slice(3)}`;
      expect(await problemOf(register({ name: `  ${actor.name.toUpperCase()}. `, phone: asWritten }))).toEqual({
        type: '/problems/ActorDuplicate',
        title: 'Bertentangan',
        status: 409,
        code: 'ActorDuplicate',
        detail: 'Nomor telepon dan nama ini sudah terdaftar. Buka data yang ada.',
        actorId,
        errors: [{ pointer: '/name', code: 'ActorDuplicate', detail: 'Nomor telepon dan nama ini sudah terdaftar. Buka data yang ada.' }],
      });
    });
  });

  it('registers only one of five equal registrations that race', async () => {
    const same = actorRequest();
    const answers = await Promise.all(Array.from({ length: 5 }, () => people.owner.post('/actors', same)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
    expect(await system.query('select count(*)::int as count from actors where name = $1', [same.name])).toEqual([{ count: 1 }]);
  });

  it('opens only one of three equal institutions that race', async () => {
    const institution = { slug: 'berebut', name: 'Lembaga Contoh', kind: 'bank' };
    const institutions = await Promise.all([1, 2, 3].map(() => people.admin.post('/institutions', institution)));
    expect(institutions.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  describe('in facts', () => {
    afterEach(nothingIsSaved);

    it('is answered with the way to mend it', async () => {
      expect(await problemOf(changeFacts({ 'business.turnover': { value: 'lima juta' } }))).toMatchObject({
        status: 422,
        errors: [
          {
            pointer: '/facts/business.turnover/value',
            code: 'NotRupiah',
            detail: 'Tulis rupiah dengan angka saja, contoh 5000000, atau kisaran {"min":…,"max":…}, 0 sampai 1000000000000000.',
          },
        ],
      });
      expect(await problemOf(changeFacts({ 'owner.nik': { value: '3507133102900000' } }, ENGLISH))).toMatchObject({
        errors: [
          {
            pointer: '/facts/owner.nik/value',
            code: 'NikDate',
            detail: 'The birth date in the NIK (digits 7–12) cannot be. Please check.',
          },
        ],
      });
    });

    it.each([
      ['an unknown KBLI', { 'business.kbli': { value: '2025:00000' } }, '/facts/business.kbli/value KbliUnknown'],
      ['a bare KBLI', { 'business.kbli': { value: '10794' } }, '/facts/business.kbli/value KbliVersionMissing'],
      ['a NIK born on 31 February', { 'owner.nik': { value: '3507133102900000' } }, '/facts/owner.nik/value NikDate'],
      ['a NIK of 15 digits', { 'owner.nik': { value: '350713150890000' } }, '/facts/owner.nik/value NikLength'],
      ['a NIK of no regency', { 'owner.nik': { value: '9999131508900000' } }, '/facts/owner.nik/value NikRegion'],
      ['an NIB of 12 digits', { 'legality.nibNumber': { value: '123456789012' } }, '/facts/legality.nibNumber/value NibLength'],
      ['a start in the future', { 'business.startedOn': { value: '2999-01-01' } }, '/facts/business.startedOn/value DateAhead'],
      ['a day that never was', { 'business.startedOn': { value: '2023-02-29' } }, '/facts/business.startedOn/value NotDate'],
      ['an observation tomorrow', { 'legality.nib': { value: true, observedAt: '2999-01-01' } }, '/facts/legality.nib/observedAt NotDate'],
      [
        'an observation in the year nought',
        { 'legality.nib': { value: true, observedAt: '0000-01-01' } },
        '/facts/legality.nib/observedAt NotDate',
      ],
      ['an end that is no day', { 'legality.nib': { value: true, validUntil: 'besok' } }, '/facts/legality.nib/validUntil NotDate'],
      [
        'an end in the year nought',
        { 'legality.nib': { value: true, validUntil: '0000-12-31' } },
        '/facts/legality.nib/validUntil NotDate',
      ],
      ['an unknown fact', { 'business.luck': { value: true } }, '/facts/business.luck FactUnknown'],
      ['a fact with an awkward key', { 'a/b~c': { value: true } }, '/facts/a~1b~0c FactUnknown'],
      ['a fact that every object has', { constructor: { value: true } }, '/facts/constructor whitelistValidation'],
      ['the derived size', { 'business.size': { value: 'micro' } }, '/facts/business.size FactUnknown'],
      ['the derived region', { 'actor.region': { value: '35.07.13' } }, '/facts/actor.region FactUnknown'],
      ['a turnover below nought', { 'business.turnover': { value: -1 } }, '/facts/business.turnover/value NotRupiah'],
      ['a turnover beyond all money', { 'business.turnover': { value: 1e300 } }, '/facts/business.turnover/value NotRupiah'],
      ['half a rupiah', { 'business.turnover': { value: 0.5 } }, '/facts/business.turnover/value NotRupiah'],
      ['a range turned round', { 'business.turnover': { value: { min: 2, max: 1 } } }, '/facts/business.turnover/value NotRupiah'],
      ['an empty range', { 'business.turnover': { value: {} } }, '/facts/business.turnover/value NotRupiah'],
      ['a yes as a word', { 'legality.nib': { value: 'ya' } }, '/facts/legality.nib/value NotBoolean'],
      ['an unknown option', { 'business.stage': { value: 'constructor' } }, '/facts/business.stage/value NotAnOption'],
      ['options that are no list', { 'need.wanted': { value: 'produksi.kemasan' } }, '/facts/need.wanted/value NotOptions'],
      ['an unknown need', { 'need.wanted': { value: ['kaya'] } }, '/facts/need.wanted/value NotOptions'],
      ['a region that is none', { 'owner.region': { value: ['35.07'] } }, '/facts/owner.region/value RegionUnknown'],
      ['a text with a line break', { 'migrant.country': { value: 'Malay\nsia' } }, '/facts/migrant.country/value NotText'],
      ['a text of 201 letters', { 'migrant.country': { value: 'a'.repeat(201) } }, '/facts/migrant.country/value NotText'],
      ['a bare value', { 'legality.nib': true }, '/facts/legality.nib FactShape'],
      ['a list as fact', { 'legality.nib': [true] }, '/facts/legality.nib FactShape'],
      ['a null as value', { 'legality.nib': { value: null } }, '/facts/legality.nib/value NotBoolean'],
      ['an unknown member', { 'legality.nib': { value: true, proof: 'foto' } }, '/facts/legality.nib/proof MemberUnknown'],
      ['a level beyond the owner', { 'legality.nib': { value: true, level: 'officer' } }, '/facts/legality.nib/level LevelNotAllowed'],
      ['a level that is none', { 'legality.nib': { value: true, level: 7 } }, '/facts/legality.nib/level LevelNotAllowed'],
      ['a source that is a number', { 'legality.nib': { value: true, source: 5 } }, '/facts/legality.nib/source NotText'],
      ['a source with U+0000', { 'legality.nib': { value: true, source: 'a\u0000b' } }, '/facts/legality.nib/source TextUnstorable'],
      ['no facts', {}, '/facts FactsCount'],
      ['101 facts', Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`x${index}`, null])), '/facts FactsCount'],
    ])('%s is refused', async (_, facts, fault) => {
      expect(await refusalOf(changeFacts(facts))).toEqual({ ...INVALID, faults: [fault] });
    });

    it('names every faulty fact at once', async () => {
      expect(
        await refusalOf(changeFacts({ 'business.kbli': { value: '10794' }, 'legality.nib': { value: 1, level: 'x', proof: 1 }, x: null })),
      ).toEqual({
        ...INVALID,
        faults: [
          '/facts/business.kbli/value KbliVersionMissing',
          '/facts/legality.nib/proof MemberUnknown',
          '/facts/legality.nib/value NotBoolean',
          '/facts/legality.nib/level LevelNotAllowed',
          '/facts/x FactUnknown',
        ],
      });
    });

    it('names the field of a correction as its body has it', async () => {
      const correct = (key: string, body: unknown) => people.owner.post(`/actors/${actorId}/facts/${key}/corrections`, body);
      expect(await refusalOf(correct('legality.nib', { fact: { value: 'ya' }, note: 'salah' }))).toEqual({
        ...INVALID,
        faults: ['/fact/value NotBoolean'],
      });
      expect(await refusalOf(correct('legality.nib', { fact: { value: false, level: 'registry' }, note: 'salah' }))).toEqual({
        ...INVALID,
        faults: ['/fact/level LevelNotAllowed'],
      });
      expect(await refusalOf(correct('business.luck', { fact: { value: true }, note: 'salah' }))).toEqual({
        ...INVALID,
        faults: ['/fact FactUnknown'],
      });
      expect(await refusalOf(correct('legality.nib', { fact: null, note: '' }))).toEqual({
        ...INVALID,
        faults: ['/fact isObject', '/note isLength'],
      });
      expect(await refusalOf(correct('legality.halal', { fact: { value: true }, note: 'salah' }))).toEqual({
        status: 404,
        code: 'FactMissing',
      });
    });
  });

  describe('in the form of a request', () => {
    afterEach(nothingIsSaved);

    const send = (body: string | undefined, type = 'application/json') =>
      people.owner.call<Problem>('POST', '/actors', body, { 'content-type': type });

    it.each([
      ['half an object', '{"name":', 400, 'JsonMalformed'],
      ['single quotes', "{'name': 'Contoh'}", 400, 'JsonMalformed'],
      ['nothing', '', 400, 'JsonMalformed'],
      ['a prototype', '{"__proto__":{"role":"admin"}}', 400, 'JsonMalformed'],
      ['a prototype deep inside', '{"facts":{"x":{"__proto__":{"value":1}}}}', 400, 'JsonMalformed'],
      ['a prototype of a constructor', '{"constructor":{"prototype":{"role":"admin"}}}', 400, 'JsonMalformed'],
      ['a megabyte', JSON.stringify({ name: 'a'.repeat(1_000_000) }), 413, 'BodyTooLarge'],
      ['a list', '[]', 422, 'BodyNotObject'],
      ['a list of bodies', '[{"name":"Contoh"}]', 422, 'BodyNotObject'],
      ['null', 'null', 422, 'BodyNotObject'],
      ['a number', '5', 422, 'BodyNotObject'],
      ['a text', '"Contoh"', 422, 'BodyNotObject'],
      ['a thousand lists in one another', `{"facts":{"x":${'['.repeat(1000)}${']'.repeat(1000)}}}`, 422, 'BodyTooDeep'],
      ['fifty thousand lists in one another', `${'['.repeat(45_000)}${']'.repeat(45_000)}`, 422, 'BodyNotObject'],
    ])('a body of %s is refused', async (_, body, status, code) => {
      expect(await refusalOf(send(body))).toMatchObject({ status, code });
    });

    it('is refused also when a key is to make it harmless to repeat', async () => {
      const body = `{"facts":{"x":${'['.repeat(20_000)}${']'.repeat(20_000)}}}`;
      expect(await refusalOf(people.owner.call('POST', '/actors', body, { 'idempotency-key': 'dalam' }))).toEqual({
        status: 422,
        code: 'BodyTooDeep',
      });
      expect(await refusalOf(people.owner.post('/actors', actorRequest(), { 'idempotency-key': 'dua kata' }))).toEqual({
        status: 422,
        code: 'IdempotencyKeyMalformed',
      });
    });

    it.each(['text/plain', 'application/xml', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', 'jenis aneh'])(
      'a body of type %s is refused',
      async (type) => {
        expect(await refusalOf(send(JSON.stringify(actorRequest()), type))).toEqual({ status: 415, code: 'MediaTypeUnsupported' });
      },
    );

    it('an unknown address is refused', async () => {
      expect(await refusalOf(people.owner.get('/nowhere'))).toEqual({ status: 404, code: 'RouteUnknown' });
      expect(await refusalOf(people.owner.get('/actors/%zz'))).toEqual({ status: 400, code: 'AddressMalformed' });
      expect(await refusalOf(people.owner.call('PUT', '/actors', {}))).toEqual({ status: 404, code: 'RouteUnknown' });
    });

    it('an unknown or malformed credential is refused', async () => {
      for (const authorization of ['Bearer x', `Bearer sbs_${'a'.repeat(43)}`, `Bearer sbk_${'a'.repeat(43)}`, 'Basic YTpi', 'Bearer']) {
        expect(await refusalOf(system.anybody.get('/me', { authorization }))).toEqual({ status: 401, code: 'CredentialsMissing' });
      }
    });
  });

  describe('in ids, cursors and versions', () => {
    afterEach(nothingIsSaved);

    const NO_UUIDS = ['1', 'null', "' or true --", '0193a1b2-0000-7000-8000-00000000000g', `${UNKNOWN_ID}0`, '%00', '..%2f..'];

    it.each(NO_UUIDS)('the id %s names nothing', async (id) => {
      expect(await refusalOf(people.owner.get(`/actors/${id}`))).toEqual({ status: 404, code: 'IdUnknown' });
      expect(await refusalOf(people.officer.get(`/matches/${id}/history`))).toEqual({ status: 404, code: 'IdUnknown' });
      expect(await refusalOf(people.partner.get(`/partner/matches/${id}`))).toEqual({ status: 404, code: 'IdUnknown' });
    });

    it('an id of nobody is unknown everywhere', async () => {
      const at = UNKNOWN_ID;
      const calls: [Promise<Answer<Problem>>, string][] = [
        [people.owner.get(`/actors/${at}`), 'ActorUnknown'],
        [people.owner.patch(`/actors/${at}`, { name: 'Contoh' }), 'ActorUnknown'],
        [people.owner.patch(`/actors/${at}/facts`, { facts: { 'legality.nib': { value: true } } }), 'ActorUnknown'],
        [people.owner.get(`/actors/${at}/facts/legality.nib/history`), 'ActorUnknown'],
        [people.owner.get(`/actors/${at}/suggestions`), 'ActorUnknown'],
        [people.owner.get(`/actors/${actorId}/suggestions/tidak-ada`), 'OfferUnknown'],
        [people.owner.delete(`/actors/${actorId}/consents/${at}`), 'ConsentUnknown'],
        [people.owner.post('/matches', { actorId: at, offerSlug: people.slug }), 'ActorUnknown'],
        [people.owner.post('/matches', { actorId, offerSlug: 'tidak-ada' }), 'OfferUnknown'],
        [people.officer.post(`/matches/${at}/decision`, { decision: 'approved' }), 'MatchUnknown'],
        [people.officer.post(`/matches/${at}/undo`), 'MatchUnknown'],
        [people.partner.post(`/partner/matches/${at}/answer`, { status: 'accepted' }), 'MatchUnknown'],
        [people.partner.get(`/webhook-endpoints/${at}`), 'EndpointUnknown'],
        [people.partner.get(`/deliveries/${at}/attempts`), 'DeliveryUnknown'],
        [people.partner.post(`/deliveries/${at}/resend`), 'DeliveryUnknown'],
        [people.admin.post(`/dead-rows/${at}/replay`), 'DeadRowUnknown'],
        [people.admin.post(`/institutions/${at}/api-keys`, { name: 'kunci' }), 'InstitutionUnknown'],
        [people.admin.delete(`/institutions/${at}/api-keys/${at}`), 'ApiKeyUnknown'],
        [people.admin.put('/offers/tidak-ada/status', { status: 'paused' }), 'OfferUnknown'],
        [people.admin.get('/offers/%00'), 'IdUnknown'],
        [people.owner.get(`/actors/${actorId}/facts/%00/history`), 'IdUnknown'],
        [people.admin.post(`/offers/${people.slug}/versions/99/publication`), 'OfferUnknown'],
        [people.admin.post(`/offers/${people.slug}/versions/-1/publication`), 'IdUnknown'],
        [people.admin.post(`/offers/${people.slug}/versions/satu/publication`), 'IdUnknown'],
        [people.admin.post(`/offers/${people.slug}/versions/99999999999999/publication`), 'IdUnknown'],
      ];
      const answers = await Promise.all(calls.map(([call]) => refusalOf(call)));
      expect(answers).toEqual(calls.map(([, code]) => ({ status: 404, code })));
    });

    it('ids of nobody inside a body are refused at their field', async () => {
      const at = UNKNOWN_ID;
      const consent = { purpose: 'sharing', institutionId: at, textVersion: '1', channel: 'web' };
      expect(await refusalOf(people.owner.post(`/actors/${actorId}/consents`, consent))).toEqual({
        ...INVALID,
        faults: ['/institutionId InstitutionUnknown'],
      });
      expect(await refusalOf(people.officer.put(`/matches/${matchId}/assignee`, { assigneeId: at }))).toEqual({
        ...INVALID,
        faults: ['/assigneeId AssigneeUnknown'],
      });
      const offer = { slug: 'milik-siapa', institutionId: at, document: offerDocument() };
      expect(await refusalOf(people.admin.post('/offers', offer))).toEqual({ ...INVALID, faults: ['/institutionId InstitutionUnknown'] });
      expect(await refusalOf(people.partner.get(`/events?after=${at}`))).toEqual({ ...INVALID, faults: ['/after CursorUnknown'] });
    });

    it.each([
      ['limit=0', '/limit min'],
      ['limit=-1', '/limit isInt'],
      ['limit=101', '/limit max'],
      ['limit=99999999999999999999', '/limit max'],
      ['limit=ten', '/limit isInt'],
      ['limit=1.5', '/limit isInt'],
      ['limit=', '/limit isInt'],
      ['limit=1&limit=2', '/limit isInt'],
      ['limit[x]=1', '/limit[x] whitelistValidation'],
      ['after=last', '/after isUuid'],
      ['after=', '/after isUuid'],
      ['after=%00', '/after TextUnstorable'],
      ['page=2', '/page whitelistValidation'],
      ['__proto__=1', '/__proto__ whitelistValidation'],
      ['constructor=1', '/constructor whitelistValidation'],
    ])('a list asked for with %s is refused', async (query, fault) => {
      for (const path of ['/actors', '/matches']) {
        expect(await refusalOf(people.officer.get(`${path}?${query}`))).toEqual({ ...INVALID, faults: [fault] });
      }
      for (const path of ['/partner/matches', '/events']) {
        expect(await refusalOf(people.partner.get(`${path}?${query}`))).toEqual({ ...INVALID, faults: [fault] });
      }
    });

    it.each([
      ['/actors?status=gone', '/status isIn'],
      ['/actors?status=', '/status isIn'],
      ['/actors?status=draft&status=active', '/status isIn'],
      ['/matches?state=gone', '/state isIn'],
      ['/matches?state=', '/state isIn'],
      ['/matches?kind=lottery', '/kind isIn'],
      ['/matches?verdict=maybe', '/verdict isIn'],
      ['/matches?assignee=you', '/assignee isIn'],
      ['/matches?reviewNeeded=1', '/reviewNeeded isBoolean'],
      ['/matches?regionCode[]=35', '/regionCode[] whitelistValidation'],
      ['/offers?status=secret', '/status isIn'],
      [`/offers?after=${'a'.repeat(65)}`, '/after maxLength'],
      ['/kbli?version=2015', '/version isIn'],
      ['/regions?parent=35&parent=36', '/parent isString'],
      ['/actors?regionCode=35%00', '/regionCode TextUnstorable'],
    ])('%s is refused', async (path, fault) => {
      expect(await refusalOf(people.officer.get(path))).toEqual({ ...INVALID, faults: [fault] });
    });

    it.each(['3', '"three"', '"-1"', '"3", "4"', '""', '"99999999999999999999"'])(
      'the version %s in If-Match is refused',
      async (version) => {
        const refused = { status: 412, code: 'IfMatchMalformed' };
        expect(await refusalOf(people.owner.patch(`/actors/${actorId}`, { name: 'Contoh' }, { 'if-match': version }))).toEqual(refused);
        expect(
          await refusalOf(people.officer.post(`/matches/${matchId}/decision`, { decision: 'approved' }, { 'if-match': version })),
        ).toEqual(refused);
        expect(await refusalOf(people.officer.put(`/matches/${matchId}/assignee`, { assigneeId: null }, { 'if-match': version }))).toEqual(
          refused,
        );
      },
    );
  });
});
