import { OffersModule } from '@sambung/offers';
import { OverlapModule } from '@sambung/overlap';
import { ProfilesModule } from '@sambung/profiles';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Assignments } from './desk/assignments.service';
import { Claims } from './desk/claims.service';
import { DeskViews } from './desk/desk-views.service';
import { RecordMerges } from './desk/record-merges.service';
import { RecordSplits } from './desk/record-splits.service';
import { Snoozes } from './desk/snoozes.service';
import { DecisionRecords } from './decision-records.service';
import { DecisionRules } from './decision-rules';
import { DecisionsService } from './decisions.service';
import { Erasure } from './erasure.service';
import { FactsDigest } from './facts-digest.service';
import { Match, MatchTransition } from './match.entity';
import { ManyDecisions } from './many-decisions.service';
import { MatchLog } from './match-log';
import { MatchOverlap } from './match-overlap.service';
import { MatchesService } from './matches.service';
import { OpenOffers } from './open-offers.service';
import { OutlookService } from './outlook.service';
import { ProfileReader } from './profile-reader.service';
import { RegionRematch } from './rematch/region-rematch.service';
import { Rematch, RematchPart } from './rematch/rematch.entity';
import { Rematches } from './rematch/rematches.service';
import { Recompute } from './recompute.service';
import { Replays } from './replay.service';
import { SeatMatches } from './seat-matches.service';
import { SharingService } from './sharing.service';
import { SubjectRights } from './subject-rights.service';
import { SuggestionRow } from './suggestion.entity';
import { SuggestionsService } from './suggestions.service';

const SERVICES = [
  Assignments,
  Claims,
  DecisionsService,
  DeskViews,
  Erasure,
  ManyDecisions,
  MatchesService,
  MatchOverlap,
  OutlookService,
  ProfileReader,
  Recompute,
  RecordMerges,
  RecordSplits,
  RegionRematch,
  Rematches,
  Replays,
  SeatMatches,
  SharingService,
  Snoozes,
  SubjectRights,
  SuggestionsService,
];
const ENTITIES = [Match, MatchTransition, SuggestionRow, Rematch, RematchPart];

@Module({
  imports: [TypeOrmModule.forFeature(ENTITIES), OffersModule, OverlapModule, ProfilesModule],
  providers: [...SERVICES, DecisionRecords, DecisionRules, FactsDigest, MatchLog, OpenOffers],
  exports: [...SERVICES, OffersModule, OverlapModule, ProfilesModule],
})
export class MatchesModule {}
