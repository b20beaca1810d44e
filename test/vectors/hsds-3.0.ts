/**
 * What the Human Services Data Specification 3.0 asks of one service and of what hangs on it: names of members, types, formats, lists of
 * values and what is required. In our words, after the JSON Schemas of the standard (openreferral.org); members that only a
 * publisher of locations has are left out, and a member that the standard does not know is a fault here.
 */
const text = { type: 'string' } as const;
const number = { type: 'number' } as const;
const id = { type: 'string', format: 'uuid' } as const;
const uri = { type: 'string', format: 'uri' } as const;
const email = { type: 'string', format: 'email' } as const;
const day = { type: 'string', format: 'date' } as const;

const listOf = (items: object) => ({ type: 'array', items }) as const;
const object = (required: readonly string[], properties: Readonly<Record<string, object>>) =>
  ({ type: 'object', additionalProperties: false, required, properties }) as const;

const TERM = object(['id', 'name', 'description'], {
  id, code: text, name: text, description: text, parent_id: id, taxonomy: text, language: text, taxonomy_id: id, term_uri: uri,
}); // prettier-ignore

const ATTRIBUTE = object(['id'], {
  id, link_id: id, link_type: text, link_entity: text, value: text, label: text, taxonomy_term_id: id, taxonomy_term: TERM,
}); // prettier-ignore

const ORGANIZATION = object(['id', 'name', 'description'], {
  id, name: text, alternate_name: text, description: text, email, website: uri, year_incorporated: number, legal_status: text, logo: text,
  uri, parent_organization_id: id,
}); // prettier-ignore

const PROGRAM = object(['id', 'name', 'description'], { id, organization_id: id, name: text, alternate_name: text, description: text });

const SERVICE_AREA = object(['id'], {
  id, service_id: id, service_at_location_id: id, name: text, description: text, extent: text,
  extent_type: { enum: ['geojson', 'topojson', 'kml', 'text'] }, uri: text,
}); // prettier-ignore

const SCHEDULE = object(['id'], {
  id, service_id: id, valid_from: day, valid_to: day, dtstart: day, timezone: number, until: day, count: number,
  wkst: { enum: ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] }, freq: { enum: ['WEEKLY', 'MONTHLY'] }, interval: number, byday: text,
  byweekno: text, bymonthday: text, byyearday: text, description: text, opens_at: text, closes_at: text, schedule_link: uri,
  attending_type: text, notes: text,
}); // prettier-ignore

const DOCUMENT = object(['id'], { id, service_id: id, document: text, uri });

/** JSON Schema of one service as we publish it: the standard's own members and ours, which is marked as such. */
export const HSDS_SERVICE = object(['id', 'name', 'status'], {
  id, organization_id: id, program_id: id, name: text, alternate_name: text, description: text, url: uri, email,
  status: { enum: ['active', 'inactive', 'defunct', 'temporarily closed'] },
  interpretation_services: text, application_process: text, fees_description: text, accreditations: text, eligibility_description: text,
  minimum_age: number, maximum_age: number, assured_date: day, assurer_email: email, alert: text,
  organization: ORGANIZATION, program: PROGRAM, service_areas: listOf(SERVICE_AREA), schedules: listOf(SCHEDULE),
  required_documents: listOf(DOCUMENT), attributes: listOf(ATTRIBUTE), 'x-sambung': { type: 'object' },
}); // prettier-ignore

export const HSDS_FORMATS = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  date: /^\d{4}-\d\d-\d\d$/,
  uri: (value: string) => /^[a-z][a-z0-9+.-]*:/.test(value) && URL.canParse(value),
  email: /^[^@\s]+@[^@\s]+$/,
};
