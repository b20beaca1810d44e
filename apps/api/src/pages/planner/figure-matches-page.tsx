import { REASON_CODES } from '@sambung/matches';
import { Naming } from '@sambung/matching';
import { codeName } from '@sambung/reference';
import { Column, DataTable, EmptyState, longDate, Pagination, Select, Tag, Title, useLanguage, wholeNumber } from '@sambung/ui';
import { FigureFilter, FilterInWords, RegionSelect, RowLink, useRegionName } from './figure-filter';
import { Listed, ListedMatch } from './figure-lists.query';
import {
  isOfAnswers, isOfOfficers, isOfOneStep, MATCH_FIGURES, MatchesView, MATCHES, matchesAddress, MatchFigure, STOPPED, WORKLOAD_DAYS,
} from './figure-views'; // prettier-ignore
import { OfferLinks } from './offer-links';
import { Files } from './report-table';

interface FigureMatchesPageProps {
  view: MatchesView;
  listed: Listed<ListedMatch>;
  /** Of offers. */
  names: Naming;
  institutions: readonly string[];
  /** Where officers work. */
  territories: readonly string[];
  /** From 1. */
  page: number;
  hasMore: boolean;
  /** Rows of the pages before. */
  before: number;
}

type Row = ListedMatch & { number: number };

const useFigureName = (): ((figure: MatchFigure) => string) => {
  const { t } = useLanguage();
  return (figure) => (figure === 'decided' ? t('behind.match.decided', { days: WORKLOAD_DAYS }) : t(`behind.match.${figure}`));
};

function Filter({ view, institutions, territories }: Pick<FigureMatchesPageProps, 'view' | 'institutions' | 'territories'>) {
  const { t, term } = useLanguage();
  const { figure, region, institution, state, reason, territory } = view;
  const all = t('queue.filter.all');
  return (
    <FigureFilter action={MATCHES} figures={MATCH_FIGURES} figure={figure} nameOf={useFigureName()}>
      {figure === 'stopped' ? (
        <>
          <Select
            name="keadaan"
            label={t('behind.step')}
            placeholder={all}
            value={state ?? ''}
            options={STOPPED.map((value) => ({ value, label: t(`state.${value}`) }))}
          />
          <Select
            name="sebab"
            label={t('decision.reason')}
            placeholder={all}
            value={reason ?? ''}
            options={REASON_CODES.map((value) => ({ value, label: t(`reason.${value}`) }))}
          />
        </>
      ) : null}
      {isOfOfficers(figure) ? (
        <Select
          name="kerja"
          label={t('behind.territory')}
          placeholder={all}
          value={territory ?? ''}
          options={territories.map((value) => ({ value, label: term(codeName(value)) }))}
        />
      ) : null}
      <RegionSelect value={region} />
      <Select
        name="lembaga"
        label={t('report.institution')}
        placeholder={all}
        value={institution ?? ''}
        options={institutions.map((value) => ({ value, label: value }))}
      />
    </FigureFilter>
  );
}

function useColumns({ figure }: MatchesView, names: Naming, opens: boolean): Column<Row>[] {
  const { t, term, locale } = useLanguage();
  const columns: (Column<Row> | false)[] = [
    { title: t('queue.offer'), cell: ({ offer }) => <OfferLinks slugs={[offer]} names={names} /> },
    { title: t('report.institution'), cell: ({ institution }) => institution },
    { title: t('queue.place'), cell: ({ place }) => term(codeName(place)) },
    { title: t('match.kind'), cell: ({ kind }) => term(codeName(kind)) },
    { title: t('behind.day'), cell: ({ at }) => longDate(locale, at) },
    isOfOneStep(figure)
      ? !isOfAnswers(figure) && { title: t('decision.reason'), cell: ({ reason }) => (reason ? t(`reason.${reason}`) : '–') }
      : {
          title: t('behind.step'),
          cell: ({ step, reason }) => [t(`state.${step}`), ...(reason ? [t(`reason.${reason}`)] : [])].join(': '),
        },
    isOfAnswers(figure) && {
      title: t('behind.hours'),
      numeric: true,
      cell: ({ hours }) => (hours === null ? '–' : wholeNumber(locale, Math.ceil(hours))),
    },
    { title: t('behind.now'), cell: ({ state }) => <Tag>{t(`state.${state}`)}</Tag> },
    opens && { title: t('behind.record'), cell: ({ id, number }) => <RowLink href={`/petugas/cocok/${id}`} row={number} /> },
  ];
  return columns.filter((column) => column !== false);
}

/** The matches that a figure counts, one a row, of nobody by name. */
export function FigureMatchesPage({ view, listed, names, institutions, territories, page, hasMore, before }: FigureMatchesPageProps) {
  const { t, term } = useLanguage();
  const regionName = useRegionName();
  const figureName = useFigureName();
  const { figure, region, institution, state, reason, territory } = view;
  const rows = listed.rows.map((row, index) => ({ ...row, number: before + index + 1 }));
  const columns = useColumns(
    view,
    names,
    rows.some(({ id }) => id !== null),
  );
  const isOfDecisions = figure === 'decided';
  return (
    <>
      <Title>{t('behind.matches')}</Title>
      <FilterInWords
        unit={t(isOfDecisions ? 'behind.row.decision' : 'behind.row.match')}
        figure={figureName(figure)}
        named={[
          { label: t('behind.step'), value: state && t(`state.${state}`) },
          { label: t('decision.reason'), value: reason && t(`reason.${reason}`) },
          { label: t('behind.territory'), value: territory && term(codeName(territory)) },
          { label: t('queue.place'), value: region && regionName(region) },
          { label: t('report.institution'), value: institution },
        ]}
      />
      <Filter view={view} institutions={institutions} territories={territories} />
      {rows.length === 0 ? (
        <EmptyState title={t('behind.none.matches')}>
          <p>{t('behind.none.text')}</p>
        </EmptyState>
      ) : (
        <>
          <DataTable
            caption={t(isOfDecisions ? 'behind.count.decisions' : 'queue.count', { count: listed.total })}
            rows={rows}
            keyOf={({ number }) => String(number)}
            columns={columns}
          />
          <Files title={t('behind.matches')} csv={matchesAddress(view, { path: `${MATCHES}.csv` })} />
        </>
      )}
      <Pagination first={page > 1 ? matchesAddress(view) : null} next={hasMore ? matchesAddress(view, { page: page + 1 }) : null} />
      <p class="catatan">{t('behind.office')}</p>
    </>
  );
}
