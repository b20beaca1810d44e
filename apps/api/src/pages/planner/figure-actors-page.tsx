import { codeName, NEEDS, ROLES } from '@sambung/reference';
import { Column, DataTable, EmptyState, longDate, Pagination, Select, Title, useLanguage, wholeNumber } from '@sambung/ui';
import { FigureFilter, FilterInWords, RegionSelect, RowLink, useRegionName } from './figure-filter';
import { Listed, ListedActor } from './figure-lists.query';
import { ACTOR_FIGURES, ActorFigure, ACTORS, actorsAddress, ActorsView } from './figure-views';
import { Files } from './report-table';

interface FigureActorsPageProps {
  view: ActorsView;
  listed: Listed<ListedActor>;
  /** From 1. */
  page: number;
  hasMore: boolean;
  /** Rows of the pages before. */
  before: number;
}

type Row = ListedActor & { number: number };

const useFigureName = (): ((figure: ActorFigure) => string) => {
  const { t } = useLanguage();
  return (figure) => t(`behind.actor.${figure}`);
};

function Filter({ view: { figure, region, kind, need } }: Pick<FigureActorsPageProps, 'view'>) {
  const { t, term } = useLanguage();
  const all = t('queue.filter.all');
  return (
    <FigureFilter action={ACTORS} figures={ACTOR_FIGURES} figure={figure} nameOf={useFigureName()}>
      {figure === 'stated' ? (
        <Select
          name="kebutuhan"
          label={t('report.need')}
          placeholder={all}
          value={need ?? ''}
          options={NEEDS.map(({ code, label }) => ({ value: code, label: term(label) }))}
        />
      ) : null}
      <RegionSelect value={region} />
      <Select
        name="jenis"
        label={t('match.kind')}
        placeholder={all}
        value={kind ?? ''}
        options={Object.entries(ROLES).map(([value, label]) => ({ value, label: term(label) }))}
      />
    </FigureFilter>
  );
}

function useColumns(opens: boolean): Column<Row>[] {
  const { t, term, locale } = useLanguage();
  const columns: (Column<Row> | false)[] = [
    { title: t('match.kind'), cell: ({ kind }) => term(codeName(kind)) },
    { title: t('behind.business'), cell: ({ business }) => (business ? term(codeName(business)) : '–') },
    { title: t('queue.place'), cell: ({ place }) => term(codeName(place)) },
    { title: t('behind.registered'), cell: ({ registered }) => longDate(locale, registered) },
    { title: t('behind.updated'), cell: ({ updated }) => longDate(locale, updated) },
    { title: t('behind.facts'), numeric: true, cell: ({ facts }) => wholeNumber(locale, facts) },
    opens && { title: t('behind.record'), cell: ({ id, number }) => <RowLink href={`/petugas/usaha/${id}`} row={number} /> },
  ];
  return columns.filter((column) => column !== false);
}

/** The actors that a figure counts, one a row, nobody by name. */
export function FigureActorsPage({ view, listed, page, hasMore, before }: FigureActorsPageProps) {
  const { t, term } = useLanguage();
  const regionName = useRegionName();
  const figureName = useFigureName();
  const rows = listed.rows.map((row, index) => ({ ...row, number: before + index + 1 }));
  const columns = useColumns(rows.some(({ id }) => id !== null));
  return (
    <>
      <Title>{t('behind.actors')}</Title>
      <FilterInWords
        unit={t('behind.row.actor')}
        figure={figureName(view.figure)}
        named={[
          { label: t('report.need'), value: view.need && term(codeName(view.need)) },
          { label: t('queue.place'), value: view.region && regionName(view.region) },
          { label: t('match.kind'), value: view.kind && term(codeName(view.kind)) },
        ]}
      />
      <Filter view={view} />
      {rows.length === 0 ? (
        <EmptyState title={t('behind.none.actors')}>
          <p>{t('behind.none.text')}</p>
        </EmptyState>
      ) : (
        <>
          <DataTable
            caption={t('behind.count.actors', { count: listed.total })}
            rows={rows}
            keyOf={({ number }) => String(number)}
            columns={columns}
          />
          <Files title={t('behind.actors')} csv={actorsAddress(view, { path: `${ACTORS}.csv` })} />
        </>
      )}
      <Pagination first={page > 1 ? actorsAddress(view) : null} next={hasMore ? actorsAddress(view, { page: page + 1 }) : null} />
      <p class="catatan">{t('behind.office')}</p>
    </>
  );
}
