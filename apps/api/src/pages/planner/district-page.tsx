import { Naming } from '@sambung/matching';
import { ShownCell } from '@sambung/overlap';
import { codeName } from '@sambung/reference';
import { DataTable, EmptyState, Facts, LinkButton, Tag, Title, useLanguage, wholeNumber } from '@sambung/ui';
import { NeedLink, SeatsText } from './cells-page';
import { DISTRICT_FIGURES, FIGURE_NAMES, figureAddress } from './district-figures';
import { District } from './districts.service';
import { OfferLinks } from './offer-links';

interface DistrictPageProps {
  district: District;
  cells: readonly ShownCell[];
  /** Of offers. */
  names: Naming;
  /** Of the figures. */
  quarter: string;
  /** The officers' queue of the kecamatan, for who may open it. */
  queue: string | null;
}

/** What stands behind the figures of one kecamatan: each need, for whom, and the offers that reach it. */
export function DistrictPage({ district, cells, quarter, queue, names }: DistrictPageProps) {
  const { t, term, locale } = useLanguage();
  const figure = (count: number) => wholeNumber(locale, count);
  return (
    <>
      <Title caption={district.regency}>{district.name}</Title>
      <Facts
        rows={DISTRICT_FIGURES.map((key) => {
          const href = district[key] > 0 && figureAddress(key, quarter, district.code);
          const text = figure(district[key]);
          return { label: t(FIGURE_NAMES[key]), value: href ? <a href={href}>{text}</a> : text };
        })}
      />
      {queue ? (
        <LinkButton href={queue} kind="secondary">
          {t('district.queue')}
        </LinkButton>
      ) : null}
      {cells.length === 0 ? (
        <EmptyState title={t('district.none')}>
          <p>{t('district.none.text')}</p>
        </EmptyState>
      ) : (
        <DataTable
          caption={t('district.cells', { name: district.name })}
          rows={cells}
          keyOf={({ intervention, target }) => `${intervention}/${target}`}
          columns={[
            {
              title: t('report.need'),
              cell: ({ intervention }) => term(codeName(intervention)),
            },
            { title: t('match.kind'), cell: ({ target }) => term(codeName(target)) },
            { title: t('totals.actors'), numeric: true, cell: (cell) => <NeedLink cell={cell} /> },
            { title: t('district.seats'), numeric: true, cell: (cell) => <SeatsText cell={cell} /> },
            { title: t('map.offers'), cell: ({ offers }) => (offers.length === 0 ? '–' : <OfferLinks slugs={offers} names={names} />) },
            { title: t('queue.state'), cell: ({ state }) => <Tag>{t(`cell.${state!}`)}</Tag> },
          ]}
        />
      )}
    </>
  );
}
