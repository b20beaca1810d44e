import type { EntryStatus, GovernmentLevel, Level } from '@sambung/matching';
import type { OfferKind } from '@sambung/offers';
import type { IdentityKind } from '@sambung/profiles';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One help that somebody received or is about to, from a match of ours or from a recipient list. */
@Entity('ledger_entries')
export class LedgerRow {
  @PrimaryColumn('uuid')
  id: string;

  /** Set for own matches, and where a person said whose it is; else the subject tells. */
  @Column('uuid', { name: 'actor_id', nullable: true })
  actorId: string | null;

  @Column('text', { name: 'subject_kind', nullable: true })
  subjectKind: IdentityKind | null;

  /** Keyed digest of the NIK, NIB, or phone and name; the number itself is never kept. */
  @Column('bytea', { nullable: true })
  subject: Buffer | null;

  /** Keyed digest of the family card. */
  @Column('bytea', { nullable: true })
  household: Buffer | null;

  @Column('bytea', { name: 'name_digest', nullable: true })
  nameDigest: Buffer | null;

  /** The name as the list has it, encrypted: only for the person who settles whether two are the same. */
  @Column('bytea', { name: 'name_sealed', nullable: true })
  nameSealed: Buffer | null;

  @Column('text')
  intervention: string;

  @Column('text')
  kind: OfferKind;

  @Column('text')
  level: GovernmentLevel;

  @Column('text', { nullable: true })
  funder: string | null;

  /** Slug of an offer of ours. */
  @Column('text', { nullable: true })
  offer: string | null;

  @Column('text', { nullable: true })
  programme: string | null;

  @Column('text', { name: 'region_code', nullable: true })
  regionCode: string | null;

  /** IDR; PostgreSQL's bigint arrives as text. */
  @Column('bigint', { nullable: true })
  amount: string | null;

  @Column('date', { name: 'starts_on' })
  startsOn: string;

  @Column('date', { name: 'ends_on', nullable: true })
  endsOn: string | null;

  @Column('text')
  status: EntryStatus;

  @Column('text')
  evidence: Level;

  @Column('text')
  source: string;

  @Column('uuid', { name: 'match_id', nullable: true })
  matchId: string | null;

  @Column('uuid', { name: 'list_id', nullable: true })
  listId: string | null;

  /** Names the row of a list, so that the same list brought again adds nothing. */
  @Column('bytea', { name: 'row_digest', nullable: true })
  rowDigest: Buffer | null;
}
