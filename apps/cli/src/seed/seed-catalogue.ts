import { Institution } from '@sambung/accounts';
import { Config } from '@sambung/config';
import { inTransaction } from '@sambung/database';
import { documentHash, Offer, OffersService, OfferVersion, ShippedOffer, shippedInstitutions, shippedOffers } from '@sambung/offers';
import { DataSource, EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { SYSTEM, withServices } from './seed-context';

async function seedInstitutions(tx: EntityManager): Promise<Map<string, string>> {
  for (const institution of shippedInstitutions()) {
    await tx
      .createQueryBuilder()
      .insert()
      .into(Institution)
      .values({ id: uuid(), ...institution })
      .orIgnore()
      .execute();
  }
  const institutions = await tx.find(Institution);
  return new Map(institutions.map(({ slug, id }) => [slug, id]));
}

/** Publishes the shipped version unless it, or a later one by its institution, is known already. */
async function seedOffer(tx: EntityManager, offers: OffersService, shipped: ShippedOffer, institutionId: string): Promise<boolean> {
  const { slug, document, status } = shipped;
  const existing = await tx.findOneBy(Offer, { slug });
  if (existing && (await tx.existsBy(OfferVersion, { offerId: existing.id, hash: documentHash(document) }))) return false;
  const { version } = existing
    ? await offers.addVersion(tx, SYSTEM, slug, document)
    : (await offers.create(tx, SYSTEM, { slug, institutionId, document })).version;
  await offers.publish(tx, slug, version);
  if (status !== 'published') await offers.setStatus(tx, SYSTEM, slug, status);
  return true;
}

/** Institutions and offers that ship with the project. @returns how many offers were new or newer */
export function seedCatalogue(config: Config): Promise<Record<string, number>> {
  return withServices(config, async (services) => {
    const offers = services.get(OffersService);
    return inTransaction(services.get(DataSource), async (tx) => {
      const institutions = await seedInstitutions(tx);
      let published = 0;
      for (const shipped of shippedOffers()) {
        if (await seedOffer(tx, offers, shipped, institutions.get(shipped.institution)!)) published += 1;
      }
      const counts: Record<string, number> = published > 0 ? { offers: published } : {};
      return counts;
    });
  });
}
