import { setTimeout as wait } from 'node:timers/promises';

/** A server that this process started, or took over from a start that was killed. */
export interface EmbeddedServer {
  url: string;
  /** Where its data are. */
  directory: string;
  /** Stops it and waits until it has ended; its data stay. */
  stop(): Promise<void>;
}

/** Also of another user's process, which may not be signalled. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Longer than a shutdown takes. An orphan whose end nobody collects (a container without an init) seems alive for ever. */
const END_TIMEOUT_MS = 60_000;

/** Asks a process to end and waits until it has. */
export async function stopProcess(pid: number, signal: NodeJS.Signals): Promise<void> {
  if (isAlive(pid)) process.kill(pid, signal);
  for (const asked = Date.now(); isAlive(pid) && Date.now() - asked < END_TIMEOUT_MS;) await wait(50);
}
