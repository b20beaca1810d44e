import { childRegions, regions } from '@sambung/reference';
import { SelectGroup } from '@sambung/ui';

const MALANG_RAYA = ['35.07', '35.73', '35.79'];

/** Territories whose offices an administrator may share with. */
export const OFFICES: readonly string[] = MALANG_RAYA;

/** The kecamatan of a territory, by regency or city; null stands for all of Malang Raya. */
export const areasOf = (territory: string | null): SelectGroup[] =>
  (territory ? [territory] : MALANG_RAYA).map((code) => ({
    label: regions().get(code) ?? code,
    options: childRegions(code).map((region) => ({ value: region.code, label: region.name })),
  }));
