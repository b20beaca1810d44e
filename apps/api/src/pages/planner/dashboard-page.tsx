import { EmptyState, Figures, longDay, Title, useLanguage, wholeNumber } from '@sambung/ui';
import { districtPath } from './cells-view';
import { DISTRICT_FIGURES, DistrictFigure, FIGURE_NAMES, figureAddress } from './district-figures';
import { DistrictMap } from './district-map';
import { District, Layer, LAYERS } from './districts.service';
import { MALANG_RAYA } from './figure-views';
import { Report, withColumnFirst } from './report';
import { ReportTable } from './report-table';

interface DashboardPageProps {
  districts: readonly District[];
  report: Report;
  layer: Layer;
  quarter: string;
  /** `YYYY-MM-DD` */
  today: string;
}

export const LAYER_NAMES: Readonly<Record<Layer, string>> = { need: 'kebutuhan', offers: 'tawaran', gap: 'selisih', waiting: 'tunggu' };

/** An offer that reaches several kecamatan would count several times. */
const SUMMED = DISTRICT_FIGURES.filter((figure) => figure !== 'offers');

/** The table by kecamatan, with what the map shows in sight. */
export const withLayerFirst = (report: Report, layer: Layer): Report => withColumnFirst(report, DISTRICT_FIGURES.indexOf(layer) + 1);

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
export function DashboardPage({ districts, report, layer, quarter, today }: DashboardPageProps) {
  const { t, locale } = useLanguage();
  const sum = (key: DistrictFigure): string => wholeNumber(locale, districts.reduce((total, district) => total + district[key], 0)); // prettier-ignore
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
        figures={SUMMED.map((key) => ({
          value: sum(key),
          label: t(FIGURE_NAMES[key]),
          href: figureAddress(key, quarter, MALANG_RAYA),
        }))}
      />
      <Layers layer={layer} at="/dasbor" />
      <DistrictMap districts={districts} layer={layer} hrefOf={districtPath} />
      <ReportTable report={withLayerFirst(report, layer)} csv="/dasbor/csv/kecamatan" isOffice compares />
      <p class="catatan">{t('totals.small.office')}</p>
    </>
  );
}
