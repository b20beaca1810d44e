import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** What a key may be used for; every route that keys may call names one. */
export const API_KEY_SCOPES = ['matches', 'offers', 'webhooks'] as const;
export type ApiKeyScope = (typeof API_KEY_SCOPES)[number];

@Entity('api_keys')
export class ApiKey {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  @Column('text')
  name: string;

  /** The first characters of the key, shown so that people can tell keys apart. */
  @Column('text')
  prefix: string;

  @Column('bytea')
  digest: Buffer;

  @Column('text', { array: true })
  scopes: ApiKeyScope[];

  /** For trying things out: it reaches invented matches, and no data of anybody. */
  @Column('boolean', { name: 'is_test' })
  isTest: boolean;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'last_used_at', nullable: true })
  lastUsedAt: Date | null;

  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt: Date | null;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt: Date | null;
}
