import { ProfilePins } from '@sambung/accounts';
import { Config } from '@sambung/config';
import { reconsideredOf, ReconsideredRow } from '@sambung/planning';
import { EmptyState, languageOfText, LinkButton, longDate, Title, useLanguage } from '@sambung/ui';
import { Get } from '@nestjs/common';
import { Access } from '../../http/access';
import { Transactions } from '../../http/transactions';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { OwnerDeadlines } from './owner-deadlines.service';
import { newsOf, NewsRow } from './news.query';

const MOST_STEPS = 100;

@PageController()
@Access('owner')
export class NewsController {
  constructor(
    private readonly transactions: Transactions,
    private readonly pins: ProfilePins,
    private readonly deadlines: OwnerDeadlines,
    private readonly config: Config,
  ) {}

  @Get('kabar')
  async news(@CurrentVisit() visit: Visit): Promise<PageAnswer> {
    const { UNDO_SECONDS } = this.config;
    const { id: ownerId, sessionId } = visit.caller;
    const asked = { ownerId, sessionId, openSince: this.pins.openSince(), undoSeconds: UNDO_SECONDS, limit: MOST_STEPS };
    const news = await this.transactions.read(async (tx) => ({
      steps: await newsOf(tx, asked),
      chances: await reconsideredOf(tx, { ownerId }, MOST_STEPS),
      hasDeadlines: (await this.deadlines.of(tx, visit.caller, visit)).length > 0,
    }));
    return { title: visit.t('news.title'), back: '/usaha', body: <NewsPage {...news} /> };
  }
}

interface NewsPageProps {
  steps: readonly NewsRow[];
  chances: readonly ReconsideredRow[];
  hasDeadlines: boolean;
}

/** What happened to the owner's matches, newest first. */
function NewsPage({ steps, chances, hasDeadlines }: NewsPageProps) {
  const { t, locale } = useLanguage();
  return (
    <>
      <Title>{t('news.title')}</Title>
      {hasDeadlines ? (
        <p>
          <a class="lanjut" href="/kabar/jadwal.ics">
            {t('calendar.link')}
          </a>
        </p>
      ) : null}
      <Chances rows={chances} />
      {steps.length === 0 ? (
        <EmptyState title={t('news.empty')}>
          <p>{t('news.empty.text')}</p>
          <LinkButton href="/usaha">{t('news.empty.button')}</LinkButton>
        </EmptyState>
      ) : (
        <ol class="linimasa">
          {steps.map(({ id, state, at, actorId, actorName, offerSlug, offerName, note }) => (
            <li key={id}>
              <p class="keterangan">
                <time dateTime={at.toISOString()}>{longDate(locale, at)}</time> · {actorName}
              </p>
              <p class="pokok">{t(`state.${state}`)}</p>
              <p>
                <a class="lanjut" href={`/usaha/${actorId}/cocok/${offerSlug}`}>
                  {offerName[languageOfText(locale)]}
                </a>
              </p>
              <p>{t(`state.${state}.text`)}</p>
              {note ? <p class="catatan">“{note}”</p> : null}
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

/** Offers that refused the owner by a rule that is in force no more. */
function Chances({ rows }: { rows: readonly ReconsideredRow[] }) {
  const { t, locale } = useLanguage();
  if (rows.length === 0) return null;
  return (
    <ol class="linimasa">
      {rows.map(({ id, actorId, actorName, offerSlug, offerName, toldAt }) => (
        <li key={id}>
          <p class="keterangan">
            <time dateTime={toldAt.toISOString()}>{longDate(locale, toldAt)}</time> · {actorName}
          </p>
          <p class="pokok">{t('news.chance')}</p>
          <p>
            <a class="lanjut" href={`/usaha/${actorId}/cocok/${offerSlug}`}>
              {offerName[languageOfText(locale)]}
            </a>
          </p>
          <p>{t('news.chance.text')}</p>
        </li>
      ))}
    </ol>
  );
}
