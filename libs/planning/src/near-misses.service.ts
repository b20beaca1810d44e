import { Principal } from '@sambung/accounts';
import { Clock } from '@sambung/config';
import { forbidden } from '@sambung/errors';
import { BatchedProfile, profileBatch, statusOf, toSituation } from '@sambung/matches';
import { Change, childrenOf, Condition, evaluateTree, findUnlocks, LIMITS, Rule, Situation, stepsOf } from '@sambung/matching';
import { CATALOGUE, CurrentOffer, OffersService } from '@sambung/offers';
import { seatsOf } from '@sambung/overlap';
import { inRegion } from '@sambung/reference';
import { Vault } from '@sambung/vault';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';

const BATCH = 200;
/** Actors that one call looks at: an answer within seconds; the cursor goes on from there. */
const MOST_SCANNED = 2_000;

export interface NearMissWish {
  regionCode?: string;
  offerSlug?: string;
  after?: string;
  limit: number;
}

/** Somebody who lacks one obtainable fact for one offer. */
export interface NearMiss {
  actorId: string;
  actorName: string;
  actorRegion: string;
  offer: CurrentOffer;
  step: Change | Condition;
  /** Slugs of open offers whose completion brings the fact. */
  via: readonly string[];
  /** Null where the offer does not count its seats. */
  freeSeats: number | null;
}

export interface NearMisses {
  /** The soonest closing first. */
  items: readonly NearMiss[];
  scanned: number;
  /** The last actor looked at, to go on after; null when all were. */
  next: string | null;
}

interface OpenOffer {
  current: CurrentOffer;
  freeSeats: number | null;
}

/** Parts of a rule that must all hold, nested ones unfolded. */
const conjunctsOf = (rule: Rule): readonly Rule[] => ('all' in rule ? childrenOf(rule).flatMap(([, child]) => conjunctsOf(child)) : [rule]);

const closes = ({ offer: { version } }: NearMiss): string => version.document.validTo ?? '9999-12-31';
const bySoonest = (a: NearMiss, b: NearMiss): number =>
  closes(a) < closes(b) ? -1 : closes(a) > closes(b) ? 1 : a.step.cost - b.step.cost || (a.actorId < b.actorId ? -1 : 1);

@Injectable()
export class NearMissesService {
  constructor(
    private readonly offers: OffersService,
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  /** People of the principal's territory whom a mentor can help over one last hurdle. */
  async list(tx: EntityManager, principal: Principal, { regionCode, offerSlug, after, limit }: NearMissWish): Promise<NearMisses> {
    const region = territory(principal, regionCode);
    const open = await this.openOffers(tx, offerSlug);
    const items: NearMiss[] = [];
    let [scanned, next] = [0, after ?? null];
    while (scanned < MOST_SCANNED) {
      const rows = await page(tx, region, next);
      for (const profile of await profileBatch(tx, this.vault, rows.map(({ id }) => id))) items.push(...this.ofOne(profile, nameOf(rows, profile), open)); // prettier-ignore
      scanned += rows.length;
      if (rows.length < BATCH) return { items: items.sort(bySoonest).slice(0, limit), scanned, next: null };
      next = rows.at(-1)!.id;
    }
    return { items: items.sort(bySoonest).slice(0, limit), scanned, next };
  }

  /** Published offers with a free seat, or without a count of seats. */
  private async openOffers(tx: EntityManager, slug: string | undefined): Promise<OpenOffer[]> {
    const published = (await this.offers.published(tx)).filter(({ offer }) => !slug || offer.slug === slug);
    const rows: { offerId: string; taken: number }[] = await tx.query(
      `select offer_id as "offerId", count(*)::int as taken from matches
       where state in ('approved', 'offered', 'accepted', 'inProgress', 'completed') group by offer_id`,
    );
    const taken = new Map(rows.map((row) => [row.offerId, row.taken]));
    return published.flatMap((current) => {
      const seats = seatsOf(current.version.document);
      const freeSeats = seats === null ? null : seats - (taken.get(current.offer.id) ?? 0);
      return freeSeats === null || freeSeats > 0 ? [{ current, freeSeats }] : [];
    });
  }

  private ofOne(profile: BatchedProfile, actorName: string, open: readonly OpenOffer[]): NearMiss[] {
    if (!profile.consented) return [];
    const situation = toSituation(profile, this.clock.today());
    const { id: actorId, regionCode: actorRegion } = profile.actor;
    return open.flatMap(({ current, freeSeats }) => {
      const step = lastStep(current, situation);
      if (!step) return [];
      const via = step.fact === null ? [] : granting(open, current, step.fact);
      return [{ actorId, actorName, actorRegion, offer: current, step, via, freeSeats }];
    });
  }
}

/** The one obtainable fact that is missing, verified by the engine; null where more is, or nothing. */
function lastStep({ version: { document } }: CurrentOffer, situation: Situation): Change | Condition | null {
  if (statusOf(document, situation) !== 'open') return null;
  const lacking = conjunctsOf(document.requires).filter((part) => evaluateTree(part, situation).value !== 'T');
  if (lacking.length !== 1) return null;
  const { unlocks } = findUnlocks(document.requires, situation, LIMITS);
  for (const unlock of unlocks) {
    const [step, ...more] = stepsOf(unlock);
    if (!step || more.length > 0 || step.kind === 'wait' || step.fact === null) continue;
    if (CATALOGUE[step.fact]?.action === 'obtainable') return step;
  }
  return null;
}

const granting = (open: readonly OpenOffer[], target: CurrentOffer, fact: string): string[] =>
  open
    .filter(({ current }) => current !== target && current.version.document.grants?.some((grant) => grant.fact === fact))
    .map(({ current }) => current.offer.slug);

interface ActorName {
  id: string;
  name: string;
}

const nameOf = (rows: readonly ActorName[], { actor }: BatchedProfile): string => rows.find(({ id }) => id === actor.id)!.name;

const page = (tx: EntityManager, region: string | null, afterId: string | null): Promise<ActorName[]> =>
  tx.query(
    `select id, name from actors
     where status = 'active' and ($1::text is null or region_code = $1 or region_code like $1 || '.%') and ($2::uuid is null or id > $2)
     order by id limit ${BATCH}`,
    [region, afterId],
  );

function territory({ role, regionCode }: Principal, wished: string | undefined): string | null {
  if (role === 'admin') return wished ?? null;
  if (regionCode !== null && (wished === undefined || inRegion(wished, regionCode))) return wished ?? regionCode;
  throw forbidden('RegionForeign', 'Bukan wilayah Anda.', 'Not your territory.');
}
