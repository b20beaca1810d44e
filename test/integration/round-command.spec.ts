import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RoundDesk, roundPlan, sha256 } from '../factories/rounds';
import { publishOffer } from '../factories/story';
import { temporaryFolder } from '../support/temporary-folder';
import { TestSystem } from '../support/test-system';

// Each command starts a process of its own.
jest.setTimeout(180_000);

const MAIN = join(__dirname, '../../dist/apps/cli/src/main.js');

describe('sambung round', () => {
  let system: TestSystem;
  let desk: RoundDesk;
  let folder: string;
  let as: string[];

  beforeAll(async () => {
    system = await TestSystem.start({ workers: [] });
    desk = await RoundDesk.of(system);
    folder = temporaryFolder('round');
    await system.signIn({ role: 'officer', regionCode: '35.07', email: 'petugas@contoh.id' });
    as = ['--as', 'petugas@contoh.id'];
  });

  afterAll(() => system.stop());

  /** Runs the compiled program in a folder of its own, with the test's stores. */
  const sambung = (...parameters: string[]): Promise<{ code: number; output: string }> =>
    new Promise((resolve) => {
      const run = execFile(process.execPath, [MAIN, 'round', ...parameters], { cwd: folder, env: process.env }, (_, out, error) =>
        resolve({ code: run.exitCode ?? 1, output: out + error }),
      );
    });
  const fileOf = (name: string, content: unknown): string => {
    const path = join(folder, name);
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };

  it('holds a round from plan to end, and shows and verifies it', async () => {
    const { slug, institutionId } = await publishOffer(system, desk.admin);
    const plan = fileOf('plan.json', roundPlan({ a: slug }));
    const created = await sambung('create', plan, ...as);
    expect(created).toEqual({ code: 0, output: expect.stringMatching(/^[0-9a-f-]{36} draft\n$/) });
    const id = created.output.slice(0, 36);
    expect(await sambung('close', id, ...as)).toEqual({ code: 1, output: 'sambung: A round that is draft cannot become closed; it must be open first.\n' }); // prettier-ignore
    expect((await sambung('open', id, ...as)).output).toBe(`${id} open\n`);
    const people = [await desk.applicant([institutionId]), await desk.applicant([institutionId])];
    for (const one of people) await desk.ranks(id, one, ['a']);
    await system.query('update rounds set closes_at = now() where id = $1', [id]);
    expect((await sambung('close', id, ...as)).output).toBe(`${id} closed\n`);
    expect((await sambung('run', id, ...as)).output).toMatch(/^run 1, certificate [0-9a-f]{64}\n {2}a: 1 seated, 1 waiting\n$/);

    const shown = JSON.parse((await sambung('show', id)).output) as { state: string; run: { number: number }; commitment: string };
    expect(shown).toMatchObject({ state: 'run', run: { number: 1 } });
    expect(JSON.stringify(shown)).not.toContain('secretSealed');
    expect((await sambung('show')).output).toContain(`${id} run training 2027-1 Example round\n`);

    expect(await sambung('verify', id)).toEqual({ code: 0, output: expect.stringMatching(/^valid: 2 applicants, 1 seats, seed [0-9a-f]{64}\n$/) }); // prettier-ignore
    const file = fileOf('certificate.json', (await sambung('certificate', id)).output);
    expect(await sambung('verify', file, '--commitment', shown.commitment)).toMatchObject({ code: 0 });
    expect(await sambung('verify', file)).toEqual({ code: 0, output: expect.stringContaining(`compare the commitment with the one published at the opening: ${shown.commitment}`) }); // prettier-ignore
    expect(await sambung('verify', file, '--commitment', sha256('another'))).toEqual({ code: 1, output: 'lottery at commitment: The lottery: commitment does not match.\n' }); // prettier-ignore

    const { body } = await desk.officer.get<{ certificate: { matching: Record<string, string[]>; applicants: { id: string }[] } }>(`/rounds/${id}/certificate`); // prettier-ignore
    expect((await sambung('verify', fileOf('answer.json', body))).code).toBe(0);
    const loser = body.certificate.applicants.find(({ id: entry }) => !body.certificate.matching.a!.includes(entry))!;
    const forged = { ...body, certificate: { ...body.certificate, matching: { a: [loser.id] } } };
    expect(await sambung('verify', fileOf('forged.json', forged))).toEqual({ code: 1, output: expect.stringContaining('blockingPair at a') }); // prettier-ignore
    await system.query(`update round_runs set certificate = jsonb_set(certificate, '{matching,a}', '[]') where round_id = $1`, [id]);
    expect(await sambung('verify', id)).toEqual({ code: 1, output: expect.stringContaining('wasted at a') });

    const taker = (await desk.resultOf(id, people[0]!)).seat ? people[0]! : people[1]!;
    await desk.accepts(id, taker);
    expect((await sambung('finish', id, ...as)).output).toBe(`${id} finished\n`);
  });

  it('says what is wrong in one line for each fault, and exits with 1', async () => {
    const shape = fileOf('shape.json', roundPlan({}, { kind: 'party', batches: [{ id: 'A', offerSlug: 'x', seats: 1 }] }));
    const refused = async (...parameters: string[]) => {
      const { code, output } = await sambung(...parameters);
      expect(code).toBe(1);
      expect(output).not.toMatch(/^\s+at /m);
      return output;
    };
    expect(await refused('create', shape, ...as)).toMatch(
      /^sambung: the plan needs correcting:\n {2}\/kind: .*\n {2}\/batches\/0\/offerSlug: The slug of an offer\.\n {2}\/batches\/0\/id: Lower-case letters.*\n$/,
    );
    const plan = fileOf('unknown.json', roundPlan({ a: 'tidak-ada' }));
    expect(await refused('create', plan, ...as)).toBe(
      'sambung: Some fields need correcting.\n  /batches/0/offerSlug: No published offer has this slug.\n',
    );
    expect(await refused('create', fileOf('list.json', []), ...as)).toBe('sambung: the plan must be a JSON object\n');
    expect(await refused('create', fileOf('text.json', '{'), ...as)).toMatch(/text\.json: must be JSON/);
    expect(await refused('create', 'nothing.json', ...as)).toBe('sambung: nothing.json: cannot be read\n');
    expect(await refused('create', plan, '--as', 'siapa@contoh.id')).toBe('sambung: --as: there is no officer or admin siapa@contoh.id\n');
    expect(await refused('open', 'satu', ...as)).toMatch(/satu: is not the id of a round/);
    expect(await refused('run', '01900000-0000-7000-8000-000000000000', ...as)).toBe('sambung: There is no such round.\n');
    expect(await refused('verify', fileOf('half.json', { tree: {} }))).toMatch(/^sambung: not a certificate: /);
    expect(await refused('verify', plan, '--commitment', 'x')).toBe('sambung: --commitment: must be 64 hexadecimal digits\n');
  });
});
