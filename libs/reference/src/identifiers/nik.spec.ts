import * as fc from 'fast-check';
import { regions } from '../regions';
import { checkFamilyCard, checkNik } from './nik';

const TODAY = '2026-11-22';
const check = (text: string, allowTestSerial = false) => checkNik(text, { today: TODAY, allowTestSerial });
const codeOf = (text: string) => {
  const checked = check(text);
  return checked.ok ? 'ok' : checked.reason.code;
};

describe('a NIK', () => {
  it('says where it was issued, when its holder was born, and the sex', () => {
    expect(check('3507011708850001')).toEqual({
      ok: true,
      value: { nik: '3507011708850001', birthDate: '1985-08-17', sex: 'male', region: '35.07.01' },
      warnings: [],
    });
  });

  it('adds 40 to the day of a woman', () => {
    expect(check('3573054107900002')).toEqual({
      ok: true,
      value: { nik: '3573054107900002', birthDate: '1990-07-01', sex: 'female', region: '35.73.05' },
      warnings: [],
    });
  });

  it.each(['35.07.01-170885-0001', ' 3507 0117 0885 0001 ', '350701/170885/0001', '3507011708850001\n'])(
    'is read through separators: %j',
    (text) => {
      expect(check(text)).toEqual(check('3507011708850001'));
    },
  );

  it.each<[string, string, string]>([
    ['fifteen digits', '350701170885000', 'NikLength'],
    ['seventeen digits', '35070117088500011', 'NikLength'],
    ['a letter', '350701170885000O', 'NikLength'],
    ['nothing', '', 'NikLength'],
    ['digits of another script', '٣٥٠٧٠١١٧٠٨٨٥٠٠٠١', 'NikLength'],
    ['an unknown province', '0007011708850001', 'NikRegion'],
    ['an unknown regency of a known province', '3599011708850001', 'NikRegion'],
    ['day 0', '3507010008850001', 'NikDate'],
    ['day 32', '3507013208850001', 'NikDate'],
    ['day 40, which is no woman either', '3507014008850001', 'NikDate'],
    ['day 72', '3507017208850001', 'NikDate'],
    ['day 81, a second 40', '3507018108850001', 'NikDate'],
    ['month 13', '3507011713850001', 'NikDate'],
    ['month 0', '3507011700850001', 'NikDate'],
    ['30 February', '3507013002850001', 'NikDate'],
    ['31 April of a woman', '3507017104850001', 'NikDate'],
    ['29 February of a common year', '3507012902850001', 'NikDate'],
    ['serial 0000', '3507011708850000', 'NikSerial'],
  ])('is refused for %s', (_, text, code) => {
    expect(codeOf(text)).toBe(code);
  });

  it.each([
    ['3507012902840001', '1984-02-29'],
    ['3507016902040001', '2004-02-29'],
    ['3507012902000001', '2000-02-29'],
    ['3507017101850001', '1985-01-31'],
  ])('may carry a date that exists: %s', (text, birthDate) => {
    expect(check(text)).toMatchObject({ ok: true, value: { birthDate } });
  });

  it('of a kecamatan that no longer exists is accepted with a warning', () => {
    expect(check('3507991708850001')).toEqual({
      ok: true,
      value: { nik: '3507991708850001', birthDate: '1985-08-17', sex: 'male', region: '35.07.99' },
      warnings: [
        {
          code: 'NikOldKecamatan',
          id: 'Kode kecamatan di NIK sudah tidak dipakai. Biarkan jika sama dengan KTP.',
          en: 'The kecamatan code in the NIK is no longer used. Leave it if it matches the ID card.',
        },
      ],
    });
  });

  it('may end in 0000, which is never issued, only where test data are allowed', () => {
    expect(check('3507011708850000', true)).toMatchObject({ ok: true, value: { nik: '3507011708850000' } });
  });

  it.each<[string, string, string | null]>([
    ['is fifteen today', '221111', '2011-11-22'],
    ['will be fifteen tomorrow; as much over a century is plausible', '231116', '1916-11-23'],
    ['would be fourteen, or 114', '231111', null],
    ['is 110 today', '221116', '1916-11-22'],
    ['was born in this century', '170805', '2005-08-17'],
    ['was born in the last one', '170830', '1930-08-17'],
    ['was born in 2026 or in 1926', '170826', '1926-08-17'],
  ])('has the century that makes its holder 15 to 110: one who %s', (_, date, birthDate) => {
    const checked = check(`350701${date}0001`);
    expect(checked.ok ? checked.value.birthDate : null).toBe(birthDate);
  });

  it('is read back from any regency, birth date and sex that make one', () => {
    const regencies = [...regions().keys()].filter((code) => code.length === 5);
    const born = fc.integer({ min: Date.UTC(1930, 0, 1) / 86_400_000, max: Date.UTC(2010, 11, 31) / 86_400_000 });
    fc.assert(
      fc.property(fc.constantFrom(...regencies), born, fc.boolean(), fc.integer({ min: 1, max: 9999 }), (regency, day, isWoman, serial) => {
        const birthDate = new Date(day * 86_400_000).toISOString().slice(0, 10);
        const [year, month, date] = birthDate.split('-') as [string, string, string];
        const digits = `${Number(date) + (isWoman ? 40 : 0)}`.padStart(2, '0') + month + year.slice(2);
        const nik = `${regency.replace('.', '')}01${digits}${String(serial).padStart(4, '0')}`;
        expect(check(nik)).toMatchObject({
          ok: true,
          value: { nik, birthDate, sex: isWoman ? 'female' : 'male', region: `${regency}.01` },
        });
      }),
    );
  });
});

describe('a family card number', () => {
  it('is sixteen digits, of which only the number is checked', () => {
    expect(checkFamilyCard('3507 0199 9999 0001')).toEqual({ ok: true, value: '3507019999990001' });
  });

  it.each(['350701999999000', '35070199999900011', '350701999999000a', ''])('is not %j', (text) => {
    expect(checkFamilyCard(text)).toMatchObject({ ok: false, reason: { code: 'FamilyCardLength' } });
  });
});
