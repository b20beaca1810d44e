import { DomainError, forbidden } from '@sambung/errors';
import type { ApiKeyScope } from './api-key.entity';

export const ACCOUNT_ROLES = ['owner', 'officer', 'partner', 'planner', 'admin'] as const;
export type AccountRole = (typeof ACCOUNT_ROLES)[number];

/** Who makes a request: a signed-in person, or a partner's machine with an API key. */
export interface Principal {
  id: string;
  kind: 'person' | 'apiKey';
  role: AccountRole;
  name: string;
  /** An officer's territory; Kemendagri code. */
  regionCode: string | null;
  /** A partner's institution. */
  institutionId: string | null;
  /** The session of a signed-in person. */
  sessionId?: string;
  /** What an API key may be used for. */
  scopes?: readonly ApiKeyScope[];
  /** An API key for trying things out. */
  isTest?: boolean;
  /** The account must have an authenticator app and has none yet: nothing else is allowed before. */
  secondFactorMissing?: boolean;
}

/** Ids as the columns `person_id` and `api_key_id` want them. */
export const authorColumns = (principal: Principal): { personId: string | null; apiKeyId: string | null } => ({
  personId: principal.kind === 'person' ? principal.id : null,
  apiKeyId: principal.kind === 'apiKey' ? principal.id : null,
});

/** Which rows of an institution's webhooks a principal sees: a key those of its own kind, people both (null). */
export const testRowsOf = ({ kind, isTest = false }: Principal): boolean | null => (kind === 'apiKey' ? isTest : null);

/** @throws DomainError for anybody who does not act for an institution */
export function institutionOf(principal: Principal): string {
  if (principal.institutionId) return principal.institutionId;
  throw forbidden(
    'InstitutionRequired',
    'Khusus akun atau kunci API lembaga mitra.',
    'Only for accounts and API keys of partner institutions.',
  );
}

export const unauthenticated = (): DomainError =>
  new DomainError('unauthenticated', 'CredentialsMissing', {
    id: 'Masuk dulu: kirim header Authorization: Bearer <token atau kunci API>.',
    en: 'Sign in first: send the header Authorization: Bearer <token or API key>.',
  });
