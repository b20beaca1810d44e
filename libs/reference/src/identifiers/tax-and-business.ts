import { regions } from '../regions';
import { Checked, refused } from '../text';
import { digitsOf, isDigits, passesLuhn, regencyCode } from './digits';
import { checkNik, NikOptions } from './nik';

/**
 * NPWP: a person's is the NIK, any other is `0` + the 15 digits used before 2024, whose first nine pass Luhn.
 * A NITKU (22 digits) names a branch of the first 16.
 * @returns the 16-digit form
 */
export function checkNpwp(text: string, options: NikOptions): Checked {
  const written = digitsOf(text);
  const sixteen = isDigits(written, 15) ? `0${written}` : isDigits(written, 22) ? written.slice(0, 16) : written;
  if (!isDigits(sixteen, 16)) {
    return refused(
      'NpwpLength',
      'NPWP harus 15 atau 16 angka. Salin dari kartunya.',
      'An NPWP has 15 or 16 digits. Copy it from the card.',
    );
  }
  if (/^0+$/.test(sixteen)) {
    return refused(
      'NpwpZero',
      'NPWP ini nol semua. Kosongkan jika belum punya NPWP.',
      'This NPWP is all zeros. Leave it empty if you have none.',
    );
  }
  if (!sixteen.startsWith('0')) {
    const nik = checkNik(sixteen, options);
    return nik.ok ? { ok: true, value: sixteen } : nik;
  }
  return passesLuhn(sixteen.slice(1, 10))
    ? { ok: true, value: sixteen }
    : refused(
        'NpwpCheckDigit',
        'Ada angka NPWP yang salah. Salin lagi dari kartu.',
        'A digit of the NPWP is wrong. Copy it from the card again.',
      );
}

/** NIB (PP 5/2021): 13 digits without a public check digit. */
export function checkNib(text: string): Checked {
  const nib = digitsOf(text);
  return isDigits(nib, 13)
    ? { ok: true, value: nib }
    : refused('NibLength', 'NIB harus 13 angka, lihat di oss.go.id.', 'An NIB has 13 digits; see oss.go.id.');
}

const PIRT_VALID_YEARS = 5;

/**
 * P-IRT number `J KK PPKK UU NNNN-TT` (Peraturan BPOM 4/2024): packaging, food type, regency, product, maker, expiry year.
 * @param today `YYYY-MM-DD`
 */
export function checkPirt(text: string, today: string): Checked {
  const digits = digitsOf(text.replace(/^\s*P-?IRT(\s*No\.?)?:?/i, ''));
  if (!isDigits(digits, 15)) {
    return refused(
      'PirtLength',
      'Nomor P-IRT harus 15 angka, contoh 2063507010072-29.',
      'A P-IRT number has 15 digits, such as 2063507010072-29.',
    );
  }
  if (!/^[1-8]/.test(digits)) {
    return refused(
      'PirtPackaging',
      'Angka pertama P-IRT (kemasan) harus 1–8. Salin lagi dari sertifikat.',
      'The first digit of the P-IRT (packaging) is 1 to 8. Copy it from the certificate again.',
    );
  }
  if (!regions().has(regencyCode(digits.slice(3, 7)))) {
    return refused(
      'PirtRegion',
      'Angka 4–7 P-IRT bukan kode kabupaten/kota. Salin lagi dari sertifikat.',
      'Digits 4 to 7 of the P-IRT are no regency or city. Copy it from the certificate again.',
    );
  }
  const yearsLeft = Number(digits.slice(13)) - (Number(today.slice(0, 4)) % 100);
  if (yearsLeft < 0) {
    return refused(
      'PirtExpired',
      'P-IRT sudah habis masa berlakunya. Perpanjang lewat OSS.',
      'The P-IRT has expired. Renew it through OSS.',
    );
  }
  if (yearsLeft > PIRT_VALID_YEARS) {
    return refused(
      'PirtYear',
      'Dua angka akhir P-IRT (tahun) terlalu jauh. Salin lagi dari sertifikat.',
      'The last two digits of the P-IRT (year) are too far ahead. Copy it from the certificate again.',
    );
  }
  return { ok: true, value: `${digits.slice(0, 13)}-${digits.slice(13)}` };
}

/** Number of a cooperative (Permen KUKM 10/2016); no digit structure is published. Never a person's NIK. */
export function checkCooperativeNumber(text: string): Checked {
  const number = digitsOf(text);
  return /^[0-9A-Za-z]{6,16}$/.test(number)
    ? { ok: true, value: number }
    : refused(
        'CooperativeNumberShape',
        'NIK Koperasi berisi 6–16 angka atau huruf. Salin dari sertifikatnya.',
        'A NIK Koperasi has 6 to 16 digits or letters. Copy it from its certificate.',
      );
}

/** Account numbers of Indonesian banks have 8 to 16 digits; no check digit is common to them. */
export function checkBankAccount(text: string): Checked {
  const written = digitsOf(text);
  if (/^\d{8,16}$/.test(written)) return { ok: true, value: written };
  return refused('BankAccountLength', 'Nomor rekening 8–16 angka. Salin dari buku tabungan.', 'An account number has 8 to 16 digits. Copy it from the passbook.'); // prettier-ignore
}
