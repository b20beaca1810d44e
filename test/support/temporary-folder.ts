import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder that others may enter: as root, PostgreSQL runs under another user, below it. A test's goes with its servers. */
export function temporaryFolder(purpose: string): string {
  const folder = mkdtempSync(join(process.env.SAMBUNG_TEST_DIRECTORY ?? tmpdir(), `sambung-${purpose}-`));
  chmodSync(folder, 0o755);
  return folder;
}
