import { PeopleService, Person } from '@sambung/accounts';
import { audit } from '@sambung/audit';
import { inTransaction } from '@sambung/database';
import { Actor } from '@sambung/profiles';
import { INestApplicationContext } from '@nestjs/common';
import { text } from 'node:stream/consumers';
import { DataSource } from 'typeorm';
import { validate as isUuid } from 'uuid';
import { configOfSystem } from './running-config';
import { SYSTEM, withServices } from './seed/seed-context';

/** How the owner of an actor is reached, tab-separated; null for an actor that is not there. */
function contact(services: INestApplicationContext, id: string, reason: string): Promise<string | null> {
  return inTransaction(services.get(DataSource), async (tx) => {
    const actor = await tx.findOneBy(Actor, { id });
    if (!actor || actor.status === 'erased') return null;
    const owner = await tx.findOneByOrFail(Person, { id: actor.ownerId });
    const { phone, email } = await services.get(PeopleService).contactOf(tx, owner);
    await audit(tx, SYSTEM, { action: 'details.unmasked', object: ['actor', id], subjectId: id, reason, fields: ['phone', 'email'] });
    return [id, owner.name, phone ?? '', email ?? ''].join('\t');
  });
}

/** For telling people about a breach: reads ids of actors, prints how their owners are reached, and puts each on record. */
export async function contacts({ reason }: { reason: string }): Promise<void> {
  const ids = (await text(process.stdin)).split(/\s+/).filter(Boolean);
  const wrong = ids.find((id) => !isUuid(id));
  if (wrong) throw new Error(`${wrong} is not the id of an actor`);
  const { config } = configOfSystem();
  await withServices(config, async (services) => {
    for (const id of ids) console.log((await contact(services, id, reason)) ?? `${id}\tnot there`);
  });
}
