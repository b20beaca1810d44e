import { FactDefinition, FACTS } from '@sambung/reference';
import { Language, SelectGroup } from '@sambung/ui';

/** Kinds of fact by the first part of their keys, as they stand in the lists. */
const FAMILIES = ['actor', 'business', 'legality', 'finance', 'owner', 'programme', 'migrant', 'cooperative', 'group'] as const;

const familyOf = (fact: string): (typeof FAMILIES)[number] | 'other' =>
  FAMILIES.find((family) => family === fact.slice(0, fact.indexOf('.'))) ?? 'other';

/** Facts that conditions may ask about, that an example may state, and that completing an offer may prove. */
const OFFERED = {
  asked: () => true,
  stated: ({ derived }) => !derived,
  granted: ({ derived, type }) => !derived && (type === 'boolean' || type === 'choices'),
} as const satisfies Readonly<Record<string, (definition: FactDefinition) => boolean>>;

const drawn = new Map<string, readonly SelectGroup[]>();

/** Facts by kind, each by what it is called. Put together once: a page may hold many such lists. */
export function factGroups({ t, term, locale }: Language, offered: keyof typeof OFFERED): readonly SelectGroup[] {
  const known = drawn.get(`${locale} ${offered}`);
  if (known) return known;
  const facts = Object.keys(FACTS).filter((fact) => OFFERED[offered](FACTS[fact]!));
  const optionsOf = (family: string) =>
    facts
      .filter((fact) => familyOf(fact) === family)
      .map((value) => ({ value, label: term(FACTS[value]!.label) }))
      .sort((a, b) => (a.label < b.label ? -1 : 1));
  const groups = [...FAMILIES, 'other' as const].map((family) => ({ label: t(`factgroup.${family}`), options: optionsOf(family) }));
  drawn.set(`${locale} ${offered}`, groups);
  return groups;
}
