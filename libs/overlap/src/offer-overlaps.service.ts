import { Principal } from '@sambung/accounts';
import { Clock } from '@sambung/config';
import { refuseFaults } from '@sambung/errors';
import { Advice, adviseOn, Cell, Intersection, intersectOffers, Naming, NEARNESS, quarterOf, WitnessLimits } from '@sambung/matching';
import { CATALOGUE, CurrentOffer, documentFaults, OfferDocument, OffersService, PROFILE_LAWS } from '@sambung/offers';
import { codeName } from '@sambung/reference';
import { Injectable } from '@nestjs/common';
import { setImmediate } from 'node:timers/promises';
import { EntityManager } from 'typeorm';
import { CellsService } from './cells.service';
import { KnownIntersections } from './known-intersections';
import { toPlannedOffer } from './planned-offer';

/** Tighter than the engine's own: a document comes from outside and may be made to be slow. All shipped pairs are decided within them. */
export const DRAFT_LIMITS: WitnessLimits = { steps: 5_000, values: 300, days: 4 };

/** A draft is called so until it has a slug. */
const DRAFT = 'draft';
const REGENCY_PARTS = 2;

export interface OfferOverlap {
  current: CurrentOffer;
  intersection: Intersection;
  advice: Advice[];
}

/** All that the search for overlaps reads. */
export interface OverlapSearch {
  slug: string | null;
  document: OfferDocument;
  asOf: string;
  cells: readonly Cell[];
  published: readonly CurrentOffer[];
}

/** The regencies that a draft touches: its organiser may move within them. */
const reachOf = ({ area }: OfferDocument): string[] => [...new Set(area.map((code) => code.split('.').slice(0, REGENCY_PARTS).join('.')))];

/** Offers that do the very same first, then by slug. */
function byNearness(a: OfferOverlap, b: OfferOverlap): number {
  const rank = ({ intersection }: OfferOverlap) => NEARNESS.indexOf(intersection.shared[0]!.nearness);
  return rank(a) - rank(b) || (a.current.offer.slug < b.current.offer.slug ? -1 : 1);
}

@Injectable()
export class OfferOverlaps {
  private readonly known = new KnownIntersections();

  constructor(
    private readonly offers: OffersService,
    private readonly cells: CellsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Reads what {@link find} needs.
   * @param slug of the offer that the document is a version of; null for a new one
   * @throws DomainError with every fault of the document
   */
  async read(tx: EntityManager, principal: Principal, slug: string | null, document: OfferDocument): Promise<OverlapSearch> {
    refuseFaults(documentFaults(document));
    const asOf = this.clock.today();
    const begins = document.validFrom && document.validFrom > asOf ? document.validFrom : asOf;
    const cells = await this.cells.exact(tx, principal, quarterOf(begins));
    return { slug, document, asOf, cells, published: await this.offers.published(tx) };
  }

  /**
   * Published offers that would serve the same people with the same help, in the same place and days, and what can be done.
   * It may compute for seconds: no transaction waits for it.
   */
  async find(search: OverlapSearch): Promise<OfferOverlap[]> {
    const found: OfferOverlap[] = [];
    for (const current of search.published) {
      if (current.offer.slug === search.slug) continue;
      const overlap = this.compare(search, current);
      if (overlap) found.push(overlap);
      await setImmediate();
    }
    return found.sort(byNearness);
  }

  private compare({ slug, document, cells, asOf }: OverlapSearch, current: CurrentOffer): OfferOverlap | null {
    const draft = toPlannedOffer(slug ?? DRAFT, document);
    const other = toPlannedOffer(current.offer.slug, current.version.document);
    const field = { catalogue: CATALOGUE, laws: PROFILE_LAWS, asOf, limits: DRAFT_LIMITS };
    const intersection = this.known.of(draft, other, asOf, () => intersectOffers(draft, other, field));
    const { outcome } = intersection.answer;
    if (outcome !== 'witness' && outcome !== 'notDecided') return null;
    const offers = new Map([[draft.id, document.name], [other.id, current.version.document.name]]); // prettier-ignore
    const names: Naming = (code) => offers.get(code) ?? codeName(code);
    const advice = adviseOn(intersection, draft, other, { catalogue: CATALOGUE, cells, reach: reachOf(document), names });
    return { current, intersection, advice };
  }
}
