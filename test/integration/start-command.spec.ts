import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { isAlive } from '../../apps/cli/src/embedded/embedded-server';
import { freePort } from '../../apps/cli/src/embedded/free-port';
import { ProgramProcess } from '../support/child-process';
import { eventually } from '../support/eventually';
import { temporaryFolder } from '../support/temporary-folder';

/** Processes whose command line or working directory names the folder. */
function processesOf(folder: string): string[] {
  const lines = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.includes(folder) && !line.includes('ps -eo'));
}

/** The programs of ours that a launcher runs. */
const programsOf = (launcher: number): number[] =>
  execFileSync('ps', ['-eo', 'ppid=,pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes('/src/main.js'))
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([parent, child]) => (parent === launcher ? [child!] : []));

/** Where its database and its queue's server listen. */
const storesOf = (output: string): string[] => /^ *stores .*$/m.exec(output)![0].match(/127\.0\.0\.1:\d+/g)!;

describe('sambung start', () => {
  let folder: string;
  let port: number;
  /** Actors after the story. */
  let told: number;
  const started: ProgramProcess[] = [];

  /** The environment of a user who has configured nothing; what the tests themselves set does not count. */
  const environment = (changes: Record<string, string> = {}): NodeJS.ProcessEnv => ({
    PATH: process.env.PATH,
    HOME: folder,
    HTTP_PORT: String(port),
    UNDO_SECONDS: '5',
    ...changes,
  });

  const sambung = (parameters: string[], changes?: Record<string, string>, cwd = folder): ProgramProcess => {
    const program = new ProgramProcess('cli/src/main.js', parameters, { cwd, env: environment(changes) });
    started.push(program);
    return program;
  };

  const readiness = async (): Promise<unknown> => (await fetch(`http://127.0.0.1:${port}/readyz`)).json();

  const countActors = async (): Promise<number> => {
    const accounts = JSON.parse(readFileSync(join(folder, '.sambung/demo-accounts.json'), 'utf8')) as {
      accounts: { role: string; login: string; password: string }[];
    };
    const { login, password } = accounts.accounts.find((account) => account.role === 'admin')!;
    const headers = { 'content-type': 'application/json' };
    const session = await fetch(`http://127.0.0.1:${port}/api/v1/sessions`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ login, password }),
    });
    const { token } = (await session.json()) as { token: string };
    const page = await fetch(`http://127.0.0.1:${port}/api/v1/actors?limit=100`, { headers: { authorization: `Bearer ${token}` } });
    return ((await page.json()) as { items: unknown[] }).items.length;
  };

  beforeAll(async () => {
    folder = temporaryFolder('start');
    port = await freePort();
  });

  afterAll(() => {
    for (const program of started) program.signalGroup('SIGKILL');
    for (const line of processesOf(folder)) process.kill(Number(line.trim().split(' ')[0]), 'SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  it('starts everything, runs the story, and Ctrl-C stops everything', async () => {
    const system = sambung(['start']);
    const output = await system.prints('Ctrl-C stops everything');
    expect(output).toMatch(/91,599 regions, 3,349 kbli codes/);
    expect(output).toMatch(/36 offers/);
    expect(output).toContain(`http://127.0.0.1:${port}/readyz`);
    expect(await readiness()).toMatchObject({ status: 'ready', postgres: true, queue: true });

    const again = sambung(['start']);
    expect(await again.end()).toBe(1);
    expect(again.output.trim()).toBe(`sambung: Sambung already runs here, at http://127.0.0.1:${port} (process ${system.pid}).`);

    const story = sambung(['demo', '--actors', '60']);
    await story.end();
    const lines = story.output.trim().split('\n');
    expect(lines.at(-1)).toMatch(
      /^OK: 60 actors, \d+ eligible, .* \(0 on a guess, 0 unexplained\); (\d+) approved, \1 delivered, 0 sent that should not be, 0 bad signatures$/,
    );
    expect(story.exitCode).toBe(0);
    told = await countActors();
    expect(told).toBeGreaterThanOrEqual(60);

    system.signalGroup('SIGINT');
    expect(await system.end()).toBe(0);
    expect(system.output.trim().endsWith('stopped')).toBe(true);
    expect(processesOf(folder)).toEqual([]);
  });

  it('starts again on the same data, and takes over the stores whose launcher was killed', async () => {
    const killed = sambung(['start']);
    await killed.prints('Ctrl-C stops everything');
    expect(await countActors()).toBe(told);
    const programs = programsOf(killed.pid);
    expect(programs).toHaveLength(3);
    killed.signal('SIGKILL');
    await killed.end();
    await eventually('the end of the processes without a launcher', () => Promise.resolve(programs.filter(isAlive)), (left) => left.length === 0); // prettier-ignore

    const next = sambung(['start']);
    await next.prints('Ctrl-C stops everything');
    expect(await countActors()).toBe(told);
    expect(storesOf(next.output)).toEqual(storesOf(killed.output));
    next.signalGroup('SIGINT');
    expect(await next.end()).toBe(0);
    expect(storesOf(next.output).flatMap(processesOf)).toEqual([]);
    expect(processesOf(folder).filter((line) => line.includes('postgres'))).toEqual([]);
  });

  it('stops cleanly on Ctrl-C while it still starts', async () => {
    const system = sambung(['start']);
    await system.prints('reference data');
    system.signalGroup('SIGINT');
    expect(await system.end()).toBe(0);
    expect(system.output.trim().split('\n').at(-1)).toBe('stopped');
    expect(processesOf(folder)).toEqual([]);
  });

  it('keeps the queue in PostgreSQL where there is no Redis', async () => {
    const bare = join(folder, 'bin');
    mkdirSync(bare);
    symlinkSync(process.execPath, join(bare, 'node'));
    const system = sambung(['start'], { PATH: bare });
    await system.prints('Ctrl-C stops everything');
    expect(system.output).toContain('queue in PostgreSQL (no redis-server or valkey-server on PATH)');
    expect(await readiness()).toMatchObject({ status: 'ready', queueStore: 'postgres' });
    const story = sambung(['demo', '--actors', '20'], { PATH: bare });
    expect([await story.end(), story.output.trim().split('\n').at(-1)]).toEqual([0, expect.stringMatching(/^OK: /)]);
    expect(system.output).not.toContain('permission denied');
    system.signalGroup('SIGINT');
    expect(await system.end()).toBe(0);
    expect(isAlive(system.pid)).toBe(false);
  });

  it('says in one sentence that the port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
    const system = sambung(['start']);
    expect(await system.end()).toBe(1);
    expect(system.output).toBe(`sambung: Port ${port} is in use. Stop the other program, or start with HTTP_PORT=${port + 1} npm start.\n`);
    await new Promise((resolve) => other.close(resolve));
  });

  it('says in one sentence that it may not write, or what is wrong with the configuration', async () => {
    const system = sambung(['start'], {}, '/proc');
    expect(await system.end()).toBe(1);
    expect(system.output).toBe(
      'sambung: The rights do not suffice (/proc/.sambung). Change the rights of the folder or start as its owner.\n',
    );

    const misconfigured = sambung(['start'], { LOG_LEVEL: 'loud', OUTBOX_LEASE_SECONDS: 'soon' });
    expect(await misconfigured.end()).toBe(1);
    expect(misconfigured.output).toContain('LOG_LEVEL');
    expect(misconfigured.output).toContain('OUTBOX_LEASE_SECONDS');
    expect(processesOf(folder)).toEqual([]);
  });
});
