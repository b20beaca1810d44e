import { checkKbli } from '../kbli';
import { checkRegion } from '../regions';
import { Checked } from '../text';
import { checkFamilyCard, checkNik, NikOptions } from './nik';
import { checkPhone } from './phone';
import { checkBankAccount, checkCooperativeNumber, checkNib, checkNpwp, checkPirt } from './tax-and-business';

/** Every kind of identifier that the service checks. */
export const IDENTIFIER_KINDS = [
  'nik',
  'familyCard',
  'npwp',
  'nib',
  'pirt',
  'cooperativeNumber',
  'bankAccount',
  'phone',
  'kbli',
  'region',
] as const;
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number];

/** Checks one identifier and returns its canonical form. Shape and consistency only, never authenticity. */
export function checkIdentifier(kind: IdentifierKind, text: string, options: NikOptions): Checked {
  switch (kind) {
    case 'nik': {
      const nik = checkNik(text, options);
      return nik.ok ? { ...nik, value: nik.value.nik } : nik;
    }
    case 'familyCard':
      return checkFamilyCard(text);
    case 'npwp':
      return checkNpwp(text, options);
    case 'nib':
      return checkNib(text);
    case 'pirt':
      return checkPirt(text, options.today);
    case 'cooperativeNumber':
      return checkCooperativeNumber(text);
    case 'bankAccount':
      return checkBankAccount(text);
    case 'phone':
      return checkPhone(text);
    case 'kbli':
      return checkKbli(text);
    case 'region':
      return checkRegion(text);
  }
}

export { checkNik, checkPhone, checkNpwp, checkNib, checkPirt, checkFamilyCard };
export type { NikOptions };
