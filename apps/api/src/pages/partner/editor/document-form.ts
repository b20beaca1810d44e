import { FIT_COMPONENTS, FitWeights, Grant, PriorityCriterion } from '@sambung/matching';
import { CATALOGUE, FormNode, FormParts, OfferDocument } from '@sambung/offers';
import { Role } from '@sambung/reference';
import { benefitsIn, benefitsPart } from './benefit-form';
import { exampleIn, examplePart } from './example-form';
import { EMPTY, listOf, node, textOf } from './form-tree';
import { amountIn, partsOf, regionIn } from './operand-form';
import { nodeOfRule, ruleOfNode } from './rule-form';

/** The parts of the form, each a tree of its own. */
export const PARTS = ['pokok', 'syarat', 'manfaat', 'hasil', 'hukum', 'sumber', 'suka', 'bobot', 'poin', 'contoh'] as const;
export type PartName = (typeof PARTS)[number];

export const partOf = (form: FormParts, name: PartName): FormNode => form[name] ?? EMPTY;

/** Keeps members that say something. */
const given = (fields: Readonly<Record<string, string | null | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).filter((field): field is [string, string] => !!field[1]));

const linesOf = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter((line) => line !== ''); // prettier-ignore

function basicsPart(document: OfferDocument, slug: string): FormNode {
  const { kind, facility, programme, variantOf, name, provider, level, area, roles, needs, validFrom, validTo } = document;
  const texts = { slug, jenis: kind, fasilitas: facility, program: programme, varian: variantOf, namaid: name.id, namaen: name.en };
  return node({
    ...given({ ...texts, penyedia: provider, tingkat: level, wilayah: area.join(', '), dari: validFrom, sampai: validTo }),
    peran: roles,
    kebutuhan: needs,
  });
}

const grantPart = ({ fact, value }: Grant): FormNode =>
  node({ fakta: fact, nilai: typeof value === 'boolean' ? (value ? 'ya' : 'tidak') : (value as readonly string[]) });

function priorityPart({ id, name, cap, awards }: PriorityCriterion): FormNode {
  const children = awards.map(({ when, points }) => node({ angka: String(points) }, [nodeOfRule(when)]));
  return node({ tanda: id, namaid: name.id, namaen: name.en, batas: String(cap) }, children);
}

const weightFields = (weights: FitWeights): FormNode['fields'] =>
  Object.fromEntries(Object.entries(weights).map(([name, weight]) => [name, String(weight)]));

/** A document as the form shows it; `documentIn` gives it back unchanged. */
export function formOf(document: OfferDocument, slug = ''): FormParts {
  const { legalBasis, legalBasisUntil = {}, sources, confidence, sourceStatus, note = '' } = document;
  return {
    pokok: basicsPart(document, slug),
    syarat: nodeOfRule(document.requires),
    manfaat: benefitsPart(document.benefits),
    hasil: node({}, (document.grants ?? []).map(grantPart)), // prettier-ignore
    hukum: node({}, legalBasis.map((law) => node(given({ nama: law, sampai: legalBasisUntil[law] })))), // prettier-ignore
    sumber: node(given({ alamat: sources.join('\n'), keyakinan: confidence, keadaan: sourceStatus, catatan: note })),
    suka: node({}, (document.prefers ?? []).map(nodeOfRule)), // prettier-ignore
    bobot: document.fitWeights ? node(weightFields(document.fitWeights)) : EMPTY,
    poin: node({}, (document.priority ?? []).map(priorityPart)), // prettier-ignore
    contoh: node({}, document.examples.map(examplePart)), // prettier-ignore
  };
}

/** The form of an offer that nobody has described yet. */
export const EMPTY_FORM: FormParts = {
  pokok: EMPTY,
  syarat: node({ jenis: 'kelompok', cara: 'all' }),
  sumber: node({ keyakinan: 'verified', keadaan: 'active' }),
};

const textOrNone = (part: FormNode, name: string): string | undefined => textOf(part, name) || undefined;

function grantIn(row: FormNode): Grant {
  const fact = textOf(row, 'fakta');
  const text = textOf(row, 'nilai');
  const isYesNo = CATALOGUE[fact]?.type === 'boolean';
  return { fact, value: isYesNo ? text === 'ya' : listOf(row, 'nilai') };
}

const numberIn = (part: FormNode, name: string): number => amountIn(textOf(part, name), undefined) as number;

const criterionIn = (part: FormNode): PriorityCriterion => ({
  id: textOf(part, 'tanda'),
  name: { id: textOf(part, 'namaid'), en: textOf(part, 'namaen') },
  cap: numberIn(part, 'batas'),
  awards: part.children.map((award) => ({
    when: award.children.length === 1 ? ruleOfNode(award.children[0]!) : { all: award.children.map(ruleOfNode) },
    points: numberIn(award, 'angka'),
  })),
});

function weightsIn(part: FormNode): FitWeights | null {
  const written = FIT_COMPONENTS.filter((component) => textOf(part, component) !== '');
  if (written.length === 0) return null;
  return Object.fromEntries(written.map((component) => [component, numberIn(part, component)])) as unknown as FitWeights;
}

function lawsIn({ children }: FormNode): Pick<OfferDocument, 'legalBasis' | 'legalBasisUntil'> {
  const until = children.filter((row) => textOf(row, 'sampai') !== '').map((row) => [textOf(row, 'nama'), textOf(row, 'sampai')]);
  return {
    legalBasis: children.map((row) => textOf(row, 'nama')),
    ...(until.length > 0 && { legalBasisUntil: Object.fromEntries(until) as Record<string, string> }),
  };
}

/** The address that an offer gets when its author gives none. */
export const slugIn = (form: FormParts, codeOf: (text: string) => string): string => {
  const basics = partOf(form, 'pokok');
  return textOf(basics, 'slug') || codeOf(textOf(basics, 'namaid'));
};

/** What the form says as a document, sound or not. What is missing is left out, so that the checks of the API name it. */
export function documentIn(form: FormParts): OfferDocument {
  const basics = partOf(form, 'pokok');
  const sources = partOf(form, 'sumber');
  const prefers = partOf(form, 'suka').children.map(ruleOfNode);
  const grants = partOf(form, 'hasil').children.map(grantIn);
  const priority = partOf(form, 'poin').children.map(criterionIn);
  const fitWeights = weightsIn(partOf(form, 'bobot'));
  const optional = {
    facility: textOrNone(basics, 'fasilitas'),
    programme: textOrNone(basics, 'program'),
    variantOf: textOrNone(basics, 'varian'),
    note: textOrNone(sources, 'catatan'),
  };
  return {
    kind: textOrNone(basics, 'jenis'),
    name: { id: textOrNone(basics, 'namaid'), en: textOrNone(basics, 'namaen') },
    provider: textOrNone(basics, 'penyedia'),
    level: textOrNone(basics, 'tingkat'),
    area: partsOf(textOf(basics, 'wilayah')).map(regionIn),
    roles: listOf(basics, 'peran') as Role[],
    needs: listOf(basics, 'kebutuhan'),
    validFrom: textOf(basics, 'dari') || null,
    validTo: textOf(basics, 'sampai') || null,
    requires: ruleOfNode(partOf(form, 'syarat')),
    ...(prefers.length > 0 && { prefers }),
    ...(grants.length > 0 && { grants }),
    ...(fitWeights && { fitWeights }),
    ...(priority.length > 0 && { priority }),
    benefits: benefitsIn(partOf(form, 'manfaat')),
    ...lawsIn(partOf(form, 'hukum')),
    sources: linesOf(textOf(sources, 'alamat')),
    confidence: textOrNone(sources, 'keyakinan'),
    sourceStatus: textOrNone(sources, 'keadaan'),
    ...given(optional),
    examples: partOf(form, 'contoh').children.map(exampleIn),
  } as OfferDocument;
}
