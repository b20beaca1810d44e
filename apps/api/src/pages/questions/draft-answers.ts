import { Clock } from '@sambung/config';
import { QuestionToAsk, questionToAsk, OutlookService, Suggestion, toSituation } from '@sambung/matches';
import { Situation } from '@sambung/matching';
import { DraftAnswers, DraftsService, NO_ANSWERS } from '@sambung/profiles';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { Visit } from '../web/visit';
import { FACT_PREFIX, isReadyForResults } from './flow';
import { isAskable } from './fact-questions';

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** The answers of a visitor without an account, and what the offers say to them. */
@Injectable()
export class AnonymousAnswers {
  constructor(
    private readonly drafts: DraftsService,
    private readonly outlook: OutlookService,
    private readonly clock: Clock,
  ) {}

  /** None until the first form is sent. */
  async of(tx: EntityManager, { draftToken }: Visit): Promise<DraftAnswers> {
    const draft = draftToken ? await this.drafts.find(tx, draftToken) : null;
    return draft?.answers ?? NO_ANSWERS;
  }

  situationOf({ roles, region, facts }: DraftAnswers): Situation {
    const today = this.clock.today();
    const stated = { level: 'declared' as const, observedAt: today, validUntil: null, source: 'owner' };
    const rows = Object.entries(facts).map(([key, value]) => ({ key, value, ...stated }));
    return toSituation({ actor: { id: NOBODY, roles, regionCode: region ?? '' }, facts: rows, checks: [] }, today);
  }

  suggestions(tx: EntityManager, answers: DraftAnswers): Promise<Suggestion[]> {
    return this.outlook.all(tx, this.situationOf(answers));
  }

  async next(tx: EntityManager, answers: DraftAnswers): Promise<QuestionToAsk | null> {
    return isReadyForResults(answers) ? nextAfter(await this.suggestions(tx, answers), answers) : null;
  }
}

/** The next fact to ask for, among those that were not put before. */
export const nextAfter = (suggestions: readonly Suggestion[], { asked }: Pick<DraftAnswers, 'asked'>): QuestionToAsk | null =>
  questionToAsk(suggestions, (fact) => isAskable(fact) && !asked.includes(FACT_PREFIX + fact));
