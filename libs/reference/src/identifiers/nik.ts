import { regions } from '../regions';
import { Checked, Reason, refused } from '../text';
import { digitsOf, isDigits, regencyCode } from './digits';

/** What a NIK says of its holder. `region` is where it was first issued, not where the person lives now. */
export interface Nik {
  nik: string;
  birthDate: string;
  sex: 'female' | 'male';
  region: string;
}

export interface NikOptions {
  /** Today, `YYYY-MM-DD`; decides the century of the two-digit year. */
  today: string;
  /** Serial 0000 is never issued: demo and test data use it, production refuses it. */
  allowTestSerial?: boolean;
}

const OLD_KECAMATAN: Reason = {
  code: 'NikOldKecamatan',
  id: 'Kode kecamatan di NIK sudah tidak dipakai. Biarkan jika sama dengan KTP.',
  en: 'The kecamatan code in the NIK is no longer used. Leave it if it matches the ID card.',
};
const YOUNGEST = 15;
const OLDEST = 110;

const pad = (value: number): string => String(value).padStart(2, '0');

function exists(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** The two-digit year leaves the century open: take the one that makes a plausible age. */
function birthDate(yearDigits: number, month: number, day: number, today: string): string | null {
  const thisYear = Number(today.slice(0, 4));
  const plausible = [2000 + yearDigits, 1900 + yearDigits].find((year) => {
    const birthday = `${pad(month)}-${pad(day)}`;
    const age = thisYear - year - (today.slice(5) < birthday ? 1 : 0);
    return age >= YOUNGEST && age <= OLDEST && exists(year, month, day);
  });
  return plausible === undefined ? null : `${plausible}-${pad(month)}-${pad(day)}`;
}

/**
 * Checks shape and inner consistency of a NIK (UU 24/2013; `PPKKCC DDMMYY SSSS`, day + 40 for women), never whether
 * it is genuine. An unknown kecamatan is a warning only: districts split and people move.
 */
export function checkNik(text: string, { today, allowTestSerial = false }: NikOptions): Checked<Nik> {
  const nik = digitsOf(text);
  if (!isDigits(nik, 16))
    return refused('NikLength', 'NIK harus 16 angka. Salin dari KTP.', 'A NIK has 16 digits. Copy it from the ID card.');
  const regency = regencyCode(nik);
  if (!regions().has(regency)) {
    return refused(
      'NikRegion',
      'Empat angka awal NIK bukan kode kabupaten/kota. Salin lagi dari KTP.',
      'The first four digits of the NIK are no regency or city. Copy it from the ID card again.',
    );
  }
  const dayDigits = Number(nik.slice(6, 8));
  const born = birthDate(Number(nik.slice(10, 12)), Number(nik.slice(8, 10)), dayDigits % 40, today);
  if (!born || dayDigits > 71) {
    return refused(
      'NikDate',
      'Tanggal lahir di dalam NIK (angka 7–12) tidak mungkin. Periksa lagi.',
      'The birth date in the NIK (digits 7–12) cannot be. Please check.',
    );
  }
  if (nik.endsWith('0000') && !allowTestSerial) {
    return refused(
      'NikSerial',
      'Empat angka akhir NIK tidak boleh 0000. Salin lagi dari KTP.',
      'The last four digits of the NIK cannot be 0000. Copy it from the ID card again.',
    );
  }
  const kecamatan = `${regency}.${nik.slice(4, 6)}`;
  const warnings = regions().has(kecamatan) ? [] : [OLD_KECAMATAN];
  const sex = dayDigits > 40 ? 'female' : 'male';
  return { ok: true, value: { nik, birthDate: born, sex, region: kecamatan }, warnings };
}

/** KK numbers share the shape of a NIK, but the date is that of issue: shape only. */
export function checkFamilyCard(text: string): Checked {
  const number = digitsOf(text);
  return isDigits(number, 16)
    ? { ok: true, value: number }
    : refused(
        'FamilyCardLength',
        'Nomor KK harus 16 angka. Salin dari Kartu Keluarga.',
        'A family card number has 16 digits. Copy it from the family card.',
      );
}
