import { OutlookService } from '@sambung/matches';
import { DraftAnswers, DRAFT_DAYS } from '@sambung/profiles';
import { Clock } from '@sambung/config';
import { longDate } from '@sambung/ui';
import { Get } from '@nestjs/common';
import { Public } from '../../http/access';
import { Slug } from '../../http/request-shapes';
import { Transactions } from '../../http/transactions';
import { AnonymousAnswers, nextAfter } from '../questions/draft-answers';
import { isReadyForResults, stepOf } from '../questions/flow';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { AnswersPage } from './answers-page';
import { OfferDetail } from './offer-detail';
import { RegisterNotice, ResultsPage } from './results-page';

const DAY_MS = 86_400_000;

/** Where a fact is asked for, and which page its answer leads back to. */
const questionAt =
  (from: string) =>
  (fact: string): string =>
    `/mulai/${stepOf(fact)}?dari=${from}`;

const wantedOf = ({ facts }: DraftAnswers): string[] => (Array.isArray(facts['need.wanted']) ? facts['need.wanted'] : []);

@PageController()
@Public()
export class ResultsController {
  constructor(
    private readonly anonymous: AnonymousAnswers,
    private readonly outlook: OutlookService,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  @Get('cocok')
  all(@CurrentVisit() visit: Visit): Promise<PageAnswer> {
    return this.transactions.read(async (tx) => {
      const answers = await this.anonymous.of(tx, visit);
      if (!isReadyForResults(answers)) return { to: '/mulai' };
      const suggestions = await this.anonymous.suggestions(tx, answers);
      const keptUntil = longDate(visit.locale, new Date(this.clock.now().getTime() + DRAFT_DAYS * DAY_MS));
      const body = (
        <ResultsPage
          suggestions={suggestions}
          others={await this.outlook.countForOthers(tx, this.anonymous.situationOf(answers))}
          wanted={wantedOf(answers)}
          next={nextAfter(suggestions, answers)}
          questionAt={questionAt('hasil')}
          resumeAt={`${visit.origin}/lanjut/${visit.draftToken}`}
          keptUntil={keptUntil}
        />
      );
      return { title: visit.t('matches.title'), back: '/jawaban', body };
    });
  }

  @Get('cocok/:slug')
  one(@CurrentVisit() visit: Visit, @Slug() slug: string): Promise<PageAnswer> {
    return this.transactions.read(async (tx) => {
      const answers = await this.anonymous.of(tx, visit);
      if (!isReadyForResults(answers)) return { to: '/mulai' };
      const suggestion = await this.outlook.one(tx, this.anonymous.situationOf(answers), slug);
      const body = (
        <OfferDetail suggestion={suggestion} answerAt={questionAt(`cocok/${slug}`)} offerAt={(other) => `/cocok/${other}`}>
          {suggestion.status === 'open' && suggestion.explanation.verdict !== 'notEligible' ? <RegisterNotice /> : null}
        </OfferDetail>
      );
      return { title: suggestion.offer.version.document.name[visit.locale === 'en' ? 'en' : 'id'], back: '/cocok', body };
    });
  }

  @Get('jawaban')
  answers(@CurrentVisit() visit: Visit): Promise<PageAnswer> {
    return this.transactions.read(async (tx) => {
      const answers = await this.anonymous.of(tx, visit);
      const back = isReadyForResults(answers) ? '/cocok' : '/';
      return { title: visit.t('answers.title'), back, body: <AnswersPage answers={answers} /> };
    });
  }
}
