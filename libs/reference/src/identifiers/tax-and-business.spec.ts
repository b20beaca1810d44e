import { passesLuhn } from './digits';
import { checkCooperativeNumber, checkNib, checkNpwp, checkPirt } from './tax-and-business';

const TODAY = '2026-11-22';
const npwp = (text: string) => checkNpwp(text, { today: TODAY });
const codeOf = (checked: { ok: boolean; reason?: { code: string } }) => (checked.ok ? 'ok' : checked.reason!.code);

describe('an NPWP', () => {
  it.each(['013121660', '016090524', '013000666'])('of fifteen digits that begin with %s is turned into its sixteen digits', (nine) => {
    expect(npwp(`${nine}651000`)).toEqual({ ok: true, value: `0${nine}651000` });
    expect(npwp(`0${nine}651000`)).toEqual({ ok: true, value: `0${nine}651000` });
  });

  it('is read as it is printed', () => {
    expect(npwp('01.312.166.0-651.000')).toEqual({ ok: true, value: '0013121660651000' });
  });

  it('of a person is the NIK', () => {
    expect(npwp('3507011708850001')).toEqual({ ok: true, value: '3507011708850001' });
    expect(checkNpwp('3507011708850000', { today: TODAY, allowTestSerial: true })).toEqual({ ok: true, value: '3507011708850000' });
  });

  it('of a branch (NITKU, 22 digits) is that of its head', () => {
    expect(npwp('0013121660651000000001')).toEqual({ ok: true, value: '0013121660651000' });
    expect(npwp('3507011708850001000000')).toEqual({ ok: true, value: '3507011708850001' });
  });

  it.each<[string, string, string]>([
    ['one wrong digit', '013121661651000', 'NpwpCheckDigit'],
    ['two digits swapped', '0031121660651000', 'NpwpCheckDigit'],
    ['a wrong head of a branch', '0013121661651000000001', 'NpwpCheckDigit'],
    ['nothing but zeros, as forms of those who have none carry', '00.000.000.0-000.000', 'NpwpZero'],
    ['fourteen digits', '01312166065100', 'NpwpLength'],
    ['seventeen digits', '01312166065100012', 'NpwpLength'],
    ['letters', '01312166065100X', 'NpwpLength'],
    ['a NIK of no regency', '9907011708850001', 'NikRegion'],
    ['a NIK with an impossible date', '3507013208850001', 'NikDate'],
    ['a NIK that is never issued', '3507011708850000', 'NikSerial'],
  ])('is refused for %s', (_, text, code) => {
    expect(codeOf(npwp(text))).toBe(code);
  });

  it('has a check digit that catches every single wrong digit', () => {
    const wrong = [...'013121660'].flatMap((digit, at) =>
      [...'0123456789'].filter((other) => other !== digit).map((other) => `013121660`.slice(0, at) + other + `013121660`.slice(at + 1)),
    );
    expect(wrong).toHaveLength(81);
    expect(wrong.filter(passesLuhn)).toEqual([]);
  });
});

describe('an NIB', () => {
  it.each(['1234567890123', ' 1234 5678 90123 ', '1234-5678-90123'])('is thirteen digits: %j', (text) => {
    expect(checkNib(text)).toEqual({ ok: true, value: '1234567890123' });
  });

  it.each(['123456789012', '12345678901234', '123456789012a', ''])('is not %j', (text) => {
    expect(codeOf(checkNib(text))).toBe('NibLength');
  });
});

describe('a P-IRT number', () => {
  const pirt = (text: string, today = TODAY) => checkPirt(text, today);

  it('of Purworejo that runs out in 2019 is valid until the end of that year', () => {
    expect(['2014-01-01', '2019-12-31'].map((today) => pirt('3063306010072-19', today))).toEqual([
      { ok: true, value: '3063306010072-19' },
      { ok: true, value: '3063306010072-19' },
    ]);
    expect([codeOf(pirt('3063306010072-19', '2020-01-01')), codeOf(pirt('3063306010072-19'))]).toEqual(['PirtExpired', 'PirtExpired']);
  });

  it.each([
    '2063507010072-29',
    'P-IRT 2063507010072-29',
    'PIRT No. 2063507010072-29',
    'P-IRT: 206350701007229',
    ' p-irt no 2 06 3507 01 0072 - 29 ',
  ])('is read as it is printed: %j', (text) => {
    expect(pirt(text)).toEqual({ ok: true, value: '2063507010072-29' });
  });

  it.each<[string, string, string]>([
    ['fourteen digits', '2063507010072-2', 'PirtLength'],
    ['sixteen digits', '2063507010072-299', 'PirtLength'],
    ['a letter', '2063507O10072-29', 'PirtLength'],
    ['packaging 0', '0063507010072-29', 'PirtPackaging'],
    ['packaging 9', '9063507010072-29', 'PirtPackaging'],
    ['no regency', '2069907010072-29', 'PirtRegion'],
    ['last year', '2063507010072-25', 'PirtExpired'],
    ['more than five years', '2063507010072-32', 'PirtYear'],
  ])('is refused for %s', (_, text, code) => {
    expect(codeOf(pirt(text))).toBe(code);
  });

  it('runs from this year to five years on', () => {
    expect(['26', '31'].map((year) => codeOf(pirt(`2063507010072-${year}`)))).toEqual(['ok', 'ok']);
  });
});

describe('a NIK Koperasi', () => {
  it.each([['3573.0101.0001', '357301010001'], ['ABC-123', 'ABC123'], ['1234567890123456', '1234567890123456']])('%j is %s', (text, value) => {
    expect(checkCooperativeNumber(text)).toEqual({ ok: true, value });
  }); // prettier-ignore

  it.each(['12345', '12345678901234567', 'AB#1234', ''])('is not %j', (text) => {
    expect(codeOf(checkCooperativeNumber(text))).toBe('CooperativeNumberShape');
  });
});
