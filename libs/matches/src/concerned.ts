import { OfferDocument } from '@sambung/offers';
import { requiredRegions } from './required-regions';

/** Whom an offer may concern: those with one of its roles, except where its conditions refuse the region whatever else is known. */
export interface Concerned {
  roles: readonly string[];
  /** Null for everywhere. */
  regions: readonly unknown[] | null;
}

export const concernedBy = ({ roles, requires }: Pick<OfferDocument, 'roles' | 'requires'>): Concerned => ({
  roles,
  regions: requiredRegions(requires),
});

/** Whether a row of `actors` is one of those. @param list JSON of {@link Concerned}, as SQL */
export const isConcerned = (list: string): string => `exists (
  select from jsonb_to_recordset(${list}) as version(roles jsonb, regions jsonb)
  where (jsonb_array_length(version.roles) = 0 or version.roles ?| actors.roles)
    and (version.regions is null or exists (
      select from jsonb_array_elements_text(version.regions) region
      where actors.region_code = region or actors.region_code like region || '.%' or region like actors.region_code || '.%')))`;
