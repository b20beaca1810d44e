import { Column, Entity, PrimaryColumn } from 'typeorm';
import { AccountRole } from './principal';

@Entity('people')
export class Person {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  name: string;

  @Column('text')
  role: AccountRole;

  /** Sealed under the person's own key; `PeopleService.contactOf` opens it. */
  @Column('bytea', { name: 'phone_sealed', nullable: true })
  phoneSealed: Buffer | null;

  /** Keyed digest, for finding the account of a number. */
  @Column('bytea', { name: 'phone_index', nullable: true })
  phoneIndex: Buffer | null;

  @Column('bytea', { name: 'email_sealed', nullable: true })
  emailSealed: Buffer | null;

  @Column('bytea', { name: 'email_index', nullable: true })
  emailIndex: Buffer | null;

  @Column('text', { name: 'password_hash', nullable: true })
  passwordHash: string | null;

  /** Of owners who share a phone: asked after the one-time code. */
  @Column('text', { name: 'pin_hash', nullable: true })
  pinHash: string | null;

  /** Secret of the authenticator app; it counts once confirmed. */
  @Column('bytea', { name: 'totp_sealed', nullable: true })
  totpSealed: Buffer | null;

  @Column('timestamptz', { name: 'totp_confirmed_at', nullable: true })
  totpConfirmedAt: Date | null;

  /** Issuer and subject at the identity provider, noted at the first sign-in through it. */
  @Column('text', { name: 'oidc_subject', nullable: true })
  oidcSubject: string | null;

  @Column('text', { name: 'region_code', nullable: true })
  regionCode: string | null;

  @Column('uuid', { name: 'institution_id', nullable: true })
  institutionId: string | null;

  @Column('timestamptz', { name: 'disabled_at', nullable: true })
  disabledAt: Date | null;

  /** Nothing of the person is left in the row but that it was one. */
  @Column('timestamptz', { name: 'erased_at', nullable: true })
  erasedAt: Date | null;
}
