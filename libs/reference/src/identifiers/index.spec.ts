import { Checked, Reason } from '../text';
import { checkIdentifier, IDENTIFIER_KINDS, IdentifierKind } from './index';

const OPTIONS = { today: '2026-11-22' };

/** By kind: a good one as written, the same in its canonical form, and bad ones, one for each reason. */
const EXAMPLES: Record<IdentifierKind, [string, string, string[]]> = {
  nik: ['35.07.01-170885-0001', '3507011708850001', ['35', '9907011708850001', '3507013208850001', '3507011708850000']],
  familyCard: ['3507 0117 0885 0001', '3507011708850001', ['35']],
  npwp: ['01.312.166.0-651.000', '0013121660651000', ['01', '013121661651000', '0'.repeat(16)]],
  nib: ['1234 5678 90123', '1234567890123', ['1']],
  pirt: [
    'P-IRT 206350701007229',
    '2063507010072-29',
    ['1', '9063507010072-29', '2069907010072-29', '2063507010072-25', '2063507010072-32'],
  ],
  cooperativeNumber: ['3573.0101', '35730101', ['1']],
  bankAccount: ['1234-567-890', '1234567890', ['1234567']],
  phone: ['0812-3456-7890', '+6281234567890', ['0812']],
  kbli: [' 2025:10794', '2025:10794', ['10794', '2025:99999']],
  region: ['35.07 ', '35.07', ['3507']],
};
/** What a reason says to do. */
const FIX = {
  id: /\b(salin|periksa|perpanjang|kosongkan|tulis|cari|pakai|pilih|lihat|contoh)\b/i,
  en: /\b(copy|check|renew|leave|write|search|use|choose|see|such as|example)\b/i,
};

const named = IDENTIFIER_KINDS.map((kind): [IdentifierKind, ...(typeof EXAMPLES)[IdentifierKind]] => [kind, ...EXAMPLES[kind]]);

describe.each(named)('an identifier of the kind %s', (kind, written, canonical, wrong) => {
  const reasons = wrong
    .map((text) => checkIdentifier(kind, text, OPTIONS))
    .flatMap((checked: Checked) => (checked.ok ? [] : [checked.reason]));

  it('is given back in its canonical form, which is its own', () => {
    expect(checkIdentifier(kind, written, OPTIONS)).toMatchObject({ ok: true, value: canonical });
    expect(checkIdentifier(kind, canonical, OPTIONS)).toMatchObject({ ok: true, value: canonical });
  });

  it('is refused with a reason of its own each time, that says in both languages what to do', () => {
    expect(new Set(reasons.map(({ code }) => code)).size).toBe(wrong.length);
    const withoutFix = reasons.filter(({ id, en }: Reason) => !FIX.id.test(id) || !FIX.en.test(en));
    expect(withoutFix).toEqual([]);
  });

  it.each(['', ' ', '\u0000', '__proto__', '💥', 'x'.repeat(1_000_000), '0'.repeat(1_000_000)])(
    'is refused without ado for what nobody would write',
    (text) => {
      const checked = checkIdentifier(kind, text, OPTIONS);
      expect(checked.ok ? 'accepted' : checked.reason.id.length < 200 && checked.reason.en.length < 200).toBe(true);
    },
  );
});
