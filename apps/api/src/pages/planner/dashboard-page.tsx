import { EmptyState, Figures, longDay, Title, useLanguage, wholeNumber } from '@sambung/ui';
import { CELLS, districtPath } from './cells-view';
import { DistrictMap } from './district-map';
import { District, Layer, LAYERS } from './districts.service';
import { Report } from './report';
import { ReportTable } from './report-table';

interface DashboardPageProps {
  districts: readonly District[];
  report: Report;
  layer: Layer;
  /** The officers' queue, for who may open it. */
  queue: string | null;
  /** `YYYY-MM-DD` */
  today: string;
}

export const LAYER_NAMES: Readonly<Record<Layer, string>> = { need: 'kebutuhan', offers: 'tawaran', gap: 'selisih', waiting: 'tunggu' };

/** Links that switch what the map shows. */
export function Layers({ layer, at }: { layer: Layer; at: string }) {
  const { t } = useLanguage();
  return (
    <nav class="antrean" aria-label={t('map.layers')}>
      <ul>
        {LAYERS.map((other) => (
          <li key={other}>
            <a href={`${at}?peta=${LAYER_NAMES[other]}`} aria-current={other === layer ? 'page' : undefined}>
              {t(`map.${other}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Where help is wanted and where it is: the map, and the same figures as a table. */
export function DashboardPage({ districts, report, layer, queue, today }: DashboardPageProps) {
  const { t, locale } = useLanguage();
  const sum = (key: 'actors' | 'need' | 'gap' | 'waiting' | 'approved' | 'accepted'): string =>
    wholeNumber(locale, districts.reduce((total, district) => total + district[key], 0)); // prettier-ignore
  return (
    <>
      <Title>{t('totals.title')}</Title>
      <p class="pembuka">{t('totals.lead', { day: longDay(locale, today) })}</p>
      {districts.every(({ actors }) => actors === 0) ? (
        <EmptyState title={t('totals.empty')}>
          <p>{t('totals.empty.text')}</p>
        </EmptyState>
      ) : null}
      <Figures
        figures={[
          { value: sum('actors'), label: t('totals.actors'), href: '/dasbor/laporan#mutu' },
          { value: sum('need'), label: t('map.need'), href: CELLS },
          { value: sum('gap'), label: t('map.gap'), href: '/dasbor/laporan#kebutuhan' },
          { value: sum('waiting'), label: t('map.waiting'), href: queue ?? '/dasbor/laporan#petugas' },
          { value: sum('approved'), label: t('totals.approved'), href: '/dasbor/laporan#corong' },
          { value: sum('accepted'), label: t('totals.accepted'), href: '/dasbor/laporan#mitra' },
        ]}
      />
      <Layers layer={layer} at="/dasbor" />
      <DistrictMap districts={districts} layer={layer} hrefOf={districtPath} />
      <ReportTable report={report} csv="/dasbor/csv/kecamatan" isOffice />
      <p class="catatan">{t('totals.small.office')}</p>
    </>
  );
}
