import { Consent } from '@sambung/accounts';
import { Match, QuestionToAsk, Suggestion } from '@sambung/matches';
import { Actor } from '@sambung/profiles';
import { News, Notice, Tag, Title, useLanguage } from '@sambung/ui';
import { ResultSections, ResultSummary } from '../results/result-sections';
import { OwnerNotices } from './owner-notices';

interface ProfilePageProps {
  actor: Actor;
  consents: readonly Consent[];
  suggestions: readonly Suggestion[];
  wanted: readonly string[];
  matches: readonly Match[];
  next: QuestionToAsk | null;
  questionAt: (fact: string) => string;
  /** Whether the answers were kept a moment ago. */
  isJustKept: boolean;
  /** Whether the last of what others entered was found right a moment ago. */
  isJustChecked: boolean;
}

/** What fits a registered business, and how far each match has come. */
export function ProfilePage({ actor, consents, suggestions, wanted, matches, next, questionAt, ...just }: ProfilePageProps) {
  const { t } = useLanguage();
  const { isJustKept, isJustChecked } = just;
  const stateOf = (offerId: string) => {
    const match = matches.find((one) => one.offerId === offerId);
    return match ? <Tag>{t(`state.${match.state}`)}</Tag> : null;
  };
  return (
    <>
      <Title caption={actor.name}>{t('matches.title')}</Title>
      <News news={isJustChecked ? 'assisted.done' : undefined} />
      <OwnerNotices actor={actor} consents={consents} />
      {matches.length === 0 ? (
        <Notice kind={isJustKept ? 'success' : 'info'} title={t(isJustKept ? 'profile.kept' : 'profile.next')}>
          <p>{t('profile.kept.text')}</p>
        </Notice>
      ) : null}
      <ResultSummary suggestions={suggestions} />
      <ul class="tugas bukan-cetak">
        <li>
          <a href={`/usaha/${actor.id}/lengkapi`}>{t('tasks.title')}</a>
        </li>
        <li>
          <a href={`/usaha/${actor.id}/berkas`}>{t('documents.title')}</a>
        </li>
        <li>
          <a href={`/usaha/${actor.id}/data`}>{t('data.title')}</a>
        </li>
        <li>
          <a href="/usaha?semua">{t('profiles.others')}</a>
        </li>
      </ul>
      <ResultSections
        suggestions={suggestions}
        wanted={wanted}
        hrefOf={(slug) => `/usaha/${actor.id}/cocok/${slug}`}
        stateOf={stateOf}
        next={{ question: next, href: questionAt }}
      />
    </>
  );
}
