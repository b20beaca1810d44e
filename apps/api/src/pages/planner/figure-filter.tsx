import { codeName } from '@sambung/reference';
import { Button, Select, SelectOption, useLanguage } from '@sambung/ui';
import { ComponentChildren } from 'preact';
import { AREA, AREA_NAME, MALANG_RAYA, regionsNamed } from './figure-views';

/** A filter that a list stands under, in words. */
export interface Named {
  label: string;
  value: string | undefined;
}

/** What a region is called that an address names. */
export const useRegionName = (): ((region: string) => string) => {
  const { term } = useLanguage();
  return (region) => term(region === MALANG_RAYA ? AREA_NAME : codeName(region));
};

/** Malang Raya, its regencies and cities, and the kecamatan of all. */
export function RegionSelect({ value }: { value: string | undefined }) {
  const { t } = useLanguage();
  const nameOf = useRegionName();
  const option = (code: string): SelectOption => ({ value: code, label: nameOf(code) });
  return (
    <Select
      name="wilayah"
      label={t('queue.place')}
      placeholder={t('queue.filter.all')}
      value={value ?? ''}
      options={[option(MALANG_RAYA)]}
      groups={AREA.map((regency) => ({ label: nameOf(regency), options: regionsNamed(regency).map(option) }))}
    />
  );
}

/** Which figure a list is behind, and what narrows it further. Without a figure it is behind the first. */
export function FigureFilter<Figure extends string>({
  action,
  figures,
  figure,
  nameOf,
  children,
}: {
  action: string;
  figures: readonly Figure[];
  figure: Figure;
  nameOf: (figure: Figure) => string;
  children: ComponentChildren;
}) {
  const { t } = useLanguage();
  const [first, ...others] = figures as readonly [Figure, ...Figure[]];
  return (
    <form class="saring bukan-cetak" method="get" action={action}>
      <Select
        name="angka"
        label={t('behind.figure')}
        placeholder={nameOf(first)}
        value={figure === first ? '' : figure}
        options={others.map((value) => ({ value, label: nameOf(value) }))}
      />
      {children}
      <Button kind="secondary">{t('queue.filter')}</Button>
    </form>
  );
}

/** The whole filter in words: what is listed, and every narrowing. */
export function FilterInWords({ unit, figure, named }: { unit: string; figure: string; named: readonly Named[] }) {
  const { t } = useLanguage();
  const parts = [{ label: t('behind.figure'), value: figure }, ...named].filter(({ value }) => value);
  return (
    <p class="pembuka">
      {unit} {parts.map(({ label, value }) => `${label}: ${value}`).join('; ')}.
    </p>
  );
}

/** Where an administrator opens the record of a row. */
export function RowLink({ href, row }: { href: string; row: number }) {
  const { t } = useLanguage();
  return (
    <a href={href}>
      {t('behind.open')} <span class="senyap">{row}</span>
    </a>
  );
}
