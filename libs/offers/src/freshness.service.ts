import { Principal } from '@sambung/accounts';
import { Clock } from '@sambung/config';
import { emit } from '@sambung/events';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { isStale, PAUSED_AFTER_DAYS } from './freshness';
import { Offer } from './offer.entity';
import { CurrentOffer, OffersService } from './offers.service';

const AT_ONCE = 100;

/** Keeps the catalogue from repeating what is no longer true. */
@Injectable()
export class OfferFreshness {
  constructor(
    private readonly offers: OffersService,
    private readonly clock: Clock,
  ) {}

  /** Whether a published offer waits for its owner's word. */
  isAwaited(current: CurrentOffer): boolean {
    return current.offer.status === 'published' && isStale(current, this.clock.now());
  }

  /** The owner's word that the offer stands as published. @throws DomainError for a stranger, or an offer that is over or not yet out */
  async confirm(tx: EntityManager, principal: Principal, slug: string): Promise<CurrentOffer> {
    const offer = await this.offers.ownForChange(tx, principal, slug, ['published', 'paused']);
    await tx.update(Offer, { id: offer.id }, { confirmedAt: this.clock.now() });
    return this.offers.get(tx, slug);
  }

  /**
   * Pauses what nobody has confirmed for too long and tells its institution. Any number of processes may do so, at any time.
   * @returns how many were paused
   */
  async pauseUnconfirmed(tx: EntityManager): Promise<number> {
    const before = new Date(this.clock.now().getTime() - PAUSED_AFTER_DAYS * 86_400_000);
    const [rows] = (await tx.query(
      `update offers set status = 'paused' where id in (
         select id from offers where status = 'published' and confirmed_at < $1 order by id limit ${AT_ONCE} for update skip locked)
       returning id`,
      [before],
    )) as [{ id: string }[], number];
    for (const { id } of rows) {
      await emit(tx, 'offer.changed', { offerId: id });
      await emit(tx, 'offer.lapsed', { offerId: id });
    }
    return rows.length;
  }
}
