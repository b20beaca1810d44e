import { AccountsModule } from '@sambung/accounts';
import { ConfigModule } from '@sambung/config';
import { DatabaseModule } from '@sambung/database';
import { EventsModule } from '@sambung/events';
import { MatchesModule } from '@sambung/matches';
import { ExchangeModule } from '@sambung/exchange';
import { PlanningModule } from '@sambung/planning';
import { RoundsModule } from '@sambung/rounds';
import { WebhooksModule } from '@sambung/webhooks';
import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActorImportsController } from './actors/actor-imports.controller';
import { ActorsController } from './actors/actors.controller';
import { ConfirmationsController } from './actors/confirmations.controller';
import { FactsController } from './actors/facts.controller';
import { MergesController } from './actors/merges.controller';
import { ConsentsController } from './consents/consents.controller';
import { DocumentsController } from './documents/documents.controller';
import { ExportsController } from './exchange/exports.controller';
import { TableFiles } from './exchange/table-files.service';
import { TableImportsController } from './exchange/table-imports.controller';
import { AccessGuard } from './http/access';
import { ProblemFilter } from './http/problem.filter';
import { RateLimits } from './http/rate-limits';
import { Transactions } from './http/transactions';
import { ActorMatchesController } from './matches/actor-matches.controller';
import { AssignmentsController } from './matches/assignments.controller';
import { MatchDetails } from './matches/match-details.service';
import { MatchesController } from './matches/matches.controller';
import { OfferLifeController } from './offers/offer-life.controller';
import { OfferReviewsController } from './offers/offer-reviews.controller';
import { OfferOverlapsController } from './offers/offer-overlaps.controller';
import { OffersController } from './offers/offers.controller';
import { ApiKeysController } from './operations/api-keys.controller';
import { HealthController } from './operations/health.controller';
import { OperationsController } from './operations/operations.controller';
import { PipelineMetrics } from './operations/pipeline-metrics.service';
import { Readiness } from './operations/readiness.service';
import { CellsController } from './overlap/cells.controller';
import { LedgerController } from './overlap/ledger.controller';
import { RecipientsController } from './overlap/recipients.controller';
import { WaiversController } from './overlap/waivers.controller';
import { PagesModule } from './pages/pages.module';
import { GuidanceController } from './planning/guidance.controller';
import { AskedSimulations } from './planning/asked-simulations.service';
import { SimulationsController } from './planning/simulations.controller';
import { PartnerMatchesController } from './partner/partner-matches.controller';
import { AuditController } from './privacy/audit.controller';
import { ConsentTextsController } from './privacy/consent-texts.controller';
import { PrivacyController } from './privacy/privacy.controller';
import { RightsRequestsController } from './privacy/rights-requests.controller';
import { SubjectDataReader } from './privacy/subject-data.service';
import { ReferenceController } from './reference/reference.controller';
import { RankingsController } from './rounds/rankings.controller';
import { RoundsController } from './rounds/rounds.controller';
import { SeatPlansController } from './rounds/seat-plans.controller';
import { CodeSignInController } from './sessions/code-sign-in.controller';
import { ProfilePinsController } from './sessions/profile-pins.controller';
import { SandboxController } from './sandbox/sandbox.controller';
import { SandboxMatch } from './sandbox/sandbox-match.entity';
import { SandboxMatches } from './sandbox/sandbox-matches.service';
import { SessionsController } from './sessions/sessions.controller';
import { StaffSignInController } from './sessions/staff-sign-in.controller';
import { NextQuestionController } from './suggestions/next-question.controller';
import { SuggestionsController } from './suggestions/suggestions.controller';
import { WebhooksController } from './webhooks/webhooks.controller';

@Module({
  imports: [
    ConfigModule, DatabaseModule.forProcess('api'), DiscoveryModule, EventsModule, AccountsModule, ExchangeModule, MatchesModule, PagesModule, PlanningModule, RoundsModule,
    TypeOrmModule.forFeature([SandboxMatch]), WebhooksModule,
  ], // prettier-ignore
  controllers: [
    ActorImportsController, ActorMatchesController, ActorsController, ApiKeysController, AssignmentsController, AuditController, CellsController,
    CodeSignInController, ConfirmationsController, ConsentTextsController, ConsentsController, DocumentsController, ExportsController, FactsController, GuidanceController,
    HealthController, LedgerController, MatchesController, MergesController, NextQuestionController, OfferLifeController, OfferReviewsController, OfferOverlapsController,
    OffersController, OperationsController, PartnerMatchesController, PrivacyController, ProfilePinsController, RankingsController, RecipientsController,
    ReferenceController, RightsRequestsController, RoundsController, SandboxController, SeatPlansController, SessionsController, SimulationsController, StaffSignInController,
    SuggestionsController, TableImportsController, WaiversController, WebhooksController,
  ], // prettier-ignore
  providers: [
    MatchDetails,
    Transactions,
    PipelineMetrics,
    Readiness,
    RateLimits,
    SandboxMatches,
    SubjectDataReader,
    AskedSimulations,
    TableFiles,
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
})
export class ApiModule {}
