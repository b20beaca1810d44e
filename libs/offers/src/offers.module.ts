import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OfferDraft } from './drafts/offer-draft.entity';
import { OfferDrafts } from './drafts/offer-drafts.service';
import { OfferFreshness } from './freshness.service';
import { OfferReviews } from './offer-reviews.service';
import { Offer, OfferVersion } from './offer.entity';
import { OffersService } from './offers.service';

const SERVICES = [OfferDrafts, OfferFreshness, OfferReviews, OffersService];

@Module({
  imports: [TypeOrmModule.forFeature([Offer, OfferDraft, OfferVersion])],
  providers: SERVICES,
  exports: SERVICES,
})
export class OffersModule {}
