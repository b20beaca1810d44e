import { languageOfText, Tag, useLanguage, VerdictTag } from '@sambung/ui';
import { ListedMatch } from './record.service';

/** Matches of one business, each with the way to its file. */
export function MatchList({ matches }: { matches: readonly ListedMatch[] }) {
  const { t, locale } = useLanguage();
  return (
    <ul class="linimasa">
      {matches.map(({ match, offerName }) => (
        <li key={match.id}>
          <a href={`/petugas/cocok/${match.id}`}>{offerName[languageOfText(locale)]}</a>
          <p class="tanda-tanda">
            <VerdictTag verdict={match.verdict} /> <Tag>{t(`state.${match.state}`)}</Tag>
          </p>
        </li>
      ))}
    </ul>
  );
}
