import { OffersModule } from '@sambung/offers';
import { ProfilesModule } from '@sambung/profiles';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CellsService } from './cells.service';
import { IdentityReview } from './identity-review.entity';
import { IdentityReviews } from './identity-reviews.service';
import { LedgerRow } from './ledger-entry.entity';
import { LedgerService } from './ledger.service';
import { OfferOverlaps } from './offer-overlaps.service';
import { OverlapService } from './overlap.service';
import { RecipientImport } from './recipient-import.service';
import { WaiverRow } from './waiver.entity';
import { WaiversService } from './waivers.service';

const SERVICES = [CellsService, IdentityReviews, LedgerService, OfferOverlaps, OverlapService, RecipientImport, WaiversService];

@Module({
  imports: [TypeOrmModule.forFeature([IdentityReview, LedgerRow, WaiverRow]), OffersModule, ProfilesModule],
  providers: SERVICES,
  exports: SERVICES,
})
export class OverlapModule {}
