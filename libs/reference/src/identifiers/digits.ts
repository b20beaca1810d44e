/** People write identifiers with spaces, dots and dashes; none of these carries meaning. */
export const digitsOf = (text: string): string => text.replace(/[\s.\-/]/g, '');

export const isDigits = (text: string, length: number): boolean => text.length === length && /^\d+$/.test(text);

/** Luhn check over a run of digits (ISO/IEC 7812-1 annex B). */
export function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const doubled = index % 2 === 1 ? Number(digit) * 2 : Number(digit);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

/** Kemendagri code of the regency or city behind four digits. */
export const regencyCode = (fourDigits: string): string => `${fourDigits.slice(0, 2)}.${fourDigits.slice(2, 4)}`;
