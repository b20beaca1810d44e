import { COUNTED, resultOf, ShownCounts, Simulation } from '@sambung/planning';
import { codeName } from '@sambung/reference';
import { DataTable, Facts, LinkButton, longDay, Notice, Section, Title, useLanguage, wholeNumber } from '@sambung/ui';
import type { OfferOverlapView } from '../../offers/offer-overlaps.views';
import { SIMULATIONS } from './offers-page';
import { OverlapList } from './overlap-list';
import { TooFew } from './report-table';

type CountsRow = ShownCounts & { key: string };

function Counts({ title, rows, nameOf }: { title: string; rows: readonly CountsRow[]; nameOf: (key: string) => string }) {
  const { t, locale } = useLanguage();
  const figure = (count: number | null) => (count === null ? <TooFew /> : wholeNumber(locale, count));
  if (rows.length === 0) return null;
  return (
    <DataTable
      caption={title}
      isTitled
      compares
      rows={rows}
      keyOf={({ key }) => key}
      columns={[
        { title, cell: ({ key }) => nameOf(key) },
        ...COUNTED.map((one) => ({ title: t(`simulation.${one}`), numeric: true, cell: (row: CountsRow) => figure(row[one]) })),
      ]}
    />
  );
}

function Result({ simulation }: { simulation: Simulation }) {
  const { t, term, locale } = useLanguage();
  const { total, byDistrict, bySex, byKind, demand, rounded } = resultOf(simulation);
  const figure = (count: number | null) => (count === null ? '–' : wholeNumber(locale, count));
  const perSeat = demand.perSeat === null ? '–' : (demand.perSeat / 100).toLocaleString(locale);
  const sexOf = (key: string): string => t(key === 'female' || key === 'male' ? `simulation.${key}` : 'answer.unknown');
  return (
    <>
      <Section id="permintaan" title={t('simulation.demand')}>
        <Facts
          rows={[
            { label: t('simulation.eligible'), value: figure(demand.eligible) },
            { label: t('simulation.wanting'), value: figure(demand.wanting) },
            { label: t('district.seats'), value: figure(demand.seats) },
            { label: t('simulation.perSeat'), value: perSeat },
          ]}
        />
      </Section>
      <Section id="perubahan" title={t('simulation.changes')}>
        <Counts title={t('simulation.all')} rows={[{ key: 'all', ...total }]} nameOf={() => t('simulation.all')} />
        <Counts title={t('queue.filter.region')} rows={byDistrict} nameOf={(key) => term(codeName(key))} />
        <Counts title={t('simulation.bySex')} rows={bySex} nameOf={sexOf} />
        <Counts title={t('match.kind')} rows={byKind} nameOf={(key) => term(codeName(key))} />
        {rounded ? <p class="catatan">{t('totals.small.note')}</p> : null}
      </Section>
    </>
  );
}

/** What one offer would do on one day, with how far the count has come. */
export function SimulationPage({ simulation }: { simulation: Simulation }) {
  const { t, term, locale } = useLanguage();
  const { id, wish, state, people, scanned, overlaps } = simulation;
  return (
    <>
      <Title caption={t('simulation.title')}>{term(wish.after.name)}</Title>
      <Facts
        rows={[
          { label: t('simulation.asOf'), value: longDay(locale, wish.asOf) },
          {
            label: t('queue.place'),
            value: term(codeName(wish.regionCode ?? '*')),
          },
          { label: t('simulation.before'), value: t(wish.before ? 'simulation.before.published' : 'simulation.before.none') },
          { label: t('simulation.scanned'), value: t('simulation.progress', { scanned, people: Math.max(people, scanned) }) },
        ]}
      />
      {state === 'running' ? (
        <Notice title={t('simulation.running')}>
          <p>{t('simulation.running.text')}</p>
          <LinkButton href={`${SIMULATIONS}/${id}`} kind="secondary">
            {t('simulation.reload')}
          </LinkButton>
        </Notice>
      ) : (
        <Result simulation={simulation} />
      )}
      <OverlapList overlaps={overlaps as OfferOverlapView[]} />
    </>
  );
}
