/** Days of Excel's calendar, which begins on 30 December 1899. */
function ofSerial(serial: number): string {
  return new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * 86_400_000).toISOString().slice(0, 10);
}

/** `2001-12-31`, `31/12/2001`, `31-12-2001`, with or without a time, or the number that a spreadsheet keeps of a day. */
export function dayOf(text: string): string | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/.exec(text);
  const local = /^(\d{1,2})[/\-.](\d{1,2})[/\-.](\d{4})(?: .*)?$/.exec(text);
  if (/^\d{4,5}(\.\d+)?$/.test(text) && Number(text) > 2_958) return ofSerial(Number(text));
  const parts = iso ? [iso[1], iso[2], iso[3]] : local ? [local[3], local[2], local[1]] : null;
  if (!parts) return null;
  const day = parts.map((part) => part!.padStart(2, '0')).join('-');
  return new Date(`${day}T00:00:00Z`).toString() !== 'Invalid Date' && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day) ? day : null; // prettier-ignore
}

/** Whole numbers as people write them: `12.500.000`, `Rp 12.500.000,00`, `12,500,000`, `12500000.0`. */
export function wholeOf(text: string): number | null {
  const digits = text.replace(/^rp\.?\s*/i, '').replace(/([.,]\d{1,2})$/, (end) => (/^[.,]0+$/.test(end) ? '' : end));
  const isWhole = /^\d+$/.test(digits) || /^\d{1,3}([.,]\d{3})+$/.test(digits);
  const value = Number(digits.replaceAll(/[.,]/g, ''));
  return isWhole && Number.isSafeInteger(value) ? value : null;
}
