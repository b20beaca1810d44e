import { childRegions, regionLevel, regions } from '@sambung/reference';

/** Names of one place from the province down; a Kemendagri code in the last one that is filled says it all. */
export type PlaceNames = readonly (string | undefined)[];

const plain = (name: string): string =>
  name
    .toUpperCase()
    .replace(/^(PROVINSI|PROV\.?|KECAMATAN|KEC\.?|KELURAHAN|KEL\.?|DESA|DS\.?) +/, '')
    .replace(/^KAB(UPATEN|\.)? +/, 'KABUPATEN ')
    .replaceAll(/[^A-Z0-9]/g, '');

const families = new Map<string, ReadonlyMap<string, string>>();

function childrenByName(parent: string | null): ReadonlyMap<string, string> {
  const key = parent ?? '';
  let names = families.get(key);
  if (!names) {
    names = new Map(childRegions(parent).map(({ code, name }) => [plain(name), code]));
    families.set(key, names);
  }
  return names;
}

/** `MALANG` may be the regency or the city: only with its kind is it one place. */
function childNamed(parent: string | null, name: string): string | undefined {
  const names = childrenByName(parent);
  const text = plain(name);
  const exact = names.get(text);
  if (exact || parent === null || regionLevel(parent) !== 1) return exact;
  const [regency, city] = [names.get(`KABUPATEN${text}`), names.get(`KOTA${text}`)];
  return regency && city ? undefined : (regency ?? city);
}

const LEVELS = 4;

/** The regency or city in which names begin that begin with a kecamatan; null where the country is meant. */
const startOf = ([province, regency]: PlaceNames, territory: string | null): string | null =>
  territory === null || regionLevel(territory) < 2 || province || regency ? null : territory.split('.').slice(0, 2).join('.');

/**
 * The code of a place that is told by names, as fine as they go.
 * @param territory of the office whose table it is: names that begin with a kecamatan begin there
 * @returns the place in the list of the name that is not known, or of the first that is missing before a finer one
 */
export function placeOf(names: PlaceNames, territory: string | null = null): { code: string } | { unknownAt: number } {
  const finest = names.findLastIndex((name) => name);
  if (finest < 0) return { unknownAt: 0 };
  if (regions().has(names[finest]!)) return { code: names[finest]! };
  let code = startOf(names, territory);
  for (let level = code ? 2 : 0; level < LEVELS && level <= finest; level += 1) {
    const child: string | undefined = names[level] ? childNamed(code, names[level]!) : undefined;
    if (!child) return { unknownAt: level };
    code = child;
  }
  return { code: code! };
}
