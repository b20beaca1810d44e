import { Principal } from '@sambung/accounts';
import { conflict, DomainError, forbidden, notFound } from '@sambung/errors';
import { openRound, sqlState } from '@sambung/database';
import { inRegion } from '@sambung/reference';
import { EntityManager } from 'typeorm';
import { Round } from './round.entity';

const LOCK_NOT_AVAILABLE = '55P03';

/** The same answer for a round that does not exist and for one that is none of the asker's business. */
const roundUnknown = (): DomainError => notFound('RoundUnknown', 'Putaran tidak ditemukan.', 'There is no such round.');

/** Whether an officer's territory holds the whole round. */
export const mayHold = ({ role, regionCode: own }: Principal, region: string | null): boolean =>
  role === 'admin' || (role === 'officer' && own !== null && region !== null && inRegion(region, own));

/** @throws DomainError RoundForeign */
export function mustHold(principal: Principal, region: string | null): void {
  if (mayHold(principal, region)) return;
  throw forbidden('RoundForeign', 'Putaran ini di luar wilayah kerja Anda.', 'This round lies outside your territory.');
}

const overlaps = (a: string, b: string): boolean => inRegion(a, b) || inRegion(b, a);

/** Drafts are seen by those who hold them; then owners see every round, officers those of their territory, partners those with offers of theirs. */
async function maySeeRound(tx: EntityManager, principal: Principal, { id, state, regionCode }: Round): Promise<boolean> {
  if (mayHold(principal, regionCode)) return true;
  if (state === 'draft') return false;
  switch (principal.role) {
    case 'owner':
      return true;
    case 'officer':
      return principal.regionCode !== null && (regionCode === null || overlaps(regionCode, principal.regionCode));
    case 'partner':
      return providesFor(tx, principal.institutionId, id);
    default:
      return false;
  }
}

async function providesFor(tx: EntityManager, institutionId: string | null, roundId: string): Promise<boolean> {
  const rows: unknown[] = await tx.query(
    `select from round_batches batch join offers offer on offer.id = batch.offer_id
     where batch.round_id = $1 and offer.institution_id = $2 limit 1`,
    [roundId, institutionId],
  );
  return rows.length > 0;
}

/** @throws DomainError RoundUnknown */
export async function visibleRound(tx: EntityManager, principal: Principal, id: string): Promise<Round> {
  const round = await tx.findOneBy(Round, { id });
  if (!round || !(await maySeeRound(tx, principal, round))) throw roundUnknown();
  return round;
}

/**
 * Holds the round's row until the transaction ends: alone for a step of the round (`step`), beside others for what one applicant does
 * (`applicant`).
 * @throws DomainError RoundUnknown; RoundBusy while a step takes long
 */
export async function holdRound(tx: EntityManager, principal: Principal, id: string, who: 'step' | 'applicant'): Promise<Round> {
  const mode = who === 'step' ? 'pessimistic_write' : 'pessimistic_read';
  try {
    await tx.findOne(Round, { where: { id }, lock: { mode } });
  } catch (error) {
    if (sqlState(error) !== LOCK_NOT_AVAILABLE) throw error;
    throw conflict(
      'RoundBusy',
      'Putaran sedang diproses. Coba lagi sebentar lagi.',
      'The round is being worked on. Try again in a moment.',
    );
  }
  const round = await visibleRound(tx, principal, id);
  if (who === 'applicant') return round;
  mustHold(principal, round.regionCode);
  await openRound(tx, id);
  return round;
}
