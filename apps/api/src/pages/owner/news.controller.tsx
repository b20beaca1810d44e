import { ProfilePins } from '@sambung/accounts';
import { Config } from '@sambung/config';
import { EmptyState, languageOfText, longDate, Title, useLanguage } from '@sambung/ui';
import { Get } from '@nestjs/common';
import { Access } from '../../http/access';
import { Transactions } from '../../http/transactions';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { newsOf, NewsRow } from './news.query';

const MOST_STEPS = 100;

@PageController()
@Access('owner')
export class NewsController {
  constructor(
    private readonly transactions: Transactions,
    private readonly pins: ProfilePins,
    private readonly config: Config,
  ) {}

  @Get('kabar')
  async news(@CurrentVisit() visit: Visit): Promise<PageAnswer> {
    const { UNDO_SECONDS } = this.config;
    const { id: ownerId, sessionId } = visit.caller;
    const asked = { ownerId, sessionId, openSince: this.pins.openSince(), undoSeconds: UNDO_SECONDS, limit: MOST_STEPS };
    const steps = await this.transactions.read((tx) => newsOf(tx, asked));
    return { title: visit.t('news.title'), back: '/usaha', body: <NewsPage steps={steps} /> };
  }
}

/** What happened to the owner's matches, newest first. */
function NewsPage({ steps }: { steps: readonly NewsRow[] }) {
  const { t, locale } = useLanguage();
  return (
    <>
      <Title>{t('news.title')}</Title>
      {steps.length === 0 ? (
        <EmptyState title={t('news.empty')}>
          <p>{t('news.empty.text')}</p>
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
                <a href={`/usaha/${actorId}/cocok/${offerSlug}`}>{offerName[languageOfText(locale)]}</a>
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
