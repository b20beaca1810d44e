import { MOST_COUNTED, QueueName, QUEUES, REASON_CODES } from '@sambung/matches';
import { OFFER_KINDS } from '@sambung/offers';
import {
  Button,
  ButtonRow,
  EmptyState,
  errorOf,
  FieldError,
  Form,
  InlineError,
  Language,
  Notice,
  Pagination,
  Select,
  TextInput,
  Title,
  useLanguage,
  wholeNumber,
} from '@sambung/ui';
import { areasOf } from './areas';
import { queueAddress, QueueView } from './desk-address';
import { DeskDialogs } from './desk-dialogs';
import { FilePanes } from './file-panes';
import { MatchFile } from './match-files.service';
import { UndoNotice } from './match-page';
import { ListedRow, mayDecide, QueueList } from './queue-list';
import { CountedView, ViewsBar } from './views-bar';

/** Where a page stands in a list that goes on before or after it. */
export interface ListPlace {
  /** Rows before the page. */
  before: number;
  /** Rows of the whole list; above {@link MOST_COUNTED} only that there are more. */
  total: number;
}

export interface QueuePageProps {
  view: QueueView;
  counts: Record<QueueName, number>;
  rows: readonly ListedRow[];
  hasMore: boolean;
  /** null when all rows are here. */
  place: ListPlace | null;
  /** `YYYY-MM-DD` */
  today: string;
  /** Days off that the installation was told of. */
  daysOff: ReadonlySet<string>;
  /** Code of the officer's territory; null for everywhere. */
  territory: string | null;
  token: string;
  errors: readonly FieldError[];
  /** What was searched for and not found. */
  searched: string;
  /** The match that is open. */
  file: MatchFile | null;
  /** The match just decided on, while that can be taken back. */
  decided: MatchFile | null;
  /** The open match was just taken. */
  hasTaken: boolean;
  /** Id of the officer. */
  me: string;
  views: readonly CountedView[];
  mayShare: boolean;
  hasSingleKeys: boolean;
}

/** The name of a queue alone would be the name of nothing. */
export const queueTitle = (queue: QueueName, t: Language['t']): string => `${t('queue.title')}: ${t(`queue.${queue}`)}`;

/** The letter that leads to a queue after g. */
const GO_KEYS: Partial<Record<QueueName, string>> = { new: 'b', mine: 't', overlap: 'o' };

function Queues({ view, counts }: Pick<QueuePageProps, 'view' | 'counts'>) {
  const { t, locale } = useLanguage();
  const written = (count: number) => (count > MOST_COUNTED ? `${wholeNumber(locale, MOST_COUNTED)}+` : wholeNumber(locale, count));
  return (
    <nav class="antrean" aria-label={t('queue.queues')}>
      <ul>
        {QUEUES.map((queue) => (
          <li key={queue}>
            <a href={queueAddress({ queue })} data-tombol={GO_KEYS[queue]} aria-current={queue === view.queue ? 'page' : undefined}>
              {t(`queue.${queue}`)} <span class="tanda">{written(counts[queue])}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Filters({ view, territory }: Pick<QueuePageProps, 'view' | 'territory'>) {
  const { t } = useLanguage();
  const verdicts = (['eligible', 'undetermined', 'notEligible'] as const).map((value) => ({ value, label: t(`verdict.${value}`) }));
  const kinds = OFFER_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }));
  const all = t('queue.filter.all');
  return (
    <form class="saring bukan-cetak" method="get" action="/petugas">
      <input type="hidden" name="antrean" value={view.queue} />
      <Select name="hasil" label={t('queue.filter.verdict')} placeholder={all} value={view.verdict ?? ''} options={verdicts} />
      <Select name="jenis" label={t('queue.filter.kind')} placeholder={all} value={view.kind ?? ''} options={kinds} />
      <Select name="wilayah" label={t('queue.filter.region')} placeholder={all} value={view.regionCode ?? ''} groups={areasOf(territory)} />
      <Button kind="secondary">{t('queue.filter')}</Button>
    </form>
  );
}

/** Looks for rows of this queue by name of business or offer. */
function Search({ view, token, errors, searched }: Pick<QueuePageProps, 'view' | 'token' | 'errors' | 'searched'>) {
  const { t } = useLanguage();
  const whole = queueAddress({ ...view, only: undefined, after: undefined, open: undefined });
  return (
    <div class="bukan-cetak" role="search">
      <Form action={whole.replace('?', '/cari?')} token={token}>
        <div class="saring">
          <TextInput name="cari" type="search" label={t('queue.search')} value={searched} error={errorOf(errors, 'cari')} maxLength={100} />
          <Button kind="secondary">{t('queue.search.button')}</Button>
        </div>
      </Form>
      {view.only ? <a href={whole}>{t('queue.search.end')}</a> : null}
    </div>
  );
}

/** Decides on every row that is ticked. */
function BulkBar({ errors }: Pick<QueuePageProps, 'errors'>) {
  const { t } = useLanguage();
  return (
    <fieldset class="banyak bukan-cetak">
      <legend class="label">{t('bulk.title')}</legend>
      <Select
        name="alasan"
        label={t('decision.reason')}
        hint={t('decision.reason.hint')}
        error={errorOf(errors, 'alasan')}
        placeholder={t('decision.reason.pick')}
        value=""
        options={REASON_CODES.map((value) => ({ value, label: t(`reason.${value}`) }))}
      />
      <ButtonRow>
        <Button kind="secondary" name="putusan" value="approved">
          {t('bulk.approved')}
        </Button>
        <Button kind="secondary" name="putusan" value="returned">
          {t('bulk.returned')}
        </Button>
        <Button kind="secondary" name="putusan" value="rejected">
          {t('bulk.rejected')}
        </Button>
      </ButtonRow>
    </fieldset>
  );
}

/** How many rows there are, and which of them these are. */
function countText({ rows, place }: Pick<QueuePageProps, 'rows' | 'place'>, { t, locale }: Language): string {
  if (!place) return t('queue.count', { count: rows.length });
  const { before, total } = place;
  const last = wholeNumber(locale, before + rows.length);
  return t('queue.count.part', {
    part: before === 0 ? last : `${wholeNumber(locale, before + 1)}–${last}`,
    total: total > MOST_COUNTED ? t('queue.count.more', { most: MOST_COUNTED }) : wholeNumber(locale, total),
  });
}

function ListPane({ view, rows, hasMore, place, today, daysOff, token, errors, file }: QueuePageProps) {
  const language = useLanguage();
  const { t } = language;
  const last = rows.at(-1);
  const unticked = errorOf(errors, 'pilih');
  if (rows.length === 0) {
    // Beside an open file nothing is missing.
    if (file) return <p class="keterangan">{t('queue.empty.rest')}</p>;
    return (
      <EmptyState title={t('queue.empty')}>
        <p>{t('queue.empty.text')}</p>
      </EmptyState>
    );
  }
  const list = (
    <>
      <p class="keterangan">{countText({ rows, place }, language)}</p>
      {unticked ? (
        <div id="pilih" class="salah">
          <InlineError name="pilih" error={unticked} />
        </div>
      ) : null}
      <QueueList view={view} rows={rows} openId={file?.match.id ?? null} today={today} daysOff={daysOff} />
      <Pagination
        first={view.after ? queueAddress({ ...view, after: undefined, open: undefined }) : null}
        next={hasMore && last ? queueAddress({ ...view, after: last.id, open: undefined }) : null}
      />
      {hasMore && !view.isLong ? <a href={queueAddress({ ...view, isLong: true })}>{t('queue.long')}</a> : null}
    </>
  );
  if (!mayDecide(view.queue)) return list;
  return (
    <Form action={queueAddress(view)} token={token}>
      {list}
      <BulkBar errors={errors} />
    </Form>
  );
}

/** Taking a match moves it from this queue into the officer's own. */
function TakenNotice({ file: { match, actor }, me }: { file: MatchFile; me: string }) {
  const { t } = useLanguage();
  if (match.assigneeId !== me) return null;
  return (
    <Notice kind="success" title={t('decision.took', { name: actor.name })}>
      <p>
        <a href={queueAddress({ queue: 'mine', open: match.id })}>{t('decision.took.where')}</a>
      </p>
    </Notice>
  );
}

/** Where the desk leads after a decision on the open row: the same list with the next row open. */
function addressAfter({ view, rows, file }: Pick<QueuePageProps, 'view' | 'rows' | 'file'>): string {
  const at = rows.findIndex(({ id }) => id === file?.match.id);
  return queueAddress({ ...view, open: (rows[at + 1] ?? rows[at - 1])?.id });
}

/** What a decision by key on the open file is made before. */
const seen = (file: MatchFile | null) =>
  file
    ? { 'data-id': file.match.id, 'data-versi': file.match.version, 'data-status': file.match.state, 'data-hasil': file.match.verdict }
    : {};

/** The officer's desk: queues with counts; rows, evidence and the applicant beside each other where there is room. */
export function QueuePage(props: QueuePageProps) {
  const { view, counts, file, decided, token, me, territory, views, hasSingleKeys, today } = props;
  const { t } = useLanguage();
  const after = addressAfter(props);
  return (
    <div id="meja" data-tombol={hasSingleKeys ? 'hidup' : 'mati'}>
      <Title>{queueTitle(view.queue, t)}</Title>
      <Queues view={view} counts={counts} />
      <ViewsBar view={view} views={views} mayShare={props.mayShare} token={token}>
        <Filters view={view} territory={territory} />
      </ViewsBar>
      <div id="kabar-meja" role="status">
        {decided ? <UndoNotice file={decided} token={token} back={queueAddress({ ...view, open: decided.match.id })} /> : null}
        {file && props.hasTaken ? <TakenNotice file={file} me={me} /> : null}
      </div>
      <div class="meja">
        <div class="meja-daftar">
          {props.rows.length > 0 || view.only || props.searched ? <Search {...props} /> : null}
          <ListPane {...props} />
        </div>
        <div class="meja-berkas" id="berkas" {...seen(file)}>
          {file ? (
            <FilePanes file={file} token={token} me={me} after={after} here={queueAddress({ ...view, open: file.match.id })} />
          ) : null}
        </div>
      </div>
      <DeskDialogs token={token} today={today} daysOff={props.daysOff} hasSingleKeys={hasSingleKeys} />
    </div>
  );
}
