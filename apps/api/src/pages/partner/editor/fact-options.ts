import { FactDefinition, FACTS } from '@sambung/reference';
import { isMessageKey, Language, MessageKey, SelectGroup } from '@sambung/ui';

/** Kinds of fact by the first part of their keys, as they stand in the lists. */
const FAMILIES = ['actor', 'business', 'legality', 'finance', 'owner', 'programme', 'migrant', 'cooperative', 'group'] as const;

const familyOf = (fact: string): string => fact.slice(0, fact.indexOf('.'));

const others = (facts: readonly string[]): string[] => facts.filter((fact) => !(FAMILIES as readonly string[]).includes(familyOf(fact)));

/** Facts by kind, each by what it is called. */
export function factGroups({ t, term }: Language, isOffered: (definition: FactDefinition) => boolean): SelectGroup[] {
  const facts = Object.keys(FACTS).filter((fact) => isOffered(FACTS[fact]!));
  const option = (value: string) => ({ value, label: term(FACTS[value]!.label) });
  const group = (key: string, of: readonly string[]): SelectGroup => {
    const name = `factgroup.${key}`;
    return {
      label: isMessageKey(name) ? t(name as MessageKey) : key,
      options: of.map(option).sort((a, b) => (a.label < b.label ? -1 : 1)),
    };
  };
  const named = FAMILIES.map((family) => group(family, facts.filter((fact) => familyOf(fact) === family))); // prettier-ignore
  return [...named, group('other', others(facts))].filter(({ options }) => options.length > 0);
}
