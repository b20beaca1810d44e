import { maskedPhone } from '@sambung/profiles';

/** `+6281234567890` as people write it: 0812 3456 7890; what is masked of it stays so. */
export const writtenPhone = (phone: string): string => phone.replace(/^\+62/, '0').replace(/([\d•]{4})(?=[\d•])/g, '$1 ');

/** The same with its middle hidden. */
export const writtenMask = (phone: string): string => writtenPhone(maskedPhone(phone));
