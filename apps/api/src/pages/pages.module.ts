import { MatchesModule } from '@sambung/matches';
import { WebhooksModule } from '@sambung/webhooks';
import { Module } from '@nestjs/common';
import { Transactions } from '../http/transactions';
import { AppController } from './account/app.controller';
import { CodeController } from './account/code.controller';
import { LeaveController } from './account/leave.controller';
import { RegisterController } from './account/register.controller';
import { Registration } from './account/registration.service';
import { ResumeController } from './account/resume.controller';
import { SentCodes } from './account/sent-codes.service';
import { SignInController } from './account/sign-in.controller';
import { StaffSignInPageController } from './account/staff-sign-in.controller';
import { BulkDecisions } from './desk/bulk-decisions.service';
import { MatchFiles } from './desk/match-files.service';
import { MatchController } from './desk/match.controller';
import { QueueController } from './desk/queue.controller';
import { AuditPageController } from './owner/audit.controller';
import { DataController } from './owner/data.controller';
import { FactController } from './owner/fact.controller';
import { InterestController } from './owner/interest.controller';
import { NewsController } from './owner/news.controller';
import { OwnerController } from './owner/owner.controller';
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
    AppController, AssetsController, AuditPageController, CodeController, DataController, DeliveriesPageController, FactController, InboxController, InterestController, LeaveController,
    MatchController, NewsController, OwnerController, QuestionsController, QueueController, RegisterController, ResultsController,
    ResumeController, SignInController, StaffSignInPageController, StartController, TotalsController,
  ], // prettier-ignore
  providers: [AnonymousAnswers, BulkDecisions, FormTokens, MatchFiles, OwnerOffers, Registration, SentCodes, Transactions],
})
export class PagesModule {}
