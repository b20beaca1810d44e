/** Events that partners may receive, with what each says. */
export const PARTNER_EVENT_TYPES = {
  'match.approved': { id: 'Kecocokan disetujui petugas', en: 'An officer approved a match' },
  'match.seatAccepted': { id: 'Pelaku usaha menerima kursinya', en: 'An owner accepted a seat' },
  'match.withdrawn': { id: 'Kecocokan ditarik', en: 'A match was withdrawn' },
  'consent.withdrawn': { id: 'Pemilik menarik persetujuan berbagi', en: 'The owner withdrew consent to share' },
  'offer.lapsed': { id: 'Tawaran dijeda karena lama tidak dikonfirmasi', en: 'An offer was paused: nobody confirmed it for long' },
  'endpoint.test': { id: 'Peristiwa uji yang diminta mitra', en: 'A test event that the partner asked for' },
  'endpoint.failing': { id: 'Endpoint gagal terus selama 24 atau 72 jam', en: 'An endpoint has only failed for 24 or 72 hours' },
  'endpoint.disabled': { id: 'Endpoint dinonaktifkan; kirimannya ditahan', en: 'An endpoint was disabled; its deliveries are held' },
  'delivery.failing': { id: 'Empat percobaan kirim gagal', en: 'Four attempts to deliver an event have failed' },
  'delivery.exhausted': { id: 'Semua percobaan kirim gagal', en: 'Every attempt to deliver an event has failed' },
} as const satisfies Record<string, { id: string; en: string }>;
export type PartnerEventType = keyof typeof PARTNER_EVENT_TYPES;

/** Events about the delivery itself or the institution's own offers: about no actor, and asking no consent. */
export const OPERATIONAL_TYPES = [
  'offer.lapsed',
  'endpoint.test',
  'endpoint.failing',
  'endpoint.disabled',
  'delivery.failing',
  'delivery.exhausted',
] as const;
export type OperationalType = (typeof OPERATIONAL_TYPES)[number];
/** What people of the partner and the operator are told as well. */
export type TroubleType = Exclude<OperationalType, 'offer.lapsed' | 'endpoint.test'>;
export type DomainType = Exclude<PartnerEventType, OperationalType>;

const ID = { type: 'string', format: 'uuid' } as const;
const VERSION = { type: 'integer', minimum: 1, description: 'Ignore a version lower than the one you have' } as const;
const SUBJECT = { ...ID, description: 'The actor' } as const;

/** Exactly these members, all of them: nothing personal can slip into a body unseen. */
const exactly = (properties: Record<string, object>) => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
  additionalProperties: false,
});

const LINKS = exactly({ self: { type: 'string', pattern: '^/api/v1/' } });
const matchData = exactly({ match_id: ID, subject: SUBJECT, version: VERSION, institution_id: ID, links: LINKS });
const consentData = exactly({ consent_id: ID, subject: SUBJECT, version: VERSION, institution_id: ID, links: exactly({}) });
const ENDPOINT = { endpoint_id: ID, version: VERSION, institution_id: ID };
const deliveryData = exactly({ delivery_id: ID, event_id: ID, attempts: { type: 'integer', minimum: 1 }, ...ENDPOINT, links: LINKS });

const DATA: Readonly<Record<PartnerEventType, object>> = {
  'match.approved': matchData,
  'match.seatAccepted': matchData,
  'match.withdrawn': matchData,
  'consent.withdrawn': consentData,
  'offer.lapsed': exactly({ offer: { type: 'string', description: 'Slug' }, version: VERSION, institution_id: ID, links: LINKS }),
  'endpoint.test': exactly({ ...ENDPOINT, links: LINKS }),
  'endpoint.failing': exactly({ hours: { enum: [24, 72] }, ...ENDPOINT, links: LINKS }),
  'endpoint.disabled': exactly({ reason: { enum: ['gone', 'failing'] }, ...ENDPOINT, links: LINKS }),
  'delivery.failing': deliveryData,
  'delivery.exhausted': deliveryData,
};

const bodySchema = (type: string, data: object) =>
  exactly({ type: { const: type }, timestamp: { type: 'string', format: 'date-time' }, data });

/** The challenge, which is kept nowhere and comes to every new address before any event. */
export const CHALLENGE_TYPE = 'endpoint.verify';
export const challengeSchema = bodySchema(CHALLENGE_TYPE, exactly({ endpoint_id: ID, challenge: { type: 'string' } }));

/** JSON Schema (2020-12) of the body of one type of event. */
export const eventSchema = (type: PartnerEventType) => bodySchema(type, DATA[type]);

const SAMPLE_ID = '0193a1b2-0000-7000-8000-000000000070';

/** One of our own names for each member that a schema asks for. */
const SAMPLES: Readonly<Record<string, unknown>> = {
  match_id: SAMPLE_ID, consent_id: SAMPLE_ID, delivery_id: SAMPLE_ID, event_id: SAMPLE_ID, endpoint_id: SAMPLE_ID, subject: SAMPLE_ID, institution_id: SAMPLE_ID,
  version: 3, attempts: 4, reason: 'failing', hours: 24, offer: 'kur-mikro-2026', challenge: 'q0Zr8mX2bT4n',
}; // prettier-ignore

const linkOf = (type: string): string =>
  type.startsWith('match.')
    ? `/api/v1/partner/matches/${SAMPLE_ID}`
    : type.startsWith('offer.')
      ? '/api/v1/offers/kur-mikro-2026'
      : `/api/v1/webhook-endpoints/${SAMPLE_ID}`;

/** A body as it comes, of one type of event or of the challenge. */
export function eventSample(type: PartnerEventType | typeof CHALLENGE_TYPE): object {
  const schema = (type === CHALLENGE_TYPE ? challengeSchema : eventSchema(type)).properties.data as ReturnType<typeof exactly>;
  const links = (schema.properties.links as ReturnType<typeof exactly> | undefined)?.required.length ? { self: linkOf(type) } : {};
  const data = Object.fromEntries(schema.required.map((name) => [name, name === 'links' ? links : SAMPLES[name]]));
  return { type, timestamp: '2026-11-22T03:01:00.000Z', data };
}
