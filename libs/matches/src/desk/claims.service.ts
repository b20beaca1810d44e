import { Principal } from '@sambung/accounts';
import { Clock } from '@sambung/config';
import { one } from '@sambung/database';
import { conflict, DomainError } from '@sambung/errors';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';

/** Who works on a match, and since when. */
export interface Claim {
  personId: string;
  name: string;
  at: Date;
}

const CLAIM_MINUTES = 15;

/** Whose hands a match is in: for 15 minutes nobody else may decide on it or take it. */
@Injectable()
export class Claims {
  constructor(private readonly clock: Clock) {}

  /** Claims made before have ended. */
  get since(): Date {
    return new Date(this.clock.now().getTime() - CLAIM_MINUTES * 60_000);
  }

  async of(tx: EntityManager, matchId: string): Promise<Claim | null> {
    const claim = await one<Claim>(
      tx,
      `select claim.person_id as "personId", person.name, claim.claimed_at as at
       from desk_claims claim join people person on person.id = claim.person_id where match_id = $1 and claimed_at > $2`,
      [matchId, this.since],
    );
    return claim ?? null;
  }

  /** @throws DomainError MatchClaimed while it is in somebody else's hands */
  async assertFree(tx: EntityManager, principal: Principal, matchId: string): Promise<void> {
    const refusal = refusalOf(principal, await this.of(tx, matchId));
    if (refusal) throw refusal;
  }

  /** The same for many matches: why each that is in somebody else's hands may not be decided on. */
  async refusals(tx: EntityManager, principal: Principal, matchIds: readonly string[]): Promise<ReadonlyMap<string, DomainError>> {
    const claims: (Claim & { matchId: string })[] = await tx.query(
      `select claim.match_id as "matchId", claim.person_id as "personId", person.name, claim.claimed_at as at
       from desk_claims claim join people person on person.id = claim.person_id where match_id = any($1) and claimed_at > $2`,
      [matchIds, this.since],
    );
    return new Map(claims.flatMap((claim) => (refusalOf(principal, claim) ? [[claim.matchId, refusalOf(principal, claim)!]] : [])));
  }

  /** Begins a claim, or one's own anew. */
  async hold(tx: EntityManager, principal: Principal, matchId: string): Promise<void> {
    await this.assertFree(tx, principal, matchId);
    await tx.query(
      `insert into desk_claims (match_id, person_id, claimed_at) values ($1, $2, $3)
       on conflict (match_id) do update set person_id = $2, claimed_at = $3`,
      [matchId, principal.id, this.clock.now()],
    );
  }

  async end(tx: EntityManager, ...matchIds: readonly string[]): Promise<void> {
    await tx.query('delete from desk_claims where match_id = any($1)', [matchIds]);
  }
}

/** Null where the match is free, or in the principal's own hands. */
function refusalOf(principal: Principal, claim: Claim | null): DomainError | null {
  if (!claim || claim.personId === principal.id || principal.role === 'admin') return null;
  const { name, at } = claim;
  return conflict(
    'MatchClaimed',
    `Sedang dipegang ${name}. Tunggu sampai dilepas, paling lama ${CLAIM_MINUTES} menit.`,
    `${name} is working on this. Wait until it is released, at most ${CLAIM_MINUTES} minutes.`,
    { since: at.toISOString(), until: new Date(at.getTime() + CLAIM_MINUTES * 60_000).toISOString() },
  );
}
