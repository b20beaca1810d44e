import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { freePort } from '../../apps/cli/src/embedded/free-port';

export interface OidcProvider {
  issuer: string;
  /** What the system needs to be its client. */
  environment: Record<string, string>;
  stop: () => void;
}

/** A real OpenID Connect provider in a process of its own. @param redirect where it sends people back */
export async function startOidcProvider(redirect: string): Promise<OidcProvider> {
  const secret = randomBytes(16).toString('hex');
  const script = join(__dirname, 'oidc-provider.mjs');
  const provider = spawn(process.execPath, [script, String(await freePort()), secret, redirect], { stdio: ['ignore', 'pipe', 'ignore'] });
  const issuer = await new Promise<string>((resolve) => provider.stdout!.once('data', (line: Buffer) => resolve(line.toString().trim())));
  const environment = { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'sambung', OIDC_CLIENT_SECRET: secret, OIDC_REDIRECT_URL: redirect };
  return { issuer, environment, stop: () => void provider.kill() };
}
