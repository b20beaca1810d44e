import { IDENTIFIER_KINDS } from '../identifiers';
import { LEGALITY_DOCUMENTS } from '../code-lists';
import { FactDefinition, FACTS } from './index';

const facts = Object.entries(FACTS);
const keysWhere = (is: (definition: FactDefinition, key: string) => boolean): string[] =>
  facts.filter(([key, definition]) => is(definition, key)).map(([key]) => key);

describe('the catalogue of facts', () => {
  it('has keys of one shape and words in both languages', () => {
    expect(keysWhere(({ label }, key) => !/^[a-z]+\.[a-z][A-Za-z]*$/.test(key) || !label.id.trim() || !label.en.trim())).toEqual([]);
  });

  it('gives options to choices, and to nothing else', () => {
    const hasOptions = ({ options = {} }: FactDefinition) => Object.keys(options).length > 0;
    expect(keysWhere((definition) => hasOptions(definition) !== ['choice', 'choices'].includes(definition.type))).toEqual([]);
  });

  it('gives bounds to every number', () => {
    expect(keysWhere(({ type, min, max }) => type === 'integer' && !(min! < max!))).toEqual([]);
  });

  it('checks by identifiers that exist', () => {
    expect(keysWhere(({ identifier }) => identifier !== undefined && !IDENTIFIER_KINDS.includes(identifier))).toEqual([]);
    expect(keysWhere(({ type, identifier }) => type === 'code' && identifier !== 'kbli')).toEqual([]);
  });

  it('asks for every document, under its code', () => {
    expect(Object.keys(LEGALITY_DOCUMENTS).filter((document) => FACTS[`legality.${document}`]?.type !== 'boolean')).toEqual([]);
  });

  it('protects what UU 27/2022 calls specific: identity, money, and health', () => {
    const specific = keysWhere(
      ({ unit, identifier }, key) =>
        key.startsWith('finance.') ||
        identifier === 'nik' ||
        identifier === 'familyCard' ||
        identifier === 'npwp' ||
        identifier === 'bankAccount' ||
        unit === 'IDR',
    );
    expect(specific.filter((key) => !FACTS[key]!.sensitive && key !== 'finance.weeklyMeetings')).toEqual([]);
    expect(FACTS['owner.disability']!.sensitive).toBe(true);
  });

  it('lets nobody write what is worked out', () => {
    expect(keysWhere(({ derived }) => derived === true)).toEqual(['actor.roles', 'actor.region', 'business.size']);
  });

  it('suggests no change of what a person is', () => {
    expect(['owner.sex', 'owner.birthDate', 'owner.disability', 'owner.citizen'].map((key) => FACTS[key]!.action)).toEqual(
      Array(4).fill('immutable'),
    );
  });
});
