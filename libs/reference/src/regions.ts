import { readCsv } from './data-files';
import { Checked, refused, shortened } from './text';

/** Kemendagri code with dots: `35` province, `35.07` regency or city, `35.07.01` kecamatan, `35.07.01.2001` village. */
export interface Region {
  code: string;
  name: string;
}

/** 1 province, 2 regency or city, 3 kecamatan, 4 village. */
export const regionLevel = (code: string): number => code.split('.').length;

export const parentRegion = (code: string): string | null => (code.includes('.') ? code.slice(0, code.lastIndexOf('.')) : null);

/** Whether `code` lies in `area`, or is it. */
export const inRegion = (code: string, area: string): boolean => code === area || code.startsWith(`${area}.`);

let names: ReadonlyMap<string, string> | undefined;

/** All 91,599 regions of Kepmendagri 300.2.2-2430/2025, by code. Read once, on first use. */
export function regions(): ReadonlyMap<string, string> {
  names ??= new Map(readCsv('regions.csv').map(([code, name]) => [code!, name!]));
  return names;
}

/** A place as people tell it from others: villages of one regency share names, and so do a kecamatan and its village. */
export function placeName(code: string): string {
  const name = regions().get(code);
  if (name === undefined) return code;
  const level = regionLevel(code);
  if (level === 4) return `${name}, ${placeName(parentRegion(code)!)}`;
  return level === 3 ? `Kec. ${name}` : name;
}

let children: Map<string, Region[]> | undefined;

/** The regions just below one, by name; the provinces for null. Sorted into families once, on first use. */
export function childRegions(parent: string | null): readonly Region[] {
  if (!children) {
    children = new Map();
    for (const [code, name] of regions()) {
      const family = parentRegion(code) ?? '';
      const siblings = children.get(family);
      if (siblings) siblings.push({ code, name });
      else children.set(family, [{ code, name }]);
    }
    for (const siblings of children.values()) siblings.sort((a, b) => (a.name < b.name ? -1 : 1));
  }
  return children.get(parent ?? '') ?? [];
}

/** Centroids of Malang Raya's 471 villages, WGS 84 degrees. */
export const villageCentroids = (): { code: string; lat: number; lng: number }[] =>
  readCsv('malang-raya-centroids.csv').map(([code, lat, lng]) => ({ code: code!, lat: Number(lat), lng: Number(lng) }));

const LEVEL_NAMES = [
  { id: 'provinsi', en: 'a province' },
  { id: 'kabupaten/kota', en: 'a regency or city' },
  { id: 'kecamatan', en: 'a kecamatan' },
  { id: 'desa/kelurahan', en: 'a village' },
];

/** @param minLevel the coarsest level that will do, 1 to 4 */
export function checkRegion(text: string, minLevel = 1): Checked {
  const code = text.trim();
  if (!regions().has(code)) {
    return refused(
      'RegionUnknown',
      `Kode wilayah ${shortened(code)} tidak ada. Pakai kode Kemendagri bertitik, contoh 35.07.01.2001.`,
      `There is no region ${shortened(code)}. Use the Kemendagri code with dots, such as 35.07.01.2001.`,
    );
  }
  if (regionLevel(code) < minLevel) {
    const finer = LEVEL_NAMES.slice(minLevel - 1);
    return refused(
      'RegionTooCoarse',
      `Wilayah ${code} terlalu luas. Pilih ${finer.map(({ id }) => id).join(' atau ')}.`,
      `Region ${code} is too large. Choose ${finer.map(({ en }) => en).join(' or ')}.`,
    );
  }
  return { ok: true, value: code };
}
