import { spawnSync } from 'node:child_process';
import { mkdirSync, statfsSync } from 'node:fs';

const SIZE_MB = 1_500;
/** What is left when it is full: less than PostgreSQL adds to a table at once. */
const LEFT_BYTES = 64 * 1_024;

/** A disk in memory that can be made full. Mounting asks for rights that a container may not have. */
export class Volume {
  private constructor(private readonly path: string) {}

  /** @returns null where nothing may be mounted */
  static mount(path: string): Volume | null {
    mkdirSync(path, { recursive: true });
    const isMounted = run('mount', ['-t', 'tmpfs', '-o', `size=${SIZE_MB}m,mode=0755`, 'tmpfs', path]);
    return isMounted ? new Volume(path) : null;
  }

  /** Takes away what is free. */
  fill(): void {
    const { bsize, blocks, bfree } = statfsSync(this.path);
    this.resize(`${(blocks - bfree) * bsize + LEFT_BYTES}`);
  }

  free(): void {
    this.resize(`${SIZE_MB}m`);
  }

  private resize(size: string): void {
    if (!run('mount', ['-o', `remount,size=${size}`, this.path])) throw new Error(`the volume could not be made ${size} large`);
  }

  /** Also while a process that ends still has a file open. */
  unmount(): void {
    run('umount', ['--lazy', this.path]);
  }
}

const run = (program: string, parameters: string[]): boolean => spawnSync(program, parameters, { stdio: 'ignore' }).status === 0;
