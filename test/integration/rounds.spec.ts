import { verifyCertificate } from '@sambung/matching';
import { DAY_MS, HOUR_MS, RoundBody, RoundDesk, roundPlan, RunBody, sha256, twoOffers } from '../factories/rounds';
import { problemOf, refusalOf } from '../factories/problems';
import { publishOffer } from '../factories/story';
import { eventually } from '../support/eventually';
import { TestSystem } from '../support/test-system';

describe('a round', () => {
  let system: TestSystem;
  let desk: RoundDesk;

  beforeAll(async () => {
    system = await TestSystem.start();
    desk = await RoundDesk.of(system);
  });

  afterAll(() => system.stop());
  afterEach(() => system.clock.set(null));

  describe('from draft to end', () => {
    it('gives each seat by the lottery, fills a declined one by running again, keeps accepted ones and ends the waiting', async () => {
      const { id, partners, first, second, third, institutionIds } = await desk.contested();
      const run = await desk.runs(id);
      expect(run).toMatchObject({ run: 1, certificate: { matching: { a: [first.entry], b: [second.entry] }, fixed: {}, withdrawn: [] } });
      expect(await desk.resultOf(id, first)).toMatchObject({
        run: 1,
        seat: { batch: 'a', state: 'offered' },
        choices: [
          { batch: 'a', place: null, waiting: 2 },
          { batch: 'b', place: null },
        ],
      });
      const told = await desk.resultOf(id, third);
      expect(told).toMatchObject({
        seat: null,
        choices: [
          { batch: 'a', place: 2, waiting: 2 },
          { batch: 'b', place: 1, waiting: 1 },
        ],
      });
      expect(told.choices[0]!.cutOff).toEqual({ points: 0, ticket: (await desk.resultOf(id, first)).ticket });
      expect(await desk.statesOf(second)).toEqual(['offered', 'waitlisted']);
      expect(await desk.statesOf(third)).toEqual(['waitlisted', 'waitlisted']);

      const { ticket, seat } = await desk.resultOf(id, first);
      const given = { roundId: id, run: 1, batch: 'a', result: 'seat', points: 0, ticket, place: null, waiting: 2, cutOff: { points: 0, ticket } }; // prettier-ignore
      const [seated] = await desk.allocationsOf(first);
      expect(seated).toMatchObject({ ...given, text: { en: 'Has a seat with 0 points. The last one in has 0 points; among equal points the lottery decides.' } }); // prettier-ignore
      const decided = (await first.owner.get<{ toState: string; explanation: unknown }[]>(`/matches/${seat!.matchId}/history`)).body;
      expect(decided.find(({ toState }) => toState === 'offered')).toMatchObject({ explanation: { allocation: seated } });
      expect(await desk.allocationsOf(third)).toMatchObject([
        { batch: 'a', result: 'waiting', place: 2, waiting: 2, ticket: told.ticket },
        { batch: 'b', result: 'waiting', place: 1, waiting: 1, text: { id: expect.stringContaining('urutan 1 dari 1 di daftar tunggu') } },
      ]);

      await desk.accepts(id, first);
      expect(await desk.declines(id, second)).toMatchObject({ seat: { state: 'declined' } });
      const again = await desk.runs(id);
      expect(again).toMatchObject({
        run: 2,
        certificate: {
          draw: run.certificate.draw,
          fixed: { [first.entry]: 'a' },
          withdrawn: [second.entry],
          matching: { a: [first.entry], b: [third.entry] },
        },
      });
      expect(await desk.statesOf(second)).toEqual(['declined']);
      expect(await desk.statesOf(third)).toEqual(['offered', 'waitlisted']);

      expect(await problemOf(desk.officer.post(`/rounds/${id}/end`))).toMatchObject({ status: 409, code: 'SeatsUnanswered', seats: 1 });
      const { matchId } = (await desk.accepts(id, third)).seat!;
      const { body: ended } = await desk.officer.post<RoundBody>(`/rounds/${id}/end`);
      expect([ended.state, ended.steps.map(({ toState }) => toState)]).toEqual([
        'finished',
        ['draft', 'open', 'closed', 'run', 'finished'],
      ]);
      expect(await desk.statesOf(third)).toEqual(['accepted']);

      await system.noPendingWork();
      expect((await partners[1]!.get(`/partner/matches/${matchId}`)).body).toMatchObject({ id: matchId, state: 'accepted' });
      expect(await system.query('select type, institution_id from partner_events where subject_id = $1', [matchId])).toEqual([
        { type: 'match.seatAccepted', institution_id: institutionIds[1] },
      ]);
    });

    it('moves who has yet to answer to a better seat that came free, and never to a worse one', async () => {
      const { id, first, second, third } = await desk.contested();
      await desk.runs(id);
      const { matchId } = (await desk.resultOf(id, second)).seat!;
      await desk.declines(id, first);
      await desk.runs(id);
      expect((await desk.resultOf(id, second)).seat).toMatchObject({ batch: 'a', state: 'offered' });
      expect((await desk.resultOf(id, third)).seat).toMatchObject({ batch: 'b', state: 'offered' });
      expect(await system.query('select state from matches where id = $1', [matchId])).toEqual([{ state: 'superseded' }]);
      expect((await desk.accepts(id, second)).seat).toMatchObject({ batch: 'a', state: 'accepted' });
    });

    it('keeps every run with its certificate', async () => {
      const { id, first } = await desk.contested();
      const run = await desk.runs(id);
      await desk.declines(id, first);
      await desk.runs(id);
      expect((await desk.officer.get<RunBody>(`/rounds/${id}/certificate?run=1`)).body).toEqual(run);
      expect((await desk.officer.get<RunBody>(`/rounds/${id}/certificate`)).body).toMatchObject({ run: 2 });
      expect(await refusalOf(desk.officer.get(`/rounds/${id}/certificate?run=3`))).toEqual({ status: 404, code: 'RunUnknown' });
    });
  });

  describe('seats that nobody answers', () => {
    it('expire by themselves, and who let the time pass is out of the next run', async () => {
      const { id, first, second } = await desk.contested();
      await desk.runs(id);
      desk.passes(6 * DAY_MS);
      const signedIn = await system.signIn({ role: 'officer', regionCode: '35.07' });
      await system.query('delete from sweeps');
      await system.startWorker('matcher');
      await eventually(
        'the expiry',
        () => system.query<{ state: string }>('select state from matches where actor_id = $1', [first.actorId]),
        ([match]) => match?.state === 'expired',
      );
      const run = await signedIn.post<RunBody>(`/rounds/${id}/runs`);
      expect(run.body.certificate).toMatchObject({ withdrawn: expect.arrayContaining([first.entry, second.entry]) });
    });

    it('are refused late, and go to the next in line even when no process has looked yet', async () => {
      const { id, first, second, third } = await desk.contested();
      await desk.runs(id);
      await desk.accepts(id, second);
      await system.query(`update round_seats set expires_at = now() - interval '1 day' where ranking_id = $1`, [first.entry]);
      expect(await problemOf(desk.answer(id, first, 'accepted'))).toMatchObject({ status: 409, code: 'SeatExpired' });
      const { certificate } = await desk.runs(id);
      expect(certificate).toMatchObject({ withdrawn: [first.entry], fixed: { [second.entry]: 'b' }, matching: { a: [third.entry] } });
      expect(await desk.statesOf(first)).toEqual(['expired']);
    });
  });

  describe('is safe to repeat', () => {
    it('step by step: each gives the same answer again and does nothing twice', async () => {
      const { slugs, institutionIds } = await twoOffers(system, desk.admin);
      const { id } = await desk.creates(roundPlan({ a: slugs[0], b: slugs[1] }));
      const open = () => desk.officer.post<RoundBody>(`/rounds/${id}/opening`);
      const [one, two] = await Promise.all([open(), open()]);
      expect(one.body.commitment).toMatch(/^[0-9a-f]{64}$/);
      expect(two.body).toEqual(one.body);
      const actor = await desk.applicant(institutionIds);
      const [ranked, again] = [await desk.ranks(id, actor, ['a']), await desk.ranks(id, actor, ['a'])];
      expect(again).toEqual(ranked);
      const closed = await desk.closes(id);
      expect(await desk.closes(id)).toEqual(closed);
      const runs = await Promise.all([desk.runs(id), desk.runs(id), desk.runs(id)]);
      expect(new Set(runs.map(({ run, hash }) => `${run} ${hash}`)).size).toBe(1);
      expect(await system.query('select count(*)::int as count from matches where actor_id = $1', [actor.actorId])).toEqual([{ count: 1 }]);
      await Promise.all([desk.accepts(id, actor), desk.accepts(id, actor)]);
      expect(await desk.statesOf(actor)).toEqual(['accepted']);
      await desk.runs(id);
      const end = () => desk.officer.post<RoundBody>(`/rounds/${id}/end`);
      expect((await end()).body).toEqual((await end()).body);
      const history = await system.query<{ to_state: string }>(
        'select to_state from match_transitions join matches on matches.id = match_id where actor_id = $1 order by at',
        [actor.actorId],
      );
      expect(history.map(({ to_state }) => to_state)).toEqual(['offered', 'accepted']);
    });

    it('after a run that broke off: nothing of it stays, and the next one does it all', async () => {
      const { id, first } = await desk.contested();
      await system.query(`
        create function fail_second() returns trigger language plpgsql as $$ begin
          if exists (select from matches where round_id = new.round_id) then raise exception 'the disk is full'; end if;
          return new; end $$;
        create trigger fail_second before insert on matches for each row execute function fail_second()`);
      const { status } = await desk.officer.post(`/rounds/${id}/runs`);
      await system.query('drop trigger fail_second on matches; drop function fail_second');
      expect(status).toBe(500);
      expect(await system.query('select from round_runs where round_id = $1', [id])).toEqual([]);
      expect(await system.query('select from matches where round_id = $1', [id])).toEqual([]);
      expect((await desk.runs(id)).certificate.matching).toMatchObject({ a: [first.entry] });
    });
  });

  describe('has a lottery that nobody can choose', () => {
    it('whose commitment is published at the opening and kept at the closing', async () => {
      const { slugs } = await twoOffers(system, desk.admin);
      const id = await desk.opens(roundPlan({ a: slugs[0] }));
      const actor = await desk.applicant();
      const { commitment, draw: none } = (await actor.owner.get<RoundBody>(`/rounds/${id}`)).body;
      expect(none).toBeNull();
      const { entry } = await desk.ranks(id, actor, ['a']);
      const { draw } = await desk.closes(id);
      expect([draw!.commitment, sha256(draw!.secret)]).toEqual([commitment, commitment]);
      const receipt = sha256(JSON.stringify([entry, ['a'], [0], []]));
      expect(draw!.listHash).toBe(sha256(receipt));
      expect(draw!.seed).toBe(sha256(draw!.secret + draw!.listHash));
    });

    it('whose seed changes with the list, so that a list altered after the closing is not run', async () => {
      const { id, first, draw } = await desk.contested();
      await system.query(`update round_rankings set assessment = jsonb_set(assessment, '{choices,0,priority,points}', '7') where id = $1`, [
        first.entry,
      ]);
      expect(await problemOf(desk.officer.post(`/rounds/${id}/runs`))).toMatchObject({
        status: 409,
        code: 'ListChanged',
        closedListHash: draw.listHash,
        listHash: expect.not.stringMatching(draw.listHash),
      });
    });

    it('and certificates in which any alteration shows', async () => {
      const { id, first, third } = await desk.contested();
      const { certificate } = await desk.runs(id);
      const { commitment } = (await desk.officer.get<RoundBody>(`/rounds/${id}`)).body;
      const kinds = (altered: typeof certificate) => [...new Set(verifyCertificate(altered, commitment!, sha256).map(({ kind }) => kind))];
      expect(kinds(certificate)).toEqual([]);
      expect(kinds({ ...certificate, matching: { ...certificate.matching, a: [third.entry] } })).toEqual(['blockingPair']);
      const bribed = certificate.applicants.map((one) => (one.id === third.entry ? { ...one, points: [9, 9] } : one));
      expect(kinds({ ...certificate, applicants: bribed })).toContain('lottery');
      expect(kinds({ ...certificate, draw: { ...certificate.draw, seed: sha256('x') } })).toContain('lottery');
      expect(kinds({ ...certificate, withdrawn: [first.entry] })).toContain('withdrawnSeated');
      expect(verifyCertificate(certificate, sha256('another'), sha256).map(({ at }) => at)).toEqual(['commitment']);
    });
  });

  describe('whose applicants leave', () => {
    it('before the closing forgets them, afterwards gives their seat and places to others', async () => {
      const { slugs, institutionIds } = await twoOffers(system, desk.admin);
      const id = await desk.opens(roundPlan({ a: slugs[0], b: slugs[1] }));
      const [early, late] = [await desk.applicant(institutionIds), await desk.applicant(institutionIds)];
      await desk.ranks(id, early, ['a']);
      await desk.ranks(id, late, ['b']);
      const leave = ({ owner, actorId }: typeof early) => owner.delete(`/rounds/${id}/rankings/${actorId}`);
      expect([(await leave(early)).status, (await leave(early)).status]).toEqual([204, 204]);
      expect(await desk.rankingOf(id, early)).toMatchObject({ entry: null, confirmedAt: null });
      await desk.closes(id);
      expect((await desk.runs(id)).certificate.applicants).toHaveLength(1);
      expect((await leave(late)).status).toBe(204);
      expect(await desk.statesOf(late)).toEqual(['declined']);
      expect((await desk.runs(id)).certificate.matching).toEqual({ a: [], b: [] });
      expect(await problemOf(desk.answer(id, late, 'accepted'))).toMatchObject({ status: 409, code: 'TransitionIllegal' });
    });

    it('by withdrawing their consent frees the seat', async () => {
      const { id, first, second } = await desk.contested();
      await desk.runs(id);
      await first.owner.post(`/actors/${first.actorId}/withdrawal`);
      await system.noPendingWork();
      expect((await desk.runs(id)).certificate).toMatchObject({ withdrawn: [first.entry], matching: { a: [second.entry] } });
    });

    it('once a seat is accepted only with the institution', async () => {
      const { id, first } = await desk.contested();
      await desk.runs(id);
      await desk.accepts(id, first);
      expect(await problemOf(first.owner.delete(`/rounds/${id}/rankings/${first.actorId}`) as never)).toMatchObject({
        status: 409,
        code: 'SeatTaken',
      });
      expect(await problemOf(desk.answer(id, first, 'declined'))).toMatchObject({ status: 409, code: 'TransitionIllegal' });
    });
  });

  describe('tells partners', () => {
    it('nothing of a seat before its owner accepts it, and needs the consent to share for that', async () => {
      const offer = await publishOffer(system, desk.admin);
      const id = await desk.opens(roundPlan({ a: offer.slug }));
      const actor = await desk.applicant();
      await desk.ranks(id, actor, ['a']);
      await desk.closes(id);
      await desk.runs(id);
      expect(await problemOf(desk.answer(id, actor, 'accepted'))).toMatchObject({
        code: 'ConsentMissing',
        institutionId: offer.institutionId,
      });
      await desk.agrees(actor, offer.institutionId);
      const { matchId } = (await desk.resultOf(id, actor)).seat!;
      expect(await refusalOf(offer.partner.get(`/partner/matches/${matchId}`))).toEqual({ status: 404, code: 'MatchUnknown' });
      expect(await refusalOf(offer.partner.post(`/partner/matches/${matchId}/answer`, { status: 'accepted' }))).toEqual({
        status: 404,
        code: 'MatchUnknown',
      });
      expect((await offer.partner.get<{ items: unknown[] }>('/partner/matches')).body.items).toEqual([]);
      await desk.accepts(id, actor);
      expect((await offer.partner.get<{ items: { id: string }[] }>('/partner/matches')).body.items).toMatchObject([{ id: matchId }]);
      expect((await offer.partner.post(`/partner/matches/${matchId}/answer`, { status: 'inProgress' })).status).toBe(201);
      expect((await desk.runs(id)).certificate.fixed).not.toEqual({});
    });

    it('of a seat that was taken and is withdrawn, but not of one that was only offered', async () => {
      const { id, first, second } = await desk.contested();
      await desk.runs(id);
      await desk.accepts(id, first);
      await system.noPendingWork();
      for (const { owner, actorId } of [first, second]) await owner.post(`/actors/${actorId}/withdrawal`);
      await system.noPendingWork();
      const events = (actorId: string) => system.query('select type from partner_events where actor_id = $1 and type like $2 order by 1', [actorId, 'match.%']); // prettier-ignore
      expect(await events(first.actorId)).toEqual([{ type: 'match.seatAccepted' }, { type: 'match.withdrawn' }]);
      expect(await events(second.actorId)).toEqual([]);
    });
  });

  it('lets nobody rank outside its hours', async () => {
    const offer = await publishOffer(system, desk.admin);
    const hours = { opensAt: new Date(Date.now() + HOUR_MS).toISOString(), closesAt: new Date(Date.now() + 2 * HOUR_MS).toISOString() };
    const id = await desk.opens(roundPlan({ a: offer.slug }, hours));
    const actor = await desk.applicant();
    const rank = () => refusalOf(actor.owner.put(`/rounds/${id}/rankings/${actor.actorId}`, { choices: ['a'] }));
    expect(await rank()).toEqual({ status: 409, code: 'RoundNotOpen' });
    desk.passes(1.5 * HOUR_MS);
    await desk.ranks(id, actor, ['a']);
    expect(await refusalOf(desk.officer.post(`/rounds/${id}/closing`))).toEqual({ status: 409, code: 'RoundStillOpen' });
    desk.passes(2 * HOUR_MS);
    expect(await rank()).toEqual({ status: 409, code: 'RoundNotOpen' });
  });
});
