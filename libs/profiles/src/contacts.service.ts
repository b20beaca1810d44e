import { Sealer, Vault } from '@sambung/vault';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import type { Actor } from './actor.entity';

type Sealed = Pick<Actor, 'id' | 'phoneSealed'>;

/** Seals and opens the phones of actors. Danger: unmasked; what anybody sees goes through `masked`. */
@Injectable()
export class Contacts {
  constructor(private readonly vault: Vault) {}

  /** By the actors' ids. */
  async phonesOf(tx: EntityManager, actors: readonly Sealed[]): Promise<ReadonlyMap<string, string>> {
    const kept = actors.filter((actor): actor is Sealed & { phoneSealed: Buffer } => actor.phoneSealed !== null);
    const values = kept.map(({ id, phoneSealed }) => ({ table: 'actors', id, column: 'phone_sealed', sealed: phoneSealed }));
    const phones = await this.vault.open(tx, values);
    return new Map(kept.map(({ id }, index) => [id, phones[index]!]));
  }

  /** Empty for an erased actor. */
  async phoneOf(tx: EntityManager, actor: Sealed): Promise<string> {
    return (await this.phonesOf(tx, [actor])).get(actor.id) ?? '';
  }

  /** Makes the key of an actor that is about to be registered. @returns the phone under it */
  async sealFirst(tx: EntityManager, actorId: string, phone: string): Promise<Buffer> {
    return sealedPhone(await this.vault.createOne(tx, 'actor', actorId), actorId, phone);
  }

  async seal(tx: EntityManager, actorId: string, phone: string): Promise<Buffer> {
    return sealedPhone(await this.vault.sealer(tx, 'actor', actorId), actorId, phone);
  }
}

export const sealedPhone = (sealer: Sealer, actorId: string, phone: string): Buffer =>
  sealer.seal('actors', actorId, 'phone_sealed', phone);
