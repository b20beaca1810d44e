import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OfferFreshness } from './freshness.service';
import { OfferReviews } from './offer-reviews.service';
import { Offer, OfferVersion } from './offer.entity';
import { OffersService } from './offers.service';

const SERVICES = [OfferFreshness, OfferReviews, OffersService];

@Module({
  imports: [TypeOrmModule.forFeature([Offer, OfferVersion])],
  providers: SERVICES,
  exports: SERVICES,
})
export class OffersModule {}
