import { QueueName, QueueRow, QUEUES } from '@sambung/matches';
import { OFFER_KINDS } from '@sambung/offers';
import { childRegions, regions } from '@sambung/reference';
import {
  Button,
  Column,
  DataTable,
  EmptyState,
  FieldError,
  Form,
  Language,
  languageOfText,
  Pagination,
  Select,
  SelectGroup,
  Title,
  useLanguage,
  VerdictTag,
  Verdict,
  Tag,
  MessageKey,
} from '@sambung/ui';
import { DecisionFields } from './decision-fields';

export interface QueueView {
  queue: QueueName;
  verdict?: Verdict;
  kind?: string;
  regionCode?: string;
  /** Id of the last row of the page before. */
  after?: string;
}

interface QueuePageProps {
  view: QueueView;
  counts: Record<QueueName, number>;
  rows: readonly QueueRow[];
  hasMore: boolean;
  now: Date;
  /** Code of the officer's territory; null for everywhere. */
  territory: string | null;
  token: string;
  errors: readonly FieldError[];
}

const DAY_MS = 86_400_000;

/** The address of a list, so that the back button and shared links work. */
export function queueAddress({ queue, verdict, kind, regionCode, after }: QueueView): string {
  const given = { antrean: queue, hasil: verdict, jenis: kind, wilayah: regionCode, sesudah: after };
  const parameters = Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return `/petugas?${new URLSearchParams(parameters)}`;
}

function Queues({ view, counts }: Pick<QueuePageProps, 'view' | 'counts'>) {
  const { t } = useLanguage();
  return (
    <nav class="antrean" aria-label={t('queue.queues')}>
      <ul>
        {QUEUES.map((queue) => (
          <li key={queue}>
            <a href={queueAddress({ queue })} aria-current={queue === view.queue ? 'page' : undefined}>
              {t(`queue.${queue}`)} <span class="tanda">{counts[queue]}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const MALANG_RAYA = ['35.07', '35.73', '35.79'];

/** The kecamatan of a territory, by regency or city. */
const areasOf = (territory: string | null): SelectGroup[] =>
  (territory ? [territory] : MALANG_RAYA).map((code) => ({
    label: regions().get(code) ?? code,
    options: childRegions(code).map((region) => ({ value: region.code, label: region.name })),
  }));

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

function columnsOf({ t, locale }: Language, now: Date, queue: QueueName): Column<QueueRow>[] {
  const speaks = languageOfText(locale);
  const mayDecide = queue !== 'decided' && queue !== 'review';
  return [
    {
      title: t('queue.business'),
      cell: ({ id, version, actorName }) => (
        <span class="pilih-baris">
          {mayDecide ? (
            <input type="checkbox" name="pilih" value={`${id}:${version}`} aria-label={t('queue.select', { name: actorName })} />
          ) : null}
          <a href={`/petugas/cocok/${id}`}>{actorName}</a>
        </span>
      ),
    },
    { title: t('queue.offer'), cell: ({ offerName }) => offerName[speaks] },
    { title: t('queue.verdict'), cell: ({ verdict }) => <VerdictTag verdict={verdict as Verdict} /> },
    { title: t('queue.place'), cell: ({ regionName }) => regionName },
    { title: t('queue.state'), cell: ({ state }) => <Tag>{t(`state.${state}` as MessageKey)}</Tag> },
    {
      title: t('queue.waiting'),
      numeric: true,
      cell: ({ createdAt }) => t('queue.days', { days: Math.floor((now.getTime() - createdAt.getTime()) / DAY_MS) }),
    },
  ];
}

/** The officer's list: queues with counts, filters, rows to open or to decide on together. */
export function QueuePage({ view, counts, rows, hasMore, now, territory, token, errors }: QueuePageProps) {
  const language = useLanguage();
  const { t } = language;
  const last = rows.at(-1);
  const mayDecide = view.queue !== 'decided' && view.queue !== 'review';
  return (
    <>
      <Title>{t(`queue.${view.queue}`)}</Title>
      <Queues view={view} counts={counts} />
      <Filters view={view} territory={territory} />
      {rows.length === 0 ? (
        <EmptyState title={t('queue.empty')}>
          <p>{t('queue.empty.text')}</p>
        </EmptyState>
      ) : (
        <Form action={queueAddress(view)} token={token}>
          <DataTable
            caption={t('queue.count', { count: rows.length })}
            columns={columnsOf(language, now, view.queue)}
            rows={rows}
            keyOf={({ id }) => id}
          />
          <Pagination
            first={view.after ? queueAddress({ ...view, after: undefined }) : null}
            next={hasMore && last ? queueAddress({ ...view, after: last.id }) : null}
          />
          {mayDecide ? (
            <section class="bagian bukan-cetak">
              <h2>{t('bulk.title')}</h2>
              <DecisionFields sent={{}} errors={errors} choices={['approved', 'returned', 'rejected']} />
              <Button>{t('decision.button')}</Button>
            </section>
          ) : null}
        </Form>
      )}
    </>
  );
}
