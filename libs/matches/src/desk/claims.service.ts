import { Principal } from '@sambung/accounts';
import { Clock } from '@sambung/config';
import { one } from '@sambung/database';
import { conflict } from '@sambung/errors';
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
    const claim = await this.of(tx, matchId);
    if (!claim || claim.personId === principal.id || principal.role === 'admin') return;
    const { name, at } = claim;
    throw conflict(
      'MatchClaimed',
      `Sedang dipegang ${name}. Tunggu sampai dilepas, paling lama ${CLAIM_MINUTES} menit.`,
      `${name} is working on this. Wait until it is released, at most ${CLAIM_MINUTES} minutes.`,
      { since: at.toISOString(), until: new Date(at.getTime() + CLAIM_MINUTES * 60_000).toISOString() },
    );
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

  async end(tx: EntityManager, matchId: string): Promise<void> {
    await tx.query('delete from desk_claims where match_id = $1', [matchId]);
  }
}
