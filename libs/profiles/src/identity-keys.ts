import { Config } from '@sambung/config';
import { BlindIndex } from '@sambung/vault';
import { EntityManager } from 'typeorm';

/** Exact keys by which the same person or business is recognised. */
export type IdentityKind = 'nik' | 'nib' | 'phoneAndName';

/** Facts that identify somebody: their digest finds duplicates. */
export const IDENTITY_OF: Readonly<Record<string, IdentityKind>> = { 'owner.nik': 'nik', 'legality.nibNumber': 'nib' };

/** A name without case, blanks and signs, as names are compared. */
export const normalName = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Digests for exact look-up of people and businesses. */
export class IdentityKeys {
  private readonly index: BlindIndex;

  constructor(config: Config) {
    this.index = new BlindIndex(config, 'identity-keys.v1');
  }

  /** @param kind an identity, or something that several people share or that names no one: digests of two kinds never meet */
  digest(kind: IdentityKind | 'familyCard' | 'name' | 'listRow', value: string): Buffer {
    return this.index.digest(`${kind}:${value}`);
  }

  phoneAndName(phone: string, name: string): Buffer {
    return this.digest('phoneAndName', `${phone}:${normalName(name)}`);
  }

  /** Digests of the facts among these that identify somebody. */
  ofFacts(facts: readonly { key: string; value: unknown }[]): { kind: IdentityKind; digest: Buffer }[] {
    return facts.flatMap(({ key, value }) => {
      const kind = IDENTITY_OF[key];
      return kind && value !== null ? [{ kind, digest: this.digest(kind, String(value)) }] : [];
    });
  }

  /** Keeps one digest of a kind for the actor, or none. */
  async store(tx: EntityManager, actorId: string, kind: IdentityKind, digest: Buffer | null): Promise<void> {
    if (digest === null) {
      await tx.query('delete from identity_keys where actor_id = $1 and kind = $2', [actorId, kind]);
      return;
    }
    await tx.query(
      `insert into identity_keys (actor_id, kind, digest) values ($1, $2, $3)
       on conflict (actor_id, kind) do update set digest = excluded.digest`,
      [actorId, kind, digest],
    );
  }
}
