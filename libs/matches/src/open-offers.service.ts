import { CurrentOffer, OffersService } from '@sambung/offers';
import { one } from '@sambung/database';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';

/** The published offers, kept in memory while the catalogue stands still: reading it costs more than matching. */
@Injectable()
export class OpenOffers {
  private revision = '';
  private offers: CurrentOffer[] = [];

  constructor(private readonly catalogue: OffersService) {}

  async all(tx: EntityManager): Promise<readonly CurrentOffer[]> {
    const row = await one<{ revision: string }>(
      tx,
      `select md5(string_agg(version.ordinal || ' ' || coalesce(confirmed_at::text, ''), ',' order by version.ordinal)) as revision
       from offers join offer_versions version on version.offer_id = offers.id
       where offers.status = 'published' and version.published_at is not null and version.retired_at is null`,
    );
    const revision = row?.revision ?? '';
    if (revision !== this.revision) {
      this.offers = await this.catalogue.published(tx);
      this.revision = revision;
    }
    return this.offers;
  }
}
