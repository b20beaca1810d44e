import { malangRayaMap } from '@sambung/reference';
import { useLanguage, wholeNumber } from '@sambung/ui';
import { FEWEST_SHOWN, Layer, ShownDistrict } from './districts.service';

interface DistrictMapProps {
  districts: readonly ShownDistrict[];
  layer: Layer;
  /** Where a kecamatan leads. */
  hrefOf: (code: string) => string;
}

const CLASSES = 5;

/** Upper bounds of classes with about as many kecamatan each; fewer where many have the same figure. */
function boundsOf(values: readonly number[]): number[] {
  const sorted = values.filter((value) => value > 0).sort((a, b) => a - b);
  const quantiles = Array.from({ length: CLASSES }, (_, index) => sorted[Math.ceil(((index + 1) * sorted.length) / CLASSES) - 1]);
  return [...new Set(quantiles.filter((value) => value !== undefined))];
}

function Legend({ bounds, hidesFew }: { bounds: readonly number[]; hidesFew: boolean }) {
  const { t, locale } = useLanguage();
  const figure = (value: number) => wholeNumber(locale, value);
  return (
    <ul class="legenda">
      <li>
        <span class="kotak kelas-kosong" /> 0
      </li>
      {hidesFew ? (
        <li>
          <span class="kotak kelas-sedikit" /> {t('totals.small')}
        </li>
      ) : null}
      {bounds.map((bound, index) => {
        const from = (bounds[index - 1] ?? (hidesFew ? FEWEST_SHOWN - 1 : 0)) + 1;
        return (
          <li key={bound}>
            <span class={`kotak kelas-${index}`} /> {from < bound ? `${figure(from)}–${figure(bound)}` : figure(bound)}
          </li>
        );
      })}
    </ul>
  );
}

/** A choropleth in plain SVG: each kecamatan is a link that says its name and figure. The table below holds the same figures. */
export function DistrictMap({ districts, layer, hrefOf }: DistrictMapProps) {
  const { t, locale } = useLanguage();
  const { width, height, areas } = malangRayaMap();
  const known = new Map(districts.map((district) => [district.code, district]));
  const valueOf = (code: string): number | null => known.get(code)![layer];
  const bounds = boundsOf(areas.map(({ code }) => valueOf(code) ?? 0));
  const classOf = (value: number | null): string => {
    if (value === null) return 'kelas-sedikit';
    return value === 0 ? 'kelas-kosong' : `kelas-${bounds.findIndex((bound) => value <= bound)}`;
  };
  return (
    <figure class="peta">
      <svg viewBox={`-4 -4 ${width + 8} ${height + 8}`} role="group" aria-label={t(`map.${layer}`)}>
        <defs>
          <pattern id="arsir" width="8" height="8" patternUnits="userSpaceOnUse">
            <path d="M0 8 8 0" class="arsir" />
          </pattern>
        </defs>
        {areas.map(({ code, path }) => {
          const value = valueOf(code);
          const text = `${known.get(code)!.name}: ${value === null ? t('totals.small') : wholeNumber(locale, value)}`;
          return (
            <a key={code} href={hrefOf(code)} aria-label={text}>
              <path d={path} class={classOf(value)}>
                <title>{text}</title>
              </path>
            </a>
          );
        })}
      </svg>
      <figcaption>
        <Legend bounds={bounds} hidesFew={areas.some(({ code }) => valueOf(code) === null)} />
        <p class="catatan">{t('map.source')}</p>
      </figcaption>
    </figure>
  );
}
