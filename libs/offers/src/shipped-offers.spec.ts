import { childrenOf, grantCycle, isOfficerCheck, leavesOf, OfficerCheck, Rule, RULE_SCHEMA } from '@sambung/matching';
import { checkFactValue, FACTS, regions } from '@sambung/reference';
import Ajv2020 from 'ajv/dist/2020';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { documentFaults, exampleFaults, resultOfExample } from './check-document';
import { CATALOGUE } from './fact-catalogue';
import type { OfferDocument, OfferExample } from './offer-document';
import { ShippedOffer, shippedInstitutions, shippedOffers } from './shipped-offers';

const offers = shippedOffers();
const institutions = shippedInstitutions();
const named = offers.map((offer): [string, ShippedOffer] => [offer.slug, offer]);
const unconfirmed = named.filter(([, { document }]) => ['unconfirmed', 'changed'].includes(document.sourceStatus));
const isRule = new Ajv2020({ allowUnionTypes: true }).compile(RULE_SCHEMA);

const rulesOf = ({ requires, prefers = [] }: OfferDocument): Rule[] => [requires, ...prefers];
const leavesIn = (document: OfferDocument) => rulesOf(document).flatMap((rule) => leavesOf(rule).map(([, leaf]) => leaf));
const checksIn = (document: OfferDocument): OfficerCheck[] => leavesIn(document).filter(isOfficerCheck);
const repeated = (items: readonly string[]): string[] => items.filter((item, index) => items.indexOf(item) !== index);

/** Facts of an example that no form would take, or that nobody may state. */
function wrongFacts({ facts, asOf }: OfferExample): string[] {
  const accepted = (key: string, value: unknown) =>
    !!FACTS[key] && !FACTS[key].derived && checkFactValue(FACTS[key], value, { today: asOf, allowTestSerial: true }).ok;
  return Object.entries(facts).flatMap(([key, value]) => (accepted(key, value) ? [] : [key]));
}

/** What one condition alone says of an example. */
const resultOfCondition = (document: OfferDocument, condition: Rule, example: OfferExample) =>
  resultOfExample({ ...document, requires: condition }, example);

describe('the shipped offers', () => {
  it('are the 36 of Malang Raya, each in the file of its slug', () => {
    const files = readdirSync(join(__dirname, '../data')).filter((name) => name !== 'institutions.json');
    expect(files.sort()).toEqual(offers.map(({ slug }) => `${slug}.json`).sort());
    expect(offers).toHaveLength(36);
  });

  it('form no circle of grants', () => {
    const links = offers.map(({ slug, document: { requires, grants = [] } }) => ({ id: slug, requires, grants }));
    expect(grantCycle(links, CATALOGUE)).toBeNull();
  });

  it('ask one thing under one officer check, so that a finding for one offer never settles another question', () => {
    const questions = new Map<string, Set<string>>();
    for (const { officerCheck, text } of offers.flatMap(({ document }) => checksIn(document))) {
      questions.set(officerCheck, (questions.get(officerCheck) ?? new Set()).add(JSON.stringify(text)));
    }
    expect([...questions].filter(([, texts]) => texts.size > 1)).toEqual([]);
  });
});

describe('the shipped institutions', () => {
  it('have a slug and a name of their own and a region that exists', () => {
    expect(repeated(institutions.map(({ slug }) => slug))).toEqual([]);
    expect(repeated(institutions.map(({ name }) => name))).toEqual([]);
    expect(institutions.filter(({ regionCode }) => regionCode !== null && !regions().has(regionCode))).toEqual([]);
  });

  it('are those that the offers name, no more and no fewer', () => {
    expect(institutions.map(({ slug }) => slug)).toEqual([...new Set(offers.map(({ institution }) => institution))].sort());
  });
});

describe.each(named)('%s', (_, { document }) => {
  it('has no faults', () => {
    expect(documentFaults(document)).toEqual([]);
  });

  it('fits the JSON Schema of rules', () => {
    expect(rulesOf(document).filter((rule) => !isRule(rule))).toEqual([]);
  });

  it('says in both languages what its officers check', () => {
    expect(checksIn(document).filter(({ text }) => !text?.id.trim() || !text.en.trim())).toEqual([]);
  });

  it('names every condition and every leaf', () => {
    const parts = [...childrenOf(document.requires).map(([, child]) => child), ...leavesIn(document)];
    expect(parts.filter(({ id }) => !id)).toEqual([]);
  });

  it('lists the law that its leaves cite', () => {
    const cited = leavesIn(document).flatMap(({ legalBasis }) => legalBasis ?? []);
    expect(cited.filter((law) => !document.legalBasis.includes(law))).toEqual([]);
  });

  it('has at least five examples, among them one in, one out and one undetermined', () => {
    expect(document.examples.length).toBeGreaterThanOrEqual(5);
    expect(document.examples.map(({ expect: result }) => result)).toEqual(
      expect.arrayContaining(['eligible', 'notEligible', 'undetermined']),
    );
    expect(repeated(document.examples.map(({ name }) => name))).toEqual([]);
  });

  it('states in its examples only what a profile may state', () => {
    expect(document.examples.map(wrongFacts).flat()).toEqual([]);
    const niks = document.examples.flatMap(({ facts }) => facts['owner.nik'] ?? []) as string[];
    expect(niks.filter((nik) => !nik.endsWith('0000'))).toEqual([]);
    expect(document.examples.filter(({ region }) => !regions().has(region))).toEqual([]);
  });

  it('gives every example the result that its author wrote', () => {
    expect(exampleFaults(document)).toEqual([]);
  });

  it('has for every condition an example that the condition refuses', () => {
    const refuses = (condition: Rule) =>
      document.examples.some((example) => resultOfCondition(document, condition, example) === 'notEligible');
    const idle = childrenOf(document.requires).filter(([, condition]) => !refuses(condition));
    expect(idle.map(([, { id }]) => id)).toEqual([]);
  });
});

describe.each(unconfirmed)('%s, which awaits a word of its provider,', (slug, { document }) => {
  it('is open to nobody before its provider has spoken', () => {
    const silenced = ({ checks, ...example }: OfferExample): OfferExample => ({
      ...example,
      checks: Object.fromEntries(Object.entries(checks ?? {}).filter(([check]) => check !== `${slug}-still-open`)),
    });
    const eligible = document.examples.filter(({ expect: result }) => result === 'eligible');
    const results = eligible.map((example) => resultOfExample(document, silenced(example)));
    expect(new Set(results)).toEqual(new Set(['undetermined']));
  });
});
