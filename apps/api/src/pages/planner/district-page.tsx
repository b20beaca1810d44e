import { Naming } from '@sambung/matching';
import { ShownCell } from '@sambung/overlap';
import { codeName } from '@sambung/reference';
import { DataTable, EmptyState, Facts, LinkButton, Tag, Title, useLanguage, wholeNumber } from '@sambung/ui';
import { District } from './districts.service';
import { OfferLinks } from './offer-links';

interface DistrictPageProps {
  district: District;
  cells: readonly ShownCell[];
  /** Of offers. */
  names: Naming;
  /** The officers' queue of the kecamatan, for who may open it. */
  queue: string | null;
}

/** What stands behind the figures of one kecamatan: each need, for whom, and the offers that reach it. */
export function DistrictPage({ district, cells, queue, names }: DistrictPageProps) {
  const { t, term, locale } = useLanguage();
  const figure = (count: number) => wholeNumber(locale, count);
  return (
    <>
      <Title caption={district.regency}>{district.name}</Title>
      <Facts
        rows={(['actors', 'need', 'gap', 'waiting', 'approved', 'accepted'] as const).map((key) => ({
          label: t(key === 'need' || key === 'gap' || key === 'waiting' ? `map.${key}` : `totals.${key}`),
          value: figure(district[key]),
        }))}
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
            { title: t('totals.actors'), numeric: true, cell: ({ need }) => figure(need!) },
            { title: t('district.seats'), numeric: true, cell: ({ seats }) => figure(seats) },
            { title: t('map.offers'), cell: ({ offers }) => (offers.length === 0 ? '–' : <OfferLinks slugs={offers} names={names} />) },
            { title: t('queue.state'), cell: ({ state }) => <Tag>{t(`cell.${state!}`)}</Tag> },
          ]}
        />
      )}
    </>
  );
}
