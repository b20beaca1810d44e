import { randomUUID } from 'node:crypto';
import { inTransaction } from '@sambung/database';
import { MergeRecord } from '@sambung/matches';
import { nothingCounted } from '@sambung/planning';
import { DraftsService } from '@sambung/profiles';
import { Vault } from '@sambung/vault';
import { ApiCaller } from '../support/api-caller';
import { eventually } from '../support/eventually';
import { PartnerReceiver } from '../support/partner-receiver';
import { TestSystem } from '../support/test-system';
import { actorRequest } from './actors';
import { offerDocument } from './offers';
import { roundPlan } from './rounds';
import { PDF } from './documents';
import { interestedActor, publishOffer, subscribe } from './story';

/** Everything that one territory, one institution and one owner can have, each text with the tenant's marker in it. */
export interface Tenant {
  marker: string;
  region: string;
  owner: ApiCaller & { personId: string };
  officer: ApiCaller & { personId: string };
  /** A person of the institution. */
  staff: ApiCaller & { personId: string };
  /** The institution's machine, with every scope. */
  machine: ApiCaller;
  receiver: PartnerReceiver;
  ids: Record<TargetName, string>;
}

export type TargetName =
  | 'actorId' | 'matchId' | 'consentId' | 'institutionId' | 'slug' | 'draftSlug' | 'roundId' | 'planId' | 'endpointId' | 'deliveryId' | 'requestId'
  | 'reviewId' | 'waiverId' | 'keyId' | 'sessionId' | 'codeId' | 'documentId' | 'draftId' | 'mergedId' | 'phone'; // prettier-ignore

interface WithId {
  id: string;
}

/** What a call must answer to go on. */
async function must<T>(call: Promise<{ status: number; body: T }>): Promise<T> {
  const { status, body } = await call;
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body;
}

async function person(system: TestSystem, role: 'owner' | 'officer' | 'partner', more: Record<string, unknown>) {
  const caller = await system.signIn({ role, ...more });
  return Object.assign(caller, { personId: caller.person.id });
}

/** An institution with a published offer, the draft of another, and an endpoint that has received events. */
async function institution(system: TestSystem, admin: ApiCaller, { marker, region }: Pick<Tenant, 'marker' | 'region'>) {
  const rules = { all: [{ id: 'area', fact: 'actor.region', op: 'within' as const, value: [region] }] };
  const terms = { area: [region], requires: rules, examples: [] };
  const { slug, institutionId, partner: machine } = await publishOffer(system, admin, terms);
  const draftSlug = `${slug}-rancangan`;
  const secret = offerDocument({ ...terms, name: { id: `${marker} rancangan`, en: `${marker} draft` } });
  await must(machine.post('/offers', { slug: draftSlug, institutionId, document: secret }));
  await must(machine.post(`/offers/${slug}/versions`, { document: secret }));
  const receiver = new PartnerReceiver();
  const endpointId = await subscribe(machine, receiver);
  await must(machine.patch(`/webhook-endpoints/${endpointId}`, { url: `${receiver.url}?${marker}` }));
  const read = async () => (await machine.get<{ status: string }>(`/webhook-endpoints/${endpointId}`)).body;
  await eventually('the second challenge', read, ({ status }) => status === 'active');
  await must(machine.post(`/webhook-endpoints/${endpointId}/secret`, { overlapHours: 24 }));
  await must(machine.post('/webhook-signing-key'));
  const staff = await person(system, 'partner', { institutionId, name: `${marker} Mitra` });
  const { id: keyId } = await must(admin.post<WithId>(`/institutions/${institutionId}/api-keys`, { name: `${marker} kunci` }));
  return { slug, draftSlug, institutionId, machine, receiver, endpointId, staff, keyId };
}

/** Waits for the events of an approval, which the partner then reads. */
async function share(
  system: TestSystem,
  {
    officer,
    machine,
    matchId,
    endpointId,
  }: Record<string, unknown> & { officer: ApiCaller; machine: ApiCaller; matchId: string; endpointId: string },
) {
  await must(officer.post(`/matches/${matchId}/decision`, { decision: 'approved' }));
  const delivered = await eventually(
    'the delivery of the approval',
    () => system.query<WithId>(`select id from webhook_deliveries where endpoint_id = $1 and state = 'delivered'`, [endpointId]),
    (rows) => rows.length > 0,
  );
  await must(machine.get(`/partner/matches/${matchId}`));
  return delivered[0]!.id;
}

/** What joining two empty records notes. */
const UNMOVED: Omit<MergeRecord, 'before'> = {
  facts: { moved: [], ended: [] },
  checks: { moved: [], ended: [] },
  chosen: { fromMerged: [], roles: 'both' },
  moved: {},
  endedMatches: [],
  replacedConsents: [],
  withdrawnConsents: [],
};

/** A record of the owner that was joined into another. */
async function plantMerge(system: TestSystem, { actorId, ownerId, officerId }: Record<string, string>): Promise<void> {
  const [id, { manager }] = [randomUUID(), system.dataSource];
  const [merged] = await system.query<WithId>(`select id from actors where owner_id = $1 and id <> $2 and status <> 'erased' limit 1`, [
    ownerId,
    actorId,
  ]);
  const before = {
    id: merged!.id,
    ownerId,
    name: 'Contoh lain',
    roles: ['business'],
    phone: '+628990000000',
    regionCode: '35.07',
    status: 'active',
  };
  const sealer = await system.get(Vault).sealer(manager, 'actor', actorId!);
  const record = sealer.seal('actor_merges', id, 'record_sealed', JSON.stringify({ ...UNMOVED, before: { kept: before, merged: before } }));
  await system.query('insert into actor_merges (id, actor_id, merged_id, record_sealed, merged_by) values ($1, $2, $3, $4, $5)', [
    id, actorId, merged!.id, record, officerId,
  ]); // prettier-ignore
}

/** Rows that no call makes alone, or that only time brings. */
async function byHand(system: TestSystem, ids: Record<string, string>, marker: string): Promise<void> {
  const { actorId, roundId, institutionId, ownerId, officerId, matchId, staffId, draftId, planId, offerId } = ids;
  const drafts = system.get(DraftsService);
  await inTransaction(system.dataSource, (tx) => drafts.change(tx, marker, (answers) => ({ ...answers, name: marker })));
  await system.query('update drafts set actor_id = $1 where token_digest = sha256($2::bytea)', [actorId, marker]);
  await system.query('insert into recovery_codes (digest, person_id) values (sha256($2::bytea), $1)', [ownerId, marker]);
  await system.query('insert into password_resets values (sha256($2::bytea), $1, now(), now())', [ownerId, marker]);
  await system.query('insert into sign_in_failures values (sha256($1::bytea), 1, now())', [marker]);
  await system.query(`insert into rate_limits values ($1, 1, 0)`, [marker]);
  await system.query(`insert into round_runs (round_id, number, certificate, certificate_hash, waiting, cut_offs) values ($1, 1, '{}', '', '{}', '{}')`, [roundId]); // prettier-ignore
  await system.query(`insert into round_clearances (round_id, actor_id, offer_id, reason) values ($1, $2, $3, $4)`, [
    roundId,
    actorId,
    offerId,
    marker,
  ]);
  await system.query(
    `insert into round_seats (ranking_id, round_id, batch_id, match_id, run, expires_at)
     select id, round_id, choices[1], $2, 1, now() + interval '1 day' from round_rankings where round_id = $1`,
    [roundId, matchId],
  );
  await system.query(
    `insert into match_transitions (id, match_id, from_state, to_state, note) values (gen_random_uuid(), $1, 'offered', 'offered', $2)`,
    [matchId, marker],
  );
  const [imported] = await system.query<WithId>(
    `insert into table_imports (id, format, file_name, recorded_by) values (gen_random_uuid(), 'mapping', $2, $1) returning id`,
    [officerId, marker],
  );
  await system.query('insert into table_import_actors values ($1, $2)', [imported!.id, actorId]);
  await system.query(`insert into table_import_faults values ($1, 2, 0, 'nib', 'NibLength', to_jsonb($2::text))`, [imported!.id, marker]);
  await system.query(
    `insert into simulations (id, offer_id, asked_by, wish, exact, people, counts, overlapping)
     select gen_random_uuid(), match.offer_id, $2, jsonb_build_object('slug', $3::text, 'before', null, 'after', version.document, 'asOf', '2026-11-25'),
       true, 0, $4, '[]' from matches match join offer_versions version on version.id = match.offer_version_id where match.id = $1`,
    [matchId, officerId, marker, JSON.stringify(nothingCounted())],
  );
  await system.query(
    `insert into reconsidered_refusals (id, match_id, offer_version_id, verdict)
     select gen_random_uuid(), id, offer_version_id, 'eligible' from matches where id = $1`,
    [matchId],
  );
  await system.query(
    `insert into offer_drafts (id, institution_id, form, revision, updated_by, updated_at) values ($1, $2, $3, 1, $4, now())`,
    [
      draftId,
      institutionId,
      JSON.stringify({
        pokok: { fields: { namaid: marker }, children: [] },
        contoh: { fields: {}, children: [{ fields: { nama: marker }, children: [] }] },
      }),
      staffId,
    ],
  );
  await system.query(
    `insert into sandbox_matches (id, institution_id, subject_id, offer_id, offer_slug) values (gen_random_uuid(), $1, gen_random_uuid(), $2, $3)`,
    [institutionId, offerId, marker],
  );
  const [planned] = await system.query<{ slug: string; region: string }>(
    'select offers.slug, rounds.region_code as region from offers, rounds where offers.id = $1 and rounds.id = $2',
    [offerId, roundId],
  );
  const plan = {
    ...roundPlan({ a: planned!.slug }, { regionCode: planned!.region, name: { id: marker, en: marker } }),
    batches: [{ id: 'a', offerSlug: planned!.slug, seats: 1, reserves: [] }],
    quotas: [],
    groups: [],
  };
  await system.query(
    `insert into seat_plans (id, institution_id, offer_id, region_code, plan, revision, updated_by, updated_at)
     values ($6, $1, $2, $3, $4, 1, $5, now())`,
    [institutionId, offerId, planned!.region, JSON.stringify(plan), staffId, planId],
  );
  await system.query('insert into desk_claims values ($1, $2, now())', [matchId, officerId]);
  await system.query('insert into desk_snoozes values ($1, $2, current_date)', [matchId, officerId]);
  await system.query('insert into desk_views values (gen_random_uuid(), $1, $2, $2)', [officerId, marker]);
  await system.query('insert into desk_preferences values ($1, true)', [officerId]);
  await system.query(`insert into staged_tables (id, person_id, file_name, content_sealed) values (gen_random_uuid(), $1, $2, '')`, [
    officerId,
    marker,
  ]);
  await system.query(
    `insert into actor_distinctions (actor_id, other_id, decided_by)
     select least(id, $1), greatest(id, $1), $2 from actors where owner_id = $3 and id <> $1 limit 1`,
    [actorId, officerId, ownerId],
  );
  await plantMerge(system, ids);
  await system.query(`update partner_events set created_at = created_at where institution_id = $1`, [institutionId]);
}

let numbers = 0;

/** Plants a tenant. The system needs its workers. */
export async function plantTenant(system: TestSystem, admin: ApiCaller, region: string, marker: string): Promise<Tenant> {
  const house = await institution(system, admin, { marker, region });
  const { slug, draftSlug, institutionId, machine, endpointId, keyId } = house;
  numbers += 1;
  const phone = `+628995000${String(numbers).padStart(4, '0')}`;
  const owner = await person(system, 'owner', { name: `${marker} Pemilik`, phone });
  const officer = await person(system, 'officer', { regionCode: region, name: `${marker} Petugas` });
  const village = `${region}.${region === '35.79' ? '02' : '13'}.2001`;
  const facts = {
    'legality.nib': { value: true },
    'business.startedOn': { value: '2025-01-01' },
    'need.wanted': { value: ['produksi.kemasan'] },
  };
  const about = { name: `${marker} Usaha`, regionCode: village, facts, phone: phone.replace('+62', '0') };
  const { actorId, matchId, consentId } = await interestedActor({ admin, owner, officer, partner: machine, institutionId, slug }, about);
  await must(owner.patch(`/actors/${actorId}/facts`, { facts: { 'business.outlets': { value: 7, source: marker } } }));
  const { id: documentId } = await must(
    owner.upload<WithId>(`/actors/${actorId}/documents`, { kind: 'other' }, { name: `${marker}.pdf`, bytes: PDF }),
  );
  const note = { kind: 'correction', note: marker, channel: 'web' };
  const { id: requestId } = await must(owner.post<WithId>(`/actors/${actorId}/rights-requests`, note));
  await must(officer.post(`/actors/${actorId}/register-checks`, { source: 'sikp', asOf: '2026-11-22', note: marker }));
  const waiver = { rule: 'o11-one-batch', reason: marker, expiresOn: '2099-12-31' };
  const { id: waiverId } = await must(officer.post<WithId>(`/matches/${matchId}/waivers`, waiver));
  await must(
    officer.post('/recipient-lists', {
      source: 'recipients', title: `${marker} daftar`, asOf: '2026-11-20', complete: false, intervention: 'produksi.kemasan', kind: 'training',
      level: 'province', csv: `name,region_code,from,to\n${marker} Usaha,${village},2026-03-01,2026-03-02\n`,
    }),
  ); // prettier-ignore
  const [review] = (await must(officer.get<{ items: WithId[] }>('/identity-reviews'))).items;
  await must(officer.post(`/identity-reviews/${review!.id}/decision`, { decision: 'different', note: marker }));
  const deliveryId = await share(system, { officer, machine, matchId, endpointId });
  const round = await must(officer.post<WithId>('/rounds', roundPlan({ a: slug }, { regionCode: region })));
  await must(officer.post(`/rounds/${round.id}/opening`));
  await must(owner.put(`/rounds/${round.id}/rankings/${actorId}`, { choices: ['a'] }));
  const kept = await must(owner.post<WithId>('/actors', actorRequest({ name: `${marker} Ber-PIN`, regionCode: village })));
  await must(owner.put(`/actors/${kept.id}/pin`, { pin: '280154' }));
  const gone = await must(owner.post<WithId>('/actors', actorRequest({ name: `${marker} Lama`, regionCode: village })));
  await must(owner.post(`/actors/${gone.id}/erasure`, { name: `${marker} Lama` }));
  const code = await must(system.anybody.post<WithId>('/one-time-codes', { phone }));
  await must(owner.post(`/actors/${actorId}/rights-requests`, note, { 'idempotency-key': marker }));
  const [session] = await must(owner.get<WithId[]>('/sessions'));
  const [offer] = await system.query<WithId>('select id from offers where slug = $1', [slug]);
  const [draftId, planId] = [randomUUID(), randomUUID()];
  await byHand(
    system,
    {
      actorId,
      roundId: round.id,
      institutionId,
      ownerId: owner.personId,
      officerId: officer.personId,
      matchId,
      staffId: house.staff.personId,
      draftId,
      planId,
      offerId: offer!.id,
    },
    marker,
  );
  return {
    marker, region, owner, officer, staff: house.staff, machine, receiver: house.receiver,
    ids: {
      actorId, matchId, consentId, institutionId, slug, draftSlug, roundId: round.id, planId, endpointId, deliveryId, requestId,
      reviewId: review!.id, waiverId, keyId, sessionId: session!.id, codeId: code.id, documentId, draftId, mergedId: kept.id, phone,
    },
  }; // prettier-ignore
}
