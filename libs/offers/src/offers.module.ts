import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Offer, OfferVersion } from './offer.entity';
import { OffersService } from './offers.service';

@Module({
  imports: [TypeOrmModule.forFeature([Offer, OfferVersion])],
  providers: [OffersService],
  exports: [OffersService],
})
export class OffersModule {}
