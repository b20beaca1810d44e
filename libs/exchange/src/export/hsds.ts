import { leavesOf } from '@sambung/matching';
import { CATALOGUE, CurrentOffer, OfferDocument, requirementText } from '@sambung/offers';

/**
 * One service of the Human Services Data Specification 3.0 (openreferral.org), as far as an offer has it. `x-sambung` holds the whole
 * document, so that nothing is lost on the way back; a reader that does not know it reads the rest.
 */
export interface HsdsService {
  id: string;
  name: string;
  alternate_name?: string;
  description: string;
  status: 'active' | 'inactive' | 'defunct';
  eligibility_description?: string;
  last_modified?: string | null;
  organization: { id: string; name: string };
  program?: { id: string; name: string };
  service_areas: { id: string; name: string; extent?: string; extent_type?: string }[];
  schedules: { id: string; valid_from?: string; valid_to?: string }[];
  required_documents: { id: string; document: string }[];
  attributes: { id: string; taxonomy_term: { id: string; term: string; taxonomy: string } }[];
  url?: string;
  'x-sambung'?: OfferDocument;
}

const STATUS = { draft: 'inactive', published: 'active', paused: 'inactive', closed: 'defunct' } as const;

const documentsOf = ({ requires }: OfferDocument, slug: string) => [
  ...new Map(
    leavesOf(requires).flatMap(([, leaf]) => ('fact' in leaf && leaf.fact.startsWith('legality.') ? [[leaf.fact, leaf] as const] : [])),
  ).keys(),
].map((fact) => ({ id: `${slug}-${fact}`, document: CATALOGUE[fact]!.label.id })); // prettier-ignore

export function toHsds({ offer, version }: CurrentOffer): HsdsService {
  const { document } = version;
  const { slug } = offer;
  return {
    id: offer.id,
    name: document.name.id,
    alternate_name: document.name.en,
    description: document.note ?? document.name.id,
    status: STATUS[offer.status],
    eligibility_description: requirementText(document.requires).id,
    last_modified: version.publishedAt?.toISOString() ?? null,
    organization: { id: offer.institutionId, name: document.provider },
    ...(document.programme && { program: { id: document.programme, name: document.programme } }),
    service_areas: document.area.map((code) => ({ id: `${slug}-${code}`, name: code, extent: code, extent_type: 'kemendagri' })),
    schedules: [{ id: `${slug}-window`, ...(document.validFrom && { valid_from: document.validFrom }), ...(document.validTo && { valid_to: document.validTo }) }], // prettier-ignore
    required_documents: documentsOf(document, slug),
    attributes: document.needs.map((code) => ({
      id: `${slug}-${code}`,
      taxonomy_term: { id: code, term: code, taxonomy: 'sambung-needs' },
    })),
    ...(document.sources[0] && { url: document.sources[0] }),
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
  return terms.flatMap(({ taxonomy, id }) => (taxonomy === 'sambung-needs' ? (textIn(id) ?? []) : []));
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
