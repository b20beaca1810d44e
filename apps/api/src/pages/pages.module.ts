import { ExchangeModule } from '@sambung/exchange';
import { MatchesModule } from '@sambung/matches';
import { PlanningModule } from '@sambung/planning';
import { RoundsModule } from '@sambung/rounds';
import { WebhooksModule } from '@sambung/webhooks';
import { Module } from '@nestjs/common';
import { Transactions } from '../http/transactions';
import { AskedSimulations } from '../planning/asked-simulations.service';
import { SubjectDataReader } from '../privacy/subject-data.service';
import { AppController } from './account/app.controller';
import { CodeController } from './account/code.controller';
import { LeaveController } from './account/leave.controller';
import { OrganisationController } from './account/organisation.controller';
import { PasswordResetController } from './account/password-reset.controller';
import { RegisterController } from './account/register.controller';
import { Registration } from './account/registration.service';
import { ResumeController } from './account/resume.controller';
import { SentCodes } from './account/sent-codes.service';
import { SessionsPageController } from './account/sessions-page.controller';
import { SignInController } from './account/sign-in.controller';
import { StaffSignInPageController } from './account/staff-sign-in.controller';
import { AssistedEntries } from './desk/assisted/assisted-entries.service';
import { ConsentCodes } from './desk/assisted/consent-codes.service';
import { EntryController } from './desk/assisted/entry.controller';
import { RecordFactController } from './desk/assisted/record-fact.controller';
import { RecordController } from './desk/assisted/record.controller';
import { OfficeRecords, RecordHistory } from './desk/assisted/record.service';
import { SearchController } from './desk/assisted/search.controller';
import { DecisionLogController } from './desk/audit.controller';
import { BulkDecisions } from './desk/bulk-decisions.service';
import { DeskFilesController } from './desk/desk-files.controller';
import { DeskSettingsController } from './desk/desk-settings.controller';
import { DeskState } from './desk/desk-state.service';
import { DeskDocumentsController } from './desk/documents.controller';
import { ImportController } from './desk/import/import.controller';
import { StagedTables } from './desk/import/staged-tables.service';
import { MatchFiles } from './desk/match-files.service';
import { MatchController } from './desk/match.controller';
import { MergeController } from './desk/merge/merge.controller';
import { RecordPairs } from './desk/merge/record-pairs.service';
import { QueueController } from './desk/queue.controller';
import { RequestsController } from './desk/requests.controller';
import { CertificateFileController } from './desk/rounds/certificate.controller';
import { RoundStepTaker } from './desk/rounds/round-step-taker.service';
import { RoundController } from './desk/rounds/round.controller';
import { PlannedRoundsController } from './desk/rounds/rounds.controller';
import { RulesController } from './desk/rules/rules.controller';
import { UnmaskController } from './desk/unmask.controller';
import { WaiversPageController } from './desk/waivers.controller';
import { DeadRowsPageController } from './operator/dead-rows.controller';
import { AuditPageController } from './owner/audit.controller';
import { CheckController } from './owner/check.controller';
import { DataController } from './owner/data.controller';
import { DeadlinesController } from './owner/deadlines.controller';
import { DocumentFileController } from './owner/document-file.controller';
import { DocumentsPageController } from './owner/documents.controller';
import { DownloadController } from './owner/download.controller';
import { FactController } from './owner/fact.controller';
import { NewsController } from './owner/news.controller';
import { OwnerOfferController } from './owner/offer.controller';
import { OwnerDeadlines } from './owner/owner-deadlines.service';
import { OwnerOffers } from './owner/owner-offers.service';
import { OwnerRecord } from './owner/owner-record.service';
import { OwnAnswersController } from './owner/own-answers.controller';
import { OwnerController } from './owner/owner.controller';
import { PinController } from './owner/pin.controller';
import { RightsController } from './owner/rights.controller';
import { TasksController } from './owner/tasks.controller';
import { AnswerLinkController } from './partner/answer-link.controller';
import { AnswerLinks } from './partner/answer-links.service';
import { DeliveriesPageController } from './partner/deliveries.controller';
import { DraftReports } from './partner/editor/draft-reports.service';
import { DraftController } from './partner/editor/draft.controller';
import { EndpointsPageController } from './partner/endpoints.controller';
import { GuideController } from './partner/guide.controller';
import { InboxController } from './partner/inbox.controller';
import { KeysPageController } from './partner/keys.controller';
import { OffersPageController } from './partner/offers/offers.controller';
import { ResultsFileController } from './partner/results/results-file.controller';
import { ResultsUploadController } from './partner/results/results.controller';
import { SeatsController } from './partner/seats/seats.controller';
import { SnippetsController } from './partner/snippets.controller';
import { CellsPageController } from './planner/cells.controller';
import { ReportFilesController } from './planner/csv.controller';
import { DashboardController } from './planner/dashboard.controller';
import { Districts } from './planner/districts.service';
import { FigureListsController } from './planner/figure-lists.controller';
import { OfferChecksController } from './planner/offers.controller';
import { PlannerReports } from './planner/reports.service';
import { StatisticsController } from './planner/statistics.controller';
import { AnonymousAnswers } from './questions/draft-answers';
import { QuestionsController } from './questions/questions.controller';
import { ResultsController } from './results/results.controller';
import { NearMissesController } from './review/near-misses.controller';
import { ReviewsController } from './review/reviews.controller';
import { StartController } from './start/start.controller';
import { AssetsController } from './web/assets.controller';
import { FormTokens } from './web/form-tokens';

/** The pages that people open, beside the API that programs call. */
@Module({
  imports: [ExchangeModule, MatchesModule, PlanningModule, RoundsModule, WebhooksModule],
  controllers: [
    AnswerLinkController, AppController, AssetsController, AuditPageController, CellsPageController, CertificateFileController, CheckController, CodeController, DashboardController, DataController,
    DeadRowsPageController, DeadlinesController, DecisionLogController, DeliveriesPageController, DeskDocumentsController, DeskFilesController, DeskSettingsController, DocumentFileController,
    DocumentsPageController, DownloadController, DraftController, EndpointsPageController, EntryController, FactController, FigureListsController, GuideController, ImportController, InboxController,
    KeysPageController, LeaveController, MatchController, MergeController, NearMissesController, NewsController, OfferChecksController, OffersPageController,
    OrganisationController, OwnerController, OwnerOfferController, OwnAnswersController, PasswordResetController, PinController, PlannedRoundsController, QuestionsController, QueueController, RecordController, RecordFactController, RegisterController,
    ReportFilesController, RequestsController, ResultsController, ResultsFileController, ResultsUploadController, ResumeController, ReviewsController, RightsController, RoundController, RulesController, SearchController, SeatsController,
    SessionsPageController, SignInController, SnippetsController, StaffSignInPageController, StartController, StatisticsController, TasksController, UnmaskController, WaiversPageController,
  ], // prettier-ignore
  providers: [
    AnonymousAnswers, AnswerLinks, AskedSimulations, AssistedEntries, BulkDecisions, ConsentCodes, DeskState, Districts, DraftReports, FormTokens, MatchFiles, OfficeRecords, OwnerDeadlines, OwnerOffers,
    OwnerRecord, PlannerReports, RecordHistory, RecordPairs, Registration, RoundStepTaker, SentCodes, StagedTables, SubjectDataReader, Transactions,
  ], // prettier-ignore
})
export class PagesModule {}
