import { FieldFault } from '@sambung/errors';
import { CheckRecord, checkRule, evaluate, Facts, FIT_COMPONENTS, isDay, offerStatus, Rule, Situation, valueFits } from '@sambung/matching';
import { checkFactValue, checkRegion, deriveFacts, FACTS, isNeed } from '@sambung/reference';
import { priorityFaults } from './check-priority';
import { CATALOGUE } from './fact-catalogue';
import { OfferDocument, OfferExample } from './offer-document';

const fault = (pointer: string, code: string, id: string, en: string): FieldFault => ({ pointer, code, detail: { id, en } });

const ruleFaults = (rule: unknown, pointer: string): FieldFault[] =>
  checkRule(rule, CATALOGUE, pointer).map(({ pointer: at, text }) => ({ pointer: at, code: 'RuleInvalid', detail: text }));

/** Codes are stored as they stand: blanks around one would keep it from ever being compared equal. */
function regionFaults(region: string, pointer: string): FieldFault[] {
  if (region !== region.trim())
    return [fault(pointer, 'RegionUnknown', 'Hapus spasi di sekitar kode wilayah.', 'Remove the blanks around the region code.')];
  const checked = checkRegion(region);
  return checked.ok ? [] : [fault(pointer, checked.reason.code, checked.reason.id, checked.reason.en)];
}

function areaFaults({ area }: OfferDocument): FieldFault[] {
  return area.flatMap((region, index) => {
    return region === '*' ? [] : regionFaults(region, `/document/area/${index}`);
  });
}

const needFaults = ({ needs }: OfferDocument): FieldFault[] =>
  needs.flatMap((need, index) =>
    isNeed(need)
      ? []
      : [
          fault(
            `/document/needs/${index}`,
            'NeedUnknown',
            'Kode kebutuhan tidak ada, lihat /api/v1/needs.',
            'There is no such need; see /api/v1/needs.',
          ),
        ],
  );

function windowFaults({ validFrom, validTo }: OfferDocument): FieldFault[] {
  const days = Object.entries({ validFrom, validTo }).filter(([, day]) => day !== null && !isDay(day));
  if (days.length > 0)
    return days.map(([member]) => fault(`/document/${member}`, 'NotDate', 'Tulis tanggal TTTT-BB-HH.', 'Write a date YYYY-MM-DD.'));
  return validFrom && validTo && validFrom > validTo
    ? [fault('/document/validTo', 'WindowReversed', 'Harus sesudah validFrom.', 'Must not come before validFrom.')]
    : [];
}

function grantFaults({ grants = [] }: OfferDocument): FieldFault[] {
  return grants.flatMap(({ fact, value }, index) => {
    const definition = Object.hasOwn(CATALOGUE, fact) ? CATALOGUE[fact] : undefined;
    return definition && valueFits(definition, value)
      ? []
      : [fault(`/document/grants/${index}`, 'GrantInvalid', 'Fakta atau nilainya tidak dikenal.', 'The fact or its value is not known.')];
  });
}

function weightFaults({ fitWeights }: OfferDocument): FieldFault[] {
  if (!fitWeights) return [];
  const weights = FIT_COMPONENTS.map((component) => fitWeights[component]);
  const isComplete =
    Object.keys(fitWeights).length === weights.length && weights.every((weight) => Number.isInteger(weight) && weight >= 0);
  return isComplete && weights.reduce((sum, weight) => sum + weight) === 100
    ? []
    : [
        fault(
          '/document/fitWeights',
          'WeightsSum',
          `Bobot ${FIT_COMPONENTS.join(', ')}: bilangan bulat, berjumlah 100.`,
          `The weights of ${FIT_COMPONENTS.join(', ')}: whole numbers that sum to 100.`,
        ),
      ];
}

function exampleFactFaults({ facts, asOf }: OfferExample, pointer: string): FieldFault[] {
  return Object.entries(facts).flatMap(([key, value]) => {
    const definition = Object.hasOwn(FACTS, key) ? FACTS[key] : undefined;
    const at = `${pointer}/facts/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (!definition || definition.derived)
      return [
        fault(at, 'FactUnknown', 'Fakta ini tidak dikenal. Daftarnya di /api/v1/facts.', 'There is no such fact. See /api/v1/facts.'),
      ];
    const checked = checkFactValue(definition, value, { today: asOf, allowTestSerial: true });
    return checked.ok ? [] : [fault(at, checked.reason.code, checked.reason.id, checked.reason.en)];
  });
}

function exampleShapeFaults(example: OfferExample, index: number): FieldFault[] {
  const pointer = `/document/examples/${index}`;
  if (!isDay(example.asOf)) return [fault(`${pointer}/asOf`, 'NotDate', 'Tulis tanggal TTTT-BB-HH.', 'Write a date YYYY-MM-DD.')];
  const findings = Object.entries(example.checks ?? {}).filter(([, value]) => typeof value !== 'boolean');
  return [
    ...regionFaults(example.region, `${pointer}/region`),
    ...exampleFactFaults(example, pointer),
    ...findings.map(([id]) =>
      fault(`${pointer}/checks/${id}`, 'NotBoolean', 'Jawab true (ya) atau false (tidak).', 'Answer true or false.'),
    ),
  ];
}

/** Everything that is wrong with a document, apart from how its examples come out and its place among other offers. */
export function documentFaults(document: OfferDocument): FieldFault[] {
  return [
    ...ruleFaults(document.requires, '/document/requires'),
    ...(document.prefers ?? []).flatMap((rule, index) => ruleFaults(rule, `/document/prefers/${index}`)),
    ...areaFaults(document),
    ...needFaults(document),
    ...windowFaults(document),
    ...grantFaults(document),
    ...weightFaults(document),
    ...legalEndFaults(document),
    ...priorityFaults(document),
    ...document.examples.flatMap(exampleShapeFaults),
  ];
}

function legalEndFaults({ legalBasis, legalBasisUntil = {} }: OfferDocument): FieldFault[] {
  return Object.entries(legalBasisUntil).flatMap(([law, day]) => {
    const pointer = `/document/legalBasisUntil/${law.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (!legalBasis.includes(law)) return [fault(pointer, 'LawUnknown', 'Tidak ada di legalBasis.', 'Is not in legalBasis.')];
    return isDay(day) ? [] : [fault(pointer, 'NotDate', 'Tulis tanggal TTTT-BB-HH.', 'Write a date YYYY-MM-DD.')];
  });
}

const officerRecords = (checks: Readonly<Record<string, boolean>>): Record<string, CheckRecord> =>
  Object.fromEntries(Object.entries(checks).map(([id, value]) => [id, { value }]));

/** The person of an example as the engine sees them. */
export function situationOfExample(example: OfferExample): Situation {
  const stated = Object.entries(example.facts).map(([key, value]) => [key, { value, level: 'document' }]);
  const own = {
    'actor.roles': { value: example.roles, level: 'registry' },
    'actor.region': { value: example.region, level: 'registry' },
  };
  const facts = deriveFacts({ ...Object.fromEntries(stated), ...own }, example.asOf) as Facts;
  return { facts, checks: officerRecords(example.checks ?? {}), asOf: example.asOf, catalogue: CATALOGUE };
}

/** What the document says of one example: a verdict, or the status that comes before it. */
export function resultOfExample(document: OfferDocument, example: OfferExample): OfferExample['expect'] {
  const status = offerStatus(document, example.roles, example.asOf);
  if (status !== 'open') return status;
  return evaluate(document.requires as Rule, situationOfExample(example)).verdict;
}

/** Examples that come out otherwise than their author says. Run it on documents without faults only. */
export function exampleFaults(document: OfferDocument): FieldFault[] {
  return document.examples.flatMap((example, index) => {
    const result = resultOfExample(document, example);
    const pointer = `/document/examples/${index}/expect`;
    return result === example.expect
      ? []
      : [
          fault(
            pointer,
            'ExampleDiffers',
            `Hasilnya ${result}, bukan ${example.expect}.`,
            `It comes out ${result}, not ${example.expect}.`,
          ),
        ];
  });
}
