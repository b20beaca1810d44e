import { leavesOf } from '@sambung/matching';
import { CATALOGUE, CurrentOffer, OfferDocument, requirementText } from '@sambung/offers';
import { codeName } from '@sambung/reference';
import { v5 as uuid } from 'uuid';

interface HsdsTerm {
  id: string;
  code: string;
  name: string;
  description: string;
  taxonomy: string;
}

/**
 * One service of the Human Services Data Specification 3.0 (openreferral.org), as far as an offer has it. `x-sambung` holds the whole
 * document, so that nothing is lost on the way back; a reader that does not know it reads the rest.
 */
export interface HsdsService {
  id: string;
  name: string;
  alternate_name?: string;
  description: string;
  status: 'active' | 'inactive' | 'defunct' | 'temporarily closed';
  eligibility_description?: string;
  /** The day on which its provider last said that it stands. */
  assured_date?: string;
  organization: { id: string; name: string; description: string };
  program?: { id: string; name: string; description: string };
  service_areas: { id: string; name: string; extent: string; extent_type: 'text' }[];
  schedules: { id: string; valid_from?: string; valid_to?: string }[];
  required_documents: { id: string; document: string }[];
  attributes: { id: string; link_entity: 'service'; taxonomy_term: HsdsTerm }[];
  url?: string;
  'x-sambung'?: OfferDocument;
}

const STATUS = { draft: 'inactive', published: 'active', paused: 'temporarily closed', closed: 'defunct' } as const;

const NEEDS_TAXONOMY = 'sambung-needs';
/** The standard knows everything by a UUID: codes that all offers share get theirs under this one, the rest under their offer's. */
const CODES = '4f1c7a52-6f0e-5d0b-9a3e-2d1b8c5e7f90';

const termOf = (code: string): HsdsTerm => {
  const { id: name, en: description } = codeName(code);
  return { id: uuid(code, CODES), code, name, description, taxonomy: NEEDS_TAXONOMY };
};

const documentsOf = ({ requires }: OfferDocument, offerId: string) => [
  ...new Set(leavesOf(requires).flatMap(([, leaf]) => ('fact' in leaf && leaf.fact.startsWith('legality.') ? [leaf.fact] : []))),
].map((fact) => ({ id: uuid(fact, offerId), document: CATALOGUE[fact]!.label.id })); // prettier-ignore

function schedulesOf({ validFrom, validTo }: OfferDocument, offerId: string): HsdsService['schedules'] {
  if (!validFrom && !validTo) return [];
  return [{ id: uuid('window', offerId), ...(validFrom && { valid_from: validFrom }), ...(validTo && { valid_to: validTo }) }];
}

function programmeOf(code: string): NonNullable<HsdsService['program']> {
  const { id: name, en: description } = codeName(code);
  return { id: uuid(`programme ${code}`, CODES), name, description };
}

export function toHsds({ offer, version }: CurrentOffer): HsdsService {
  const { document } = version;
  const { id, institutionId, confirmedAt } = offer;
  const url = document.sources.find((source) => URL.canParse(source));
  return {
    id,
    name: document.name.id,
    alternate_name: document.name.en,
    description: document.note ?? document.name.id,
    status: STATUS[offer.status],
    eligibility_description: requirementText(document.requires).id,
    ...(confirmedAt && { assured_date: confirmedAt.toISOString().slice(0, 10) }),
    organization: { id: institutionId, name: document.provider, description: document.provider },
    ...(document.programme && { program: programmeOf(document.programme) }),
    service_areas: document.area.map((code) => ({ id: uuid(code, id), name: codeName(code).id, extent: code, extent_type: 'text' })),
    schedules: schedulesOf(document, id),
    required_documents: documentsOf(document, id),
    attributes: document.needs.map((code) => ({ id: uuid(code, id), link_entity: 'service', taxonomy_term: termOf(code) })),
    ...(url && { url }),
    'x-sambung': document,
  };
}

const objectIn = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
const listIn = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.map(objectIn) : []);
const textIn = (value: unknown): string | undefined => (typeof value === 'string' && value.trim() ? value.trim() : undefined);
const dayIn = (value: unknown): string | null => (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : null);

function needsIn(attributes: unknown): string[] {
  const terms = listIn(attributes).map(({ taxonomy_term: term }) => objectIn(term));
  return terms.flatMap(({ taxonomy, code }) => (taxonomy === NEEDS_TAXONOMY ? (textIn(code) ?? []) : []));
}

/**
 * A draft of what a service of HSDS 3.0 says. Where it holds a document of ours, that; else what can be read of it: eligibility that is
 * only prose becomes a question for an officer, so that nobody is eligible by omission. Its shape is still to be checked.
 */
export function fromHsds(service: Readonly<Record<string, unknown>>): unknown {
  if (service['x-sambung']) return service['x-sambung'];
  const name = textIn(service.name) ?? '';
  const prose = textIn(service.eligibility_description);
  const text = { id: prose ?? 'Syarat penyelenggara terpenuhi', en: prose ?? 'The conditions of the provider are met' };
  const [schedule = {}] = listIn(service.schedules);
  const url = textIn(service.url);
  return {
    kind: 'mentoring',
    name: { id: name, en: textIn(service.alternate_name) ?? name },
    provider: textIn(objectIn(service.organization).name) ?? name,
    level: 'private',
    area: listIn(service.service_areas).flatMap(({ extent }) => textIn(extent) ?? []),
    roles: ['business'],
    needs: needsIn(service.attributes),
    validFrom: dayIn(schedule.valid_from),
    validTo: dayIn(schedule.valid_to),
    requires: { id: 'provider-conditions', officerCheck: 'provider-conditions', text },
    benefits: {},
    legalBasis: [],
    sources: url ? [url] : [],
    confidence: 'partial',
    sourceStatus: service.status === 'active' ? 'active' : 'unconfirmed',
    ...(textIn(service.description) && { note: textIn(service.description)!.slice(0, 2_000) }),
    examples: [],
  };
}
