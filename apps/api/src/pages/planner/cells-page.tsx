import { cellKey, Naming } from '@sambung/matching';
import { ShownCell, unmetIn } from '@sambung/overlap';
import { codeName, NEEDS } from '@sambung/reference';
import { Button, DataTable, EmptyState, Figures, Pagination, Select, Tag, Title, useLanguage, wholeNumber } from '@sambung/ui';
import { CELL_STATES, CELLS, cellsAddress, CellsView } from './cells-view';
import { RegionSelect } from './figure-filter';
import { actorsOfCell } from './figure-views';
import { OfferLinks } from './offer-links';
import { Files } from './report-table';

interface CellsPageProps {
  view: CellsView;
  quarters: readonly string[];
  /** All that the filter leaves. */
  found: readonly ShownCell[];
  /** Those of this page. */
  cells: readonly ShownCell[];
  /** Of offers. */
  names: Naming;
  after: string | undefined;
  next: string | undefined;
}

function Filter({ view, quarters }: Pick<CellsPageProps, 'view' | 'quarters'>) {
  const { t, term } = useLanguage();
  const all = t('queue.filter.all');
  const needs = NEEDS.map(({ code, label }) => ({ value: code, label: term(label) }));
  return (
    <form class="saring bukan-cetak" method="get" action={CELLS}>
      <Select
        name="triwulan"
        label={t('cells.quarter')}
        placeholder={t('cells.quarter.now')}
        value={view.quarter}
        options={quarters.map((value) => ({ value, label: t('cells.quarter.name', { year: value.slice(0, 4), number: value.slice(6) }) }))}
      />
      <RegionSelect value={view.region} />
      <Select name="kebutuhan" label={t('report.need')} placeholder={all} value={view.intervention ?? ''} options={needs} />
      <Select
        name="keadaan"
        label={t('queue.state')}
        placeholder={all}
        value={view.state ?? ''}
        options={CELL_STATES.map((value) => ({ value, label: t(`cell.${value}`) }))}
      />
      <Button kind="secondary">{t('queue.filter')}</Button>
    </form>
  );
}

/** How many state a need, and the way to these. */
export function NeedLink({ cell }: { cell: ShownCell }) {
  const { locale } = useLanguage();
  const text = wholeNumber(locale, cell.need!);
  return cell.need === 0 ? <>{text}</> : <a href={actorsOfCell(cell)}>{text}</a>;
}

/** Seats that fall to a cell; who does not count theirs is told from who has none. */
export function SeatsText({ cell: { seats, uncounted } }: { cell: ShownCell }) {
  const { t, locale } = useLanguage();
  return <>{uncounted ? t('cells.uncounted', { seats }) : wholeNumber(locale, seats)}</>;
}

/** Need against seats by kecamatan, need, kind of actor and quarter: where nothing comes, and where too much does. */
export function CellsPage({ view, quarters, found, cells, after, next, names }: CellsPageProps) {
  const { t, term, locale } = useLanguage();
  const sum = (of: (cell: ShownCell) => number): string => wholeNumber(locale, found.reduce((total, cell) => total + of(cell), 0)); // prettier-ignore
  return (
    <>
      <Title>{t('cells.title')}</Title>
      <p class="pembuka">{t('cells.lead')}</p>
      <Filter view={view} quarters={quarters} />
      {cells.length === 0 ? (
        <EmptyState title={t('cells.none')}>
          <p>{t('cells.none.text')}</p>
        </EmptyState>
      ) : (
        <>
          <Figures
            figures={[
              { value: sum(({ need }) => need!), label: t('map.need') },
              { value: sum(({ seats }) => seats), label: t('district.seats') },
              { value: sum(unmetIn), label: t('map.gap') },
            ]}
          />
          {found.some(({ uncounted }) => uncounted) ? <p class="catatan">{t('cells.uncounted.note')}</p> : null}
          <DataTable
            caption={t('cells.count', { count: found.length })}
            rows={cells}
            keyOf={cellKey}
            columns={[
              {
                title: t('queue.filter.region'),
                cell: ({ district }) => <a href={`/dasbor/kecamatan/${district}`}>{term(codeName(district))}</a>,
              },
              { title: t('report.need'), cell: ({ intervention }) => term(codeName(intervention)) },
              { title: t('match.kind'), cell: ({ target }) => term(codeName(target)) },
              { title: t('totals.actors'), numeric: true, cell: (cell) => <NeedLink cell={cell} /> },
              { title: t('district.seats'), numeric: true, cell: (cell) => <SeatsText cell={cell} /> },
              { title: t('queue.state'), cell: ({ state }) => <Tag>{t(`cell.${state!}`)}</Tag> },
              { title: t('map.offers'), cell: ({ offers }) => (offers.length === 0 ? '–' : <OfferLinks slugs={offers} names={names} />) },
            ]}
          />
          <Pagination first={after ? cellsAddress(CELLS, view) : null} next={next ? cellsAddress(CELLS, view, next) : null} />
          <Files title={t('cells.title')} csv={cellsAddress(`${CELLS}.csv`, view)} isOffice />
        </>
      )}
      <p class="catatan">{t('totals.small.office')}</p>
    </>
  );
}
