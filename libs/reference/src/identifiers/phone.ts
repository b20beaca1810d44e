import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { Checked, refused } from '../text';

const INDONESIAN_MOBILE = /^\+628[1-9]\d{6,10}$/;

/** Whatever else starts with a digit is a number abroad without its plus; guessing would make it somebody else's. */
const COUNTRY_IS_CLEAR = /^\D*(\+|0|62|8)/;

/**
 * A phone number in E.164. Reads `0812…`, `62812…`, `+62 812-…`, and `812…` as spreadsheets leave it; numbers abroad
 * need `+` or `00` and their country code, as migrant workers have them.
 */
export function checkPhone(text: string): Checked {
  const written = text
    .trim()
    .replace(/^00\s*/, '+')
    .replace(/^62/, '+62');
  const number = COUNTRY_IS_CLEAR.test(written) ? parsePhoneNumberFromString(written, 'ID') : undefined;
  const valid = number && (number.number.startsWith('+628') ? INDONESIAN_MOBILE.test(number.number) : number.isValid());
  return valid
    ? { ok: true, value: number.number }
    : refused(
        'PhoneShape',
        'Nomor telepon tidak lengkap atau salah. Contoh 0812 3456 7890; nomor luar negeri +60 12 345 6789.',
        'The phone number is incomplete or wrong. Example: 0812 3456 7890; abroad +60 12 345 6789.',
      );
}
