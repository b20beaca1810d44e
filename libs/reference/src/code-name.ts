import { CREDITS, ROLES } from './code-lists';
import { FACTS } from './facts';
import { kbli, KBLI_VERSIONS, KbliVersion } from './kbli';
import { NEEDS } from './needs';
import { regions } from './regions';
import { Text } from './text';

const asIs = (name: string): Text => ({ id: name, en: name });

/** Programmes that overlap rules name and no list of facts holds. */
const PROGRAMMES = {
  umi: asIs('UMi'), bpum: asIs('BPUM'), sehati: asIs('SEHATI'), mekaar: asIs('PNM Mekaar'), ojir: asIs('OJIR'), 'tkm-lanjutan': asIs('TKM Lanjutan'),
}; // prettier-ignore

const LISTED: ReadonlyMap<string, Text> = new Map([
  ...Object.entries(PROGRAMMES),
  ...Object.entries(FACTS['programme.completed']!.options ?? {}),
  ...Object.entries(CREDITS),
  ...Object.entries(ROLES),
  ...NEEDS.map(({ code, label }): [string, Text] => [code, label]),
]);

/** A title with its code, as people look either up; of a class that stands for all below it, the code alone. */
function kbliName(text: string): Text | undefined {
  const [version, code] = text.split(':');
  if (!code || !KBLI_VERSIONS.includes(version as KbliVersion)) return undefined;
  const title = kbli(version as KbliVersion).get(code);
  return asIs(title ? `${title} (KBLI ${version}: ${code})` : `KBLI ${version}: ${code}`);
}

/** What a region, need, kind of actor, programme or line of business is called; any other code, as it is. */
export function codeName(code: string): Text {
  const region = regions().get(code);
  if (region !== undefined) return asIs(region);
  if (code === '*') return { id: 'Seluruh wilayah', en: 'Everywhere' };
  return LISTED.get(code) ?? kbliName(code) ?? asIs(code);
}
