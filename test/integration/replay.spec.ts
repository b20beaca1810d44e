import { DecisionRecords, MatchTransition, Replays } from '@sambung/matches';
import { ENGINE_VERSION } from '@sambung/matching';
import { letUndoTimePass } from '../factories/passing-time';
import { offerDocument } from '../factories/offers';
import { cast, Cast, interestedActor } from '../factories/story';
import { ProgramProcess } from '../support/child-process';
import { TestSystem } from '../support/test-system';

const KNOWN = { 'legality.nib': { value: true }, 'business.startedOn': { value: '2026-01-01' } };

describe('a replay', () => {
  let system: TestSystem;
  let people: Cast;
  let decisionId: string;

  const replay = async (...parameters: string[]) => {
    const env = { PATH: process.env.PATH, DATABASE_URL: process.env.DATABASE_URL, SECRET_KEY: process.env.SECRET_KEY };
    const program = new ProgramProcess('cli/src/main.js', ['replay', ...parameters], { env });
    const code = await program.end();
    return { code, lines: program.output.trim().split('\n') };
  };

  beforeAll(async () => {
    system = await TestSystem.start({ environment: { UNDO_SECONDS: '60' } });
    system.clock.set('2026-11-22T03:00:00Z');
    people = await cast(system);
    const { matchId, actorId } = await interestedActor(people, { facts: { ...KNOWN, 'owner.nik': { value: '3507131212850000' } } });
    const { status, body } = await people.officer.post<{ id: string }>(`/matches/${matchId}/decision`, { decision: 'approved' });
    expect(status).toBe(201);
    decisionId = body.id;
    await people.owner.patch(`/actors/${actorId}/facts`, {
      facts: { 'business.startedOn': { value: '2026-11-01' }, 'legality.nib': { value: false } },
    });
    await letUndoTimePass(system);
    await system.noPendingWork();
  });

  afterAll(() => system.stop());

  it('rests on a snapshot that holds no identifier of a person and is shown to nobody', async () => {
    const { manager } = system.dataSource;
    const step = await manager.createQueryBuilder(MatchTransition, 'step').addSelect('step.snapshotSealed').where({ id: decisionId }).getOneOrFail(); // prettier-ignore
    const { facts } = (await system.get(DecisionRecords).snapshotOf(manager, step))!;
    expect(facts['owner.nik']!.value).toMatch(/^3507•+0000$/);
    expect(facts['owner.birthDate']!.value).toBe('1985-12-12');
    const { body } = await people.officer.get(`/matches/${step.matchId}/history`);
    expect(JSON.stringify(body)).not.toContain('snapshot');
  });

  it('comes out with the hash that was stored, whatever has become of the profile', async () => {
    const { code, lines } = await replay(decisionId);
    expect(lines).toEqual([
      `decision ${decisionId}: eligible by ${people.slug} version 1 on 2026-11-22, engine ${ENGINE_VERSION}`,
      expect.stringMatching(/^stored   [0-9a-f]{64}$/),
      expect.stringMatching(/^replayed [0-9a-f]{64} \(engine [0-9.]+\)$/),
      'equal',
    ]);
    expect([code, lines[1]!.slice(9)]).toEqual([0, lines[2]!.slice(9, 73)]);
  });

  it('against another version says what changes, and that it does by its exit code', async () => {
    const { requires } = offerDocument();
    const older = {
      all: [
        ...(requires as { all: object[] }).all.slice(0, 2),
        { id: 'age', fact: 'business.startedOn', measure: 'months', op: '>=', value: 24 },
      ],
    };
    await people.admin.post(`/offers/${people.slug}/versions`, { document: offerDocument({ requires: older as never, examples: [] }) });
    const { code, lines } = await replay(decisionId, '--against', '2');
    expect([code, lines[3]]).toEqual([1, 'different:']);
    expect(lines.slice(4, 13)).toEqual([
      '  verdict', '    - eligible', '    + notEligible',
      '  sentence', '    - Meets the conditions.', expect.stringMatching(/^ {4}\+ Does not qualify yet: age of the business 10 months, needs 24\. /),
      '  condition age', expect.stringContaining('T ('), expect.stringContaining('F ('),
    ]); // prettier-ignore
    expect(await system.get(Replays).replay(system.dataSource.manager, decisionId, 1)).toMatchObject({ equal: true, differences: [] });
  });

  it('opens no record that was tampered with or taken from another decision', async () => {
    const tampered = `update match_transitions set snapshot_sealed = set_byte(snapshot_sealed, 40, get_byte(snapshot_sealed, 40) # 1) where id = $1`;
    await system.query(tampered, [decisionId]);
    expect((await replay(decisionId)).code).toBe(1);
    await system.query(tampered, [decisionId]);
    expect((await replay(decisionId)).code).toBe(0);
    const [row] = await system.query<{ snapshot_sealed: Buffer }>('select snapshot_sealed from match_transitions where id = $1', [
      decisionId,
    ]);
    await system.query('update match_transitions set snapshot_sealed = explanation_sealed where id = $1', [decisionId]);
    expect((await replay(decisionId)).code).toBe(1);
    await system.query('update match_transitions set snapshot_sealed = $2 where id = $1', [decisionId, row!.snapshot_sealed]);
  });

  it('is refused with a reason where there is nothing to replay', async () => {
    const { code, lines } = await replay('0193a1b2-0000-7000-8000-000000000001');
    expect([code, lines]).toEqual([1, ['sambung: DecisionUnknown: There is no such decision. Take the id of a step from the history of a match.']]); // prettier-ignore
    expect((await replay(decisionId, '--against', 'x')).lines).toEqual([expect.stringContaining('--against: give the number')]);
    const again = (id: string, version?: number) => system.get(Replays).replay(system.dataSource.manager, id, version);
    await expect(again('abc')).rejects.toMatchObject({ code: 'DecisionUnknown' });
    await expect(again(decisionId, 9)).rejects.toMatchObject({ code: 'OfferVersionUnknown' });
  });

  it('leaves decisions of before readable, and says that they cannot be replayed', async () => {
    const [row] = await system.query<{ match_id: string }>(
      'update match_transitions set snapshot_sealed = null where id = $1 returning match_id',
      [decisionId],
    ).then(([rows]) => rows as unknown as { match_id: string }[]); // prettier-ignore
    const { status, body } = await people.officer.get<{ id: string; explanation: { verdict: string } | null }[]>(
      `/matches/${row!.match_id}/history`,
    );
    expect([status, body.find(({ id }) => id === decisionId)!.explanation!.verdict]).toEqual([200, 'eligible']);
    expect((await replay(decisionId)).lines).toEqual([expect.stringContaining('before snapshots of the profile were kept')]);
  });
});
