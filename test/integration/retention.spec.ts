import { Sweeps } from '@sambung/events';
import { INestApplicationContext } from '@nestjs/common';
import { Retention } from '../../apps/matcher/src/retention.service';
import { actorRequest } from '../factories/actors';
import { refusalOf } from '../factories/problems';
import { cast, Cast, interestedActor } from '../factories/story';
import { freshPhone, sendCode, signInByCode } from '../factories/signing-in';
import { TestSystem } from '../support/test-system';

describe('what has been kept long enough', () => {
  let system: TestSystem;
  let matcher: INestApplicationContext;
  let people: Cast;

  beforeAll(async () => {
    system = await TestSystem.start({ workers: [] });
    people = await cast(system);
    matcher = await system.startWorker('matcher');
  });
  afterAll(() => system.stop());

  const sweep = () => matcher.get(Retention).sweep();
  const count = async (table: string, id: string) => (await system.query(`select 1 from ${table} where id = $1`, [id])).length;

  it('goes, and what is younger stays', async () => {
    const [old, young] = [await sendCode(system, freshPhone()), await sendCode(system, freshPhone())];
    await system.query(`update one_time_codes set created_at = now() - interval '25 hours' where id = $1`, [old.id]);
    const { caller } = await signInByCode(system);
    const { body: sessions } = await caller.get<{ id: string }[]>('/sessions');
    await system.query(
      `insert into sessions (id, person_id, token_digest, created_at, expires_at, ended_at)
       select gen_random_uuid(), person_id, 'alt', now() - interval '200 days', now() - interval '100 days', now() - interval '91 days' from sessions where id = $1`,
      [sessions[0]!.id],
    );
    await system.query(
      `insert into drafts (id, token_digest, answers_sealed, updated_at)
       select gen_random_uuid(), sha256(days::text::bytea), '', now() - make_interval(days => days) from unnest('{29, 31}'::int[]) days`,
    );
    await system.query(
      `insert into sandbox_matches (id, institution_id, subject_id, offer_id, offer_slug, created_at)
       select gen_random_uuid(), $1, $1, $1, 'contoh', now() - make_interval(days => days) from unnest('{29, 31}'::int[]) days`,
      [people.institutionId],
    );
    await system.query(
      `insert into offer_drafts (id, institution_id, form, revision, updated_by, updated_at)
       select gen_random_uuid(), $1, '{}', 1, id, now() - make_interval(days => days) from people, unnest('{179, 181}'::int[]) days where role = 'admin'
       order by people.id limit 2`,
      [people.institutionId],
    );
    const gone = await sweep();
    expect(await system.query('select from offer_drafts')).toHaveLength(1);
    expect(await system.query('select count(*)::int as drafts from drafts')).toEqual([{ drafts: 1 }]);
    expect(gone).toMatchObject({
      'answers given before an account': 1,
      'invented matches': 1,
      'offers that nobody put before a second person': 1,
      'one-time codes': 1,
      'sessions, to show where an account was used': 1,
    });
    expect([
      await count('one_time_codes', old.id),
      await count('one_time_codes', young.id),
      await count('sessions', sessions[0]!.id),
    ]).toEqual([0, 1, 1]);
    expect(Object.values(await sweep()).every((rows) => rows === 0)).toBe(true);
  });

  it('of an event is its body: what waited for an endpoint ends, what came stays on record, and nothing is sent again', async () => {
    const { partner, institutionId } = people;
    const { id: endpointId } = (await partner.post<{ id: string }>('/webhook-endpoints', { url: 'http://127.0.0.1:9/hook' })).body;
    await system.query(`update webhook_endpoints set status = 'active' where id = $1`, [endpointId]);
    const body = JSON.stringify({ type: 'endpoint.test', timestamp: '2026-11-22T03:00:00.000Z', data: { endpoint_id: endpointId, version: 1, institution_id: institutionId, links: { self: '/api/v1/' } } }); // prettier-ignore
    const made = await system.query<{ id: string; state: string }>(
      `with made as (
         insert into partner_events (id, type, institution_id, subject_id, version, body, created_at)
         select gen_random_uuid(), 'endpoint.test', $1, gen_random_uuid(), days, $2, now() - make_interval(days => days)
         from unnest('{29, 31, 31}'::int[]) days returning id, version)
       insert into webhook_deliveries (id, event_id, endpoint_id, state)
       select gen_random_uuid(), id, $3, case when row_number() over (order by version, id) = 2 then 'held' else 'delivered' end from made
       returning id, state`,
      [institutionId, body, endpointId],
    );
    expect((await sweep())['bodies of events']).toBe(2);
    const left = await system.query<{ id: string; state: string; whole: boolean }>(
      'select delivery.id, state, body is not null as whole from webhook_deliveries delivery join partner_events event on event.id = event_id where endpoint_id = $1',
      [endpointId],
    );
    expect(left.map(({ state, whole }) => `${state} ${whole}`).toSorted()).toEqual([
      'cancelled false',
      'delivered false',
      'delivered true',
    ]);
    expect(left.find(({ state }) => state === 'cancelled')!.id).toBe(made.find(({ state }) => state === 'held')!.id);
    const { items } = (await partner.get<{ items: { payload: object | null }[] }>('/events')).body;
    expect(items.map(({ payload }) => payload && JSON.stringify(payload)).toSorted()).toEqual([null, null, body]);
    const gone = left.find(({ state, whole }) => state === 'delivered' && !whole)!;
    expect(await refusalOf(partner.post(`/deliveries/${gone.id}/resend`))).toEqual({ status: 409, code: 'BodyGone' });
  });

  it('goes in batches, also when there are many', async () => {
    await system.query(`insert into idempotency_keys (principal, key, request_digest, created_at)
      select gen_random_uuid(), 'lama', '', now() - interval '2 days' from generate_series(1, 2500)`);
    expect((await sweep())['answers to repeated requests']).toBe(2_500);
  });

  it('of two processes that sweep at once goes once', async () => {
    await system.query(
      `insert into sign_in_failures select sha256(i::text::bytea), 1, now() - interval '2 days' from generate_series(1, 1500) i`,
    );
    const both = await Promise.all([sweep(), sweep()]);
    const rows = both.map((gone) => gone['waits after failed sign-ins']!);
    expect(rows[0]! + rows[1]!).toBe(1_500);
  });

  it('is erased with the actor: a draft without consent after 30 days, an actor whom nobody touched after 25 months', async () => {
    const draft = await people.owner.post<{ id: string }>('/actors', actorRequest({ status: 'draft', matchingConsent: undefined }));
    const agreed = await people.owner.post<{ id: string }>('/actors', actorRequest({ status: 'draft' }));
    const owner = await system.signIn({ role: 'owner' });
    const idle = await owner.post<{ id: string }>('/actors', actorRequest());
    const { actorId: busy } = await interestedActor(people);
    await system.query(`update actors set updated_at = now() - interval '31 days' where id = any($1)`, [[draft.body.id, agreed.body.id]]);
    await system.query(`update actors set updated_at = now() - interval '26 months' where id = any($1)`, [[idle.body.id, busy]]);
    await system.query(`update sessions set last_seen_at = now() - interval '26 months' where person_id = $1`, [owner.person.id]);
    await sweep();
    const statuses = await system.query<{ id: string; status: string }>('select id, status from actors where id = any($1)', [
      [draft.body.id, agreed.body.id, idle.body.id, busy],
    ]);
    const statusOf = (id: string) => statuses.find((row) => row.id === id)!.status;
    expect([draft.body.id, agreed.body.id, idle.body.id, busy].map(statusOf)).toEqual(['erased', 'draft', 'erased', 'active']);
  });

  it('is looked for by one process of many at a time, and again at once after a look that failed', async () => {
    const looks: string[] = [];
    const lookOf = async (process: string, name: string, outcome: () => void = () => undefined) => {
      const sweep = {
        name,
        everyMs: 60_000,
        sweep: async () => {
          looks.push(process);
          outcome();
        },
      };
      const sweeps = new Sweeps(system.dataSource, [sweep]);
      sweeps.onApplicationBootstrap();
      await sweeps.onApplicationShutdown();
    };
    await Promise.all(['satu', 'dua', 'tiga'].map((process) => lookOf(process, 'uji')));
    await lookOf('empat', 'uji');
    expect(looks).toHaveLength(1);
    await system.query(`update sweeps set began_at = began_at - interval '1 minute' where name = 'uji'`);
    await lookOf('lima', 'uji');
    expect(looks.slice(1)).toEqual(['lima']);
    const fail = () => {
      throw new Error('uji');
    };
    await lookOf('enam', 'gagal', fail);
    await lookOf('tujuh', 'gagal');
    expect(looks.slice(2)).toEqual(['enam', 'tujuh']);
  });
});
