import { deriveFacts } from './derive-facts';

const TODAY = '2026-11-22';
type AnyFact = { value: unknown; level?: string; validUntil?: string | null };
const derived = (facts: Record<string, AnyFact>) => deriveFacts(facts, TODAY);

describe('the size of the business', () => {
  it('follows from the sales, with their evidence and end', () => {
    const sales = { value: 3_000_000_000, level: 'document', validUntil: '2027-06-30' };
    expect(derived({ 'business.turnover': sales, 'business.capital': { value: 1 } })).toEqual({
      'business.turnover': sales,
      'business.capital': { value: 1 },
      'business.size': { value: 'small', level: 'document', validUntil: '2027-06-30' },
    });
  });

  it('follows from the capital when the sales are unknown', () => {
    expect(derived({ 'business.capital': { value: 1_000_000_001 } })['business.size']).toEqual({ value: 'small' });
  });

  it('replaces one that was stated, since nobody may state it', () => {
    expect(derived({ 'business.turnover': { value: 1 }, 'business.size': { value: 'large' } })['business.size']).toEqual({
      value: 'micro',
    });
  });

  it.each<[string, unknown]>([
    ['straddle two bands', { min: 1, max: 3_000_000_000 }],
    ['are withdrawn', null],
    ['are no amount', 'three'],
  ])('stays unknown when the sales %s', (_, value) => {
    expect(derived({ 'business.turnover': { value } })).toEqual({ 'business.turnover': { value } });
  });
});

describe('a document', () => {
  it.each([
    ['legality.nib', 'legality.nibNumber', '1234567890123'],
    ['legality.npwp', 'legality.npwpNumber', '0013121660651000'],
    ['legality.cooperativeNumber', 'legality.cooperativeNumberValue', '35730101'],
  ])('%s is there when its number is', (document, number, value) => {
    const fact = { value, level: 'registry', validUntil: '2027-01-01' };
    expect(derived({ [number]: fact })).toEqual({ [number]: fact, [document]: { ...fact, value: true } });
  });

  it('that was stated, even as absent, is left as it is', () => {
    const facts = { 'legality.nib': { value: false, level: 'officer' }, 'legality.nibNumber': { value: '1234567890123' } };
    expect(derived(facts)).toEqual(facts);
  });

  it('is not there for a number that was withdrawn', () => {
    expect(derived({ 'legality.nibNumber': { value: null } })).toEqual({ 'legality.nibNumber': { value: null } });
  });

  it.each<[string | null | undefined, string]>([
    [undefined, '2029-12-31'],
    [null, '2029-12-31'],
    ['2035-01-01', '2029-12-31'],
    ['2027-06-30', '2027-06-30'],
  ])('P-IRT ends with the year in its number, or with its fact (%p)', (validUntil, ends) => {
    expect(derived({ 'legality.pirtNumber': { value: '2063507010072-29', validUntil } })['legality.pirt']).toEqual({
      value: true,
      validUntil: ends,
    });
  });
});

describe('the person', () => {
  const nik = { value: '3573054107900002', level: 'document' };

  it('has the birth date and the sex that the NIK says', () => {
    expect(derived({ 'owner.nik': nik })).toEqual({
      'owner.nik': nik,
      'owner.hasNik': { ...nik, value: true },
      'owner.birthDate': { value: '1990-07-01', level: 'document' },
      'owner.sex': { value: 'female', level: 'document' },
    });
  });

  it('has also what a NIK of test data says', () => {
    expect(derived({ 'owner.nik': { value: '3573054107900000' } })['owner.birthDate']).toEqual({ value: '1990-07-01' });
  });

  it('keeps what was stated', () => {
    const stated = {
      'owner.nik': nik,
      'owner.hasNik': { value: false },
      'owner.birthDate': { value: '1991-01-01' },
      'owner.sex': { value: 'male' },
    };
    expect(derived(stated)).toEqual(stated);
  });

  it.each<[unknown]>([['3573'], [3573054107900002], [null], [{ toString: 1 }]])('is unknown from what is no NIK: %j', (value) => {
    expect(derived({ 'owner.nik': { value } })).toEqual({ 'owner.nik': { value } });
  });
});

describe('deriving', () => {
  it('from nothing gives nothing, and from something changes it not', () => {
    const facts = { 'business.turnover': { value: 1 }, 'owner.nik': { value: '3573054107900002' } };
    const before = structuredClone(facts);
    expect([derived({}), Object.keys(derived(facts)).length, facts]).toEqual([{}, 6, before]);
  });
});
