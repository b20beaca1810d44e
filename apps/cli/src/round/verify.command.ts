import { Certificate, verifyCertificate, Violation } from '@sambung/matching';
import Ajv2020 from 'ajv/dist/2020';
import { createHash } from 'node:crypto';
import { CERTIFICATE_SCHEMA } from './certificate-schema';
import { readJson } from './read-json';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const HEX_256 = /^[0-9a-f]{64}$/;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A certificate with the commitment to compare it with, null when only the certificate itself states one. */
interface Claim {
  certificate: unknown;
  commitment: string | null;
}

/** A certificate alone, or inside what the API answers. */
function claimIn(json: unknown): Claim {
  const isAnswer = typeof json === 'object' && json !== null && 'certificate' in json;
  return { certificate: isAnswer ? json.certificate : json, commitment: null };
}

/** The latest certificate of a round of this system, with the commitment that was published when it opened. */
async function claimOf(id: string): Promise<Claim> {
  const { withRounds } = await import('./round.command.js');
  const { RoundsService, RunsService } = await import('@sambung/rounds');
  const { SYSTEM } = await import('../seed/seed-context.js');
  return withRounds(async (services, tx) => {
    const { commitment } = await services.get(RoundsService).get(tx, SYSTEM, id);
    return { certificate: (await services.get(RunsService).get(tx, id, null)).certificate, commitment };
  });
}

/**
 * Checks the shape of a certificate, then what it says.
 * @throws Error in one sentence when it has not the shape of a certificate
 */
function violationsOf(certificate: unknown, commitment: string | null): Violation[] {
  const ajv = new Ajv2020();
  if (!ajv.validate(CERTIFICATE_SCHEMA, certificate)) throw new Error(`not a certificate: ${ajv.errorsText(undefined, { dataVar: '' })}`);
  const checked = certificate as Certificate;
  return verifyCertificate(checked, commitment ?? checked.draw.commitment, sha256);
}

/**
 * Verifies a run without trusting who ran it. Needs no server for a file. Sets the exit code 1 when a promise is broken.
 * @param source a file with a certificate, - for standard input, or the id of a round
 */
export async function verifyRound(source: string, options: { commitment?: string }): Promise<void> {
  if (options.commitment !== undefined && !HEX_256.test(options.commitment)) throw new Error('--commitment: must be 64 hexadecimal digits');
  const claim = UUID.test(source) ? await claimOf(source) : claimIn(await readJson(source));
  const commitment = options.commitment ?? claim.commitment;
  const violations = violationsOf(claim.certificate, commitment);
  const { applicants, matching, draw } = claim.certificate as Certificate;
  for (const { kind, at, text } of violations) console.log(`${kind} at ${at}: ${text.en}`);
  if (violations.length > 0) process.exitCode = 1;
  else console.log(`valid: ${applicants.length} applicants, ${Object.values(matching).flat().length} seats, seed ${draw.seed}`);
  if (commitment === null) console.log(`compare the commitment with the one published at the opening: ${draw.commitment}`);
}
