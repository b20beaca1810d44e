import { Notice, useLanguage } from '@sambung/ui';
import { FormBody, textIn } from '../web/form';
import { MatchFile } from './match-files.service';
import { choicesFor } from './read-decision';

/** Where the summary of errors leads. */
export const CHANGED = 'berubah';

/** What a colleague changed; where nothing is left to decide, what was written stands here, for there is no field to keep it. */
export function ChangedNotice({ file: { match, difference }, sent }: { file: MatchFile; sent: FormBody }) {
  const { t } = useLanguage();
  const { seen, now, changes } = difference!;
  const isOver = choicesFor(match.state).length === 0;
  const note = textIn(sent, 'catatan');
  return (
    <div id={CHANGED}>
      <Notice kind="warning" title={t('stale.title')}>
        <p>{t('stale.text', { seen, now })}</p>
        <ul>
          {changes.map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
        <p>{t(isOver ? 'stale.over' : 'stale.again')}</p>
        {isOver && note ? <p>{t('stale.note', { note })}</p> : null}
      </Notice>
    </div>
  );
}
