import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The user a server runs as; undefined means the user of this process. */
export interface RunAs {
  uid: number;
  gid: number;
}

/** PostgreSQL refuses to run as root: root hands over to `postgres`, or else to `nobody`. */
export function unprivilegedUser(): RunAs | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const account = ['postgres', 'nobody'].map((name) => accounts.find((fields) => fields[0] === name)).find(Boolean);
  if (!account) throw new Error('PostgreSQL cannot run as root, and there is no user "postgres" or "nobody" to run it.');
  return { uid: Number(account[2]), gid: Number(account[3]) };
}

/** A directory that only its user may enter. Danger: an existing one must belong to that user, not to a stranger. */
export function privateDirectory(path: string, user: RunAs | undefined): string {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  if (user && lstatSync(path).uid === 0) chownSync(path, user.uid, user.gid);
  const { uid } = lstatSync(path);
  const expected = user?.uid ?? process.getuid?.() ?? uid;
  if (uid !== expected || !lstatSync(path).isDirectory()) {
    throw new Error(`${path} belongs to another user. Remove it, or start as that user.`);
  }
  if (process.platform !== 'win32') chmodSync(path, 0o700);
  return path;
}

const canEnter = (path: string, user: RunAs): boolean =>
  spawnSync('/bin/sh', ['-c', 'test -r "$1" && test -x "$1"', 'sh', path], user).status === 0;

/**
 * Where a server's files may live: the wished directory, or, when its user cannot get there (a clone in root's home),
 * a directory of this clone's own under /var/lib.
 */
export function reachableDirectory(wished: string, user: RunAs | undefined): string {
  mkdirSync(dirname(wished), { recursive: true });
  if (!user || canEnter(dirname(wished), user)) return privateDirectory(wished, user);
  const clone = createHash('sha256').update(wished).digest('hex').slice(0, 16);
  mkdirSync('/var/lib/sambung', { recursive: true, mode: 0o755 });
  return privateDirectory(join('/var/lib/sambung', clone), user);
}

/** The program folder itself, or a copy below `home` when the server's user cannot read it. */
export function reachablePrograms(programs: string, home: string, user: RunAs | undefined): string {
  if (!user || canEnter(join(programs, 'bin'), user)) return programs;
  const copy = join(home, 'programs');
  if (!existsSync(join(copy, 'bin'))) cpSync(programs, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}
