import { malangRayaMap } from '@sambung/reference';
import { useLanguage, wholeNumber } from '@sambung/ui';
import { District, FEWEST_SHOWN, Layer, layerValue } from './districts.service';

interface DistrictMapProps {
  districts: readonly District[];
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

function Legend({ bounds }: { bounds: readonly number[] }) {
  const { t, locale } = useLanguage();
  const figure = (value: number) => wholeNumber(locale, value);
  return (
    <ul class="legenda">
      <li>
        <span class="kotak kelas-kosong" /> 0
      </li>
      <li>
        <span class="kotak kelas-sedikit" /> {t('totals.small')}
      </li>
      {bounds.map((bound, index) => {
        const from = (bounds[index - 1] ?? FEWEST_SHOWN - 1) + 1;
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
  const valueOf = (code: string): number | null => layerValue(known.get(code)!, layer);
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
        <Legend bounds={bounds} />
        <p class="catatan">{t('map.source')}</p>
      </figcaption>
    </figure>
  );
}
