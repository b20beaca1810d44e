import { MatchesModule } from '@sambung/matches';
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
import { MatchFiles } from './desk/match-files.service';
import { MatchController } from './desk/match.controller';
import { QueueController } from './desk/queue.controller';
import { RequestsController } from './desk/requests.controller';
import { AuditPageController } from './owner/audit.controller';
import { CheckController } from './owner/check.controller';
import { DataController } from './owner/data.controller';
import { DownloadController } from './owner/download.controller';
import { FactController } from './owner/fact.controller';
import { InterestController } from './owner/interest.controller';
import { NewsController } from './owner/news.controller';
import { PinController } from './owner/pin.controller';
import { OwnerController } from './owner/owner.controller';
import { RightsController } from './owner/rights.controller';
import { OwnerRecord } from './owner/owner-record.service';
import { OwnerOffers } from './owner/owner-offers.service';
import { DeliveriesPageController } from './partner/deliveries.controller';
import { InboxController } from './partner/inbox.controller';
import { TotalsController } from './planner/totals.controller';
import { AnonymousAnswers } from './questions/draft-answers';
import { QuestionsController } from './questions/questions.controller';
import { ResultsController } from './results/results.controller';
import { StartController } from './start/start.controller';
import { AssetsController } from './web/assets.controller';
import { FormTokens } from './web/form-tokens';

/** The pages that people open, beside the API that programs call. */
@Module({
  imports: [MatchesModule, WebhooksModule],
  controllers: [
    AppController, AssetsController, AuditPageController, CheckController, CodeController, DataController, DeliveriesPageController, DownloadController, FactController, InboxController, InterestController, LeaveController,
    MatchController, NewsController, OrganisationController, OwnerController, PasswordResetController, PinController, QuestionsController, QueueController, RegisterController, RequestsController, ResultsController,
    ResumeController, RightsController, SessionsPageController, SignInController, StaffSignInPageController, StartController, TotalsController,
  ], // prettier-ignore
  providers: [
    SubjectDataReader,
    AnonymousAnswers,
    BulkDecisions,
    FormTokens,
    MatchFiles,
    OwnerOffers,
    OwnerRecord,
    Registration,
    SentCodes,
    Transactions,
  ],
})
export class PagesModule {}
