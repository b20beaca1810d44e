import { MatchesModule } from '@sambung/matches';
import { RoundsModule } from '@sambung/rounds';
import { WebhooksModule } from '@sambung/webhooks';
import { Module } from '@nestjs/common';
import { Transactions } from '../http/transactions';
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
import { BulkDecisions } from './desk/bulk-decisions.service';
import { DeskSettingsController } from './desk/desk-settings.controller';
import { DeskState } from './desk/desk-state.service';
import { MatchController } from './desk/match.controller';
import { MatchFiles } from './desk/match-files.service';
import { UnmaskController } from './desk/unmask.controller';
import { QueueController } from './desk/queue.controller';
import { RequestsController } from './desk/requests.controller';
import { AuditPageController } from './owner/audit.controller';
import { CheckController } from './owner/check.controller';
import { DataController } from './owner/data.controller';
import { DeadlinesController } from './owner/deadlines.controller';
import { DownloadController } from './owner/download.controller';
import { FactController } from './owner/fact.controller';
import { InterestController } from './owner/interest.controller';
import { NewsController } from './owner/news.controller';
import { PinController } from './owner/pin.controller';
import { OwnerController } from './owner/owner.controller';
import { RightsController } from './owner/rights.controller';
import { OwnerRecord } from './owner/owner-record.service';
import { OwnerOffers } from './owner/owner-offers.service';
import { AnswerLinkController } from './partner/answer-link.controller';
import { AnswerLinks } from './partner/answer-links.service';
import { DeliveriesPageController } from './partner/deliveries.controller';
import { EndpointsPageController } from './partner/endpoints.controller';
import { GuideController } from './partner/guide.controller';
import { InboxController } from './partner/inbox.controller';
import { KeysPageController } from './partner/keys.controller';
import { ReportFilesController } from './planner/csv.controller';
import { DashboardController } from './planner/dashboard.controller';
import { Districts } from './planner/districts.service';
import { PlannerReports } from './planner/reports.service';
import { StatisticsController } from './planner/statistics.controller';
import { AnonymousAnswers } from './questions/draft-answers';
import { QuestionsController } from './questions/questions.controller';
import { ResultsController } from './results/results.controller';
import { StartController } from './start/start.controller';
import { AssetsController } from './web/assets.controller';
import { FormTokens } from './web/form-tokens';

/** The pages that people open, beside the API that programs call. */
@Module({
  imports: [MatchesModule, RoundsModule, WebhooksModule],
  controllers: [
    AnswerLinkController, AppController, AssetsController, AuditPageController, CheckController, CodeController, DashboardController, DataController, DeadlinesController, DeliveriesPageController, DownloadController,
    DeskSettingsController, EndpointsPageController, FactController, GuideController, InboxController, InterestController, KeysPageController, LeaveController,
    MatchController, NewsController, OrganisationController, OwnerController, PasswordResetController, PinController, QuestionsController, QueueController, ReportFilesController, RegisterController, RequestsController, ResultsController,
    ResumeController, RightsController, SessionsPageController, SignInController, StaffSignInPageController, StartController, StatisticsController, UnmaskController,
  ], // prettier-ignore
  providers: [
    AnonymousAnswers, AnswerLinks, BulkDecisions, DeskState, Districts, FormTokens, MatchFiles, OwnerOffers, OwnerRecord, PlannerReports, Registration, SentCodes,
    SubjectDataReader, Transactions,
  ], // prettier-ignore
})
export class PagesModule {}
