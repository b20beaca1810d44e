import { readCsv } from './data-files';
import { Checked, refused, shortened } from './text';

/** The two editions are different tables: Peraturan BPS 2/2020 and 7/2025. A bare code means nothing. */
export const KBLI_VERSIONS = ['2020', '2025'] as const;
export type KbliVersion = (typeof KBLI_VERSIONS)[number];

const editions = new Map<KbliVersion, ReadonlyMap<string, string>>();

/** Titles by five-digit code. Read once, on first use. */
export function kbli(version: KbliVersion): ReadonlyMap<string, string> {
  let edition = editions.get(version);
  if (!edition) {
    edition = new Map(readCsv(`kbli-${version}.csv`).map(([code, title]) => [code!, title!]));
    editions.set(version, edition);
  }
  return edition;
}

/** Accepts `version:code`, such as `2025:10794`. */
export function checkKbli(text: string): Checked {
  const [version, code, ...rest] = text.trim().split(':');
  if (!code || rest.length > 0 || !(KBLI_VERSIONS as readonly string[]).includes(version!)) {
    return refused(
      'KbliVersionMissing',
      'Tulis edisi dan kode KBLI, contoh 2025:10794.',
      'Write the KBLI edition and code, such as 2025:10794.',
    );
  }
  if (!kbli(version as KbliVersion).has(code)) {
    return refused(
      'KbliUnknown',
      `Kode ${shortened(code)} tidak ada di KBLI ${version}. Cari di /api/v1/kbli?version=${version}.`,
      `KBLI ${version} has no code ${shortened(code)}. Search /api/v1/kbli?version=${version}.`,
    );
  }
  return { ok: true, value: `${version}:${code}` };
}
