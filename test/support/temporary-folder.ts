import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder that others may enter: as root, PostgreSQL runs under another user, below it. */
export function temporaryFolder(purpose: string): string {
  const folder = mkdtempSync(join(tmpdir(), `sambung-${purpose}-`));
  chmodSync(folder, 0o755);
  return folder;
}
