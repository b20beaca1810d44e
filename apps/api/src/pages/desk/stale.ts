import { isMessageKey, Language } from '@sambung/ui';
import type { MatchFile } from './match-files.service';

/** What the officer had before their eyes, as the form sent it back. */
export interface Seen {
  version: number;
  state: string;
  verdict: string;
}

export interface Difference {
  seen: number;
  now: number;
  /** One line for each thing that changed. */
  changes: string[];
}

/** What changed between the version seen and the one that stands. */
export function differenceOf(
  seen: Seen,
  { match, history, names }: Pick<MatchFile, 'match' | 'history' | 'names'>,
  { t }: Language,
): Difference {
  const word = (key: string): string => (isMessageKey(key) ? t(key) : '–');
  const last = history.at(-1);
  const author = last?.personId ? ` (${t('history.by', { name: names.get(last.personId) ?? '–' })})` : '';
  const changes = [
    ...(seen.state === match.state ? [] : [`${t('match.state')}: ${word(`state.${seen.state}`)} → ${t(`state.${match.state}`)}${author}`]),
    ...(seen.verdict === match.verdict
      ? []
      : [`${t('queue.verdict')}: ${word(`verdict.${seen.verdict}`)} → ${t(`verdict.${match.verdict}`)}`]),
  ];
  return { seen: seen.version, now: match.version, changes: changes.length > 0 ? changes : [t('stale.data')] };
}
