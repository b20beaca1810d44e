import type { InstitutionKind } from '@sambung/accounts';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OfferDocument } from './offer-document';
import type { OfferStatus } from './offer.entity';

/** One offer that ships with the project, as `data/<slug>.json` holds it; each cites its public sources. */
export interface ShippedOffer {
  slug: string;
  /** Slug of the {@link ShippedInstitution} that provides it. */
  institution: string;
  status: Exclude<OfferStatus, 'draft'>;
  /** Amounts in rupiah, days as `YYYY-MM-DD`. */
  document: OfferDocument;
}

/** One organiser of shipped offers, as `data/institutions.json` holds it. */
export interface ShippedInstitution {
  slug: string;
  name: string;
  kind: InstitutionKind;
  /** Kemendagri code of the area it serves; null for the whole country or for more areas than one. */
  regionCode: string | null;
}

/** The build copies the folder beside the compiled code, so the path holds in `libs` and in `dist/libs`. */
const DATA = join(__dirname, '../data');
const INSTITUTIONS = 'institutions.json';

const readJson = (name: string): unknown => JSON.parse(readFileSync(join(DATA, name), 'utf8'));

const bySlug = (a: { slug: string }, b: { slug: string }): number => (a.slug < b.slug ? -1 : 1);

/** Every shipped offer, by slug, read anew at each call. Their form is checked by `shipped-offers.spec.ts`. */
export function shippedOffers(): ShippedOffer[] {
  const files = readdirSync(DATA).filter((name) => name.endsWith('.json') && name !== INSTITUTIONS);
  return files.map((name) => readJson(name) as ShippedOffer).sort(bySlug);
}

/** Every institution that provides a shipped offer, by slug, read anew at each call. */
export const shippedInstitutions = (): ShippedInstitution[] => (readJson(INSTITUTIONS) as ShippedInstitution[]).sort(bySlug);
