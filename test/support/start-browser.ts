import { findBrowser } from './find-browser';
import startServers from './start-servers';

/** The servers of the suite, and a browser. */
export default async function startBrowser(): Promise<void> {
  await startServers();
  const { program, libraries } = await findBrowser(process.env.SAMBUNG_TEST_DIRECTORY!);
  process.env.SAMBUNG_TEST_BROWSER = program;
  if (libraries) process.env.SAMBUNG_TEST_BROWSER_LIBRARIES = libraries;
}
