import { rmSync } from 'node:fs';
import { startedServers } from './start-servers';

export default async function stopServers(): Promise<void> {
  for (const server of startedServers().splice(0)) await server.stop();
  const directory = process.env.SAMBUNG_TEST_DIRECTORY;
  if (directory) rmSync(directory, { recursive: true, force: true });
}
