import { readFileSync } from 'node:fs';
import { dataFile } from './data-files';

/** Boundaries as SVG paths in one plane; neighbours share their points. */
export interface DrawnMap {
  width: number;
  height: number;
  areas: readonly { code: string; path: string }[];
}

let drawn: DrawnMap | undefined;

/** The 41 kecamatan of Malang Raya. Read once, on first use. */
export function malangRayaMap(): DrawnMap {
  drawn ??= JSON.parse(readFileSync(dataFile('malang-raya-map.json'), 'utf8')) as DrawnMap;
  return drawn;
}
