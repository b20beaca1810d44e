import { EmptyState, longDay, Title, useLanguage } from '@sambung/ui';
import { DistrictMap } from './district-map';
import { District, Layer, LAYERS } from './districts.service';
import { Report } from './report';
import { ReportTable } from './report-table';

interface DashboardPageProps {
  districts: readonly District[];
  report: Report;
  layer: Layer;
  /** `YYYY-MM-DD` */
  today: string;
}

const districtPath = (code: string): string => `/dasbor/kecamatan/${code}`;

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
export function DashboardPage({ districts, report, layer, today }: DashboardPageProps) {
  const { t, locale } = useLanguage();
  return (
    <>
      <Title>{t('totals.title')}</Title>
      <p class="pembuka">{t('totals.lead', { day: longDay(locale, today) })}</p>
      {districts.every(({ actors }) => actors === 0) ? (
        <EmptyState title={t('totals.empty')}>
          <p>{t('totals.empty.text')}</p>
        </EmptyState>
      ) : null}
      <Layers layer={layer} at="/dasbor" />
      <DistrictMap districts={districts} layer={layer} hrefOf={districtPath} />
      <ReportTable report={report} csv="/dasbor/csv/kecamatan" hrefs={districts.map(({ code }) => districtPath(code))} />
      <p class="catatan">{t('totals.small.note')}</p>
    </>
  );
}
