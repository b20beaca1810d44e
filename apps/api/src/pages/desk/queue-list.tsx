import { QueueName, QueueRow, QUEUE_TERMS } from '@sambung/matches';
import { placeName, workingDaysBetween } from '@sambung/reference';
import { languageOfText, longDay, longMoment, MessageKey, Tag, useLanguage, Verdict, VerdictTag } from '@sambung/ui';
import { queueAddress, QueueView } from './desk-address';

export interface ListedRow extends QueueRow {
  /** The day on which it came in, `YYYY-MM-DD`. */
  cameOn: string;
}

interface QueueListProps {
  view: QueueView;
  rows: readonly ListedRow[];
  /** Id of the row whose file is open. */
  openId: string | null;
  today: string;
  /** Days off that the installation was told of. */
  daysOff: ReadonlySet<string>;
}

type RowProps = Pick<QueueListProps, 'view' | 'today' | 'daysOff'> & { row: ListedRow; isOpen: boolean };

export const mayDecide = (queue: QueueName): boolean => queue !== 'decided' && queue !== 'review';

/** How long a match has waited; half of the time and all of it show in words and colour. */
function Age({ days, target }: { days: number; target: number | null }) {
  const { t } = useLanguage();
  if (target === null) return <Tag>{t('age.days', { days })}</Tag>;
  const kind = days >= target ? 'late' : days * 2 >= target ? 'soon' : 'fresh';
  return (
    <span class={`tanda usia-${kind}`}>
      {t('age.days', { days })}
      {kind === 'fresh' ? null : ` · ${t(`age.${kind}`)}`}
    </span>
  );
}

function Row({ row, view, isOpen, today, daysOff }: RowProps) {
  const { t, locale } = useLanguage();
  const { id, version, actorName, offerName, verdict, state, regionCode, claimedBy, claimedAt, snoozedUntil } = row;
  return (
    <li
      class={isOpen ? 'baris terbuka' : 'baris'}
      id={`baris-${id}`}
      data-id={id}
      data-versi={version}
      data-status={state}
      data-hasil={verdict}
    >
      {mayDecide(view.queue) ? (
        <input type="checkbox" name="pilih" value={`${id}:${version}`} aria-label={t('queue.select', { name: actorName })} />
      ) : null}
      <div>
        <a href={`${queueAddress({ ...view, open: id })}#berkas`} aria-current={isOpen ? 'true' : undefined}>
          {actorName}
        </a>
        <p class="catatan">
          {offerName[languageOfText(locale)]} · {placeName(regionCode)}
        </p>
        <p class="tanda-tanda">
          <VerdictTag verdict={verdict as Verdict} />
          {view.queue === 'new' && state === 'interested' ? null : <Tag>{t(`state.${state}` as MessageKey)}</Tag>}
          <Age days={workingDaysBetween(row.cameOn, today, daysOff)} target={QUEUE_TERMS[view.queue].targetDays} />
          {claimedBy && claimedAt ? <Tag>{t('claim.held', { name: claimedBy, at: longMoment(locale, claimedAt) })}</Tag> : null}
          {snoozedUntil ? <Tag>{t('snooze.until', { day: longDay(locale, snoozedUntil) })}</Tag> : null}
        </p>
      </div>
    </li>
  );
}

/** The rows of a queue, each with a way to its file. */
export const QueueList = ({ view, rows, openId, today, daysOff }: QueueListProps) => (
  <ol class="daftar-baris">
    {rows.map((row) => (
      <Row key={row.id} row={row} view={view} isOpen={row.id === openId} today={today} daysOff={daysOff} />
    ))}
  </ol>
);
