import { institutionOf, Principal } from '@sambung/accounts';
import { Clock } from '@sambung/config';
import { DomainError, FieldFault, notFound, refuseFaults } from '@sambung/errors';
import { canonicalJson } from '@sambung/matching';
import { CurrentOffer, OffersService } from '@sambung/offers';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { planFaults } from '../check-plan';
import { Round } from '../round.entity';
import { mustHold } from '../round-access';
import { RoundPlan } from '../round-plan';
import { RoundsService } from '../rounds.service';
import { SeatPlan } from './seat-plan.entity';

const MOST_LISTED = 100;

/** A plan on its way, with the offer that it is about. */
export interface WaitingPlan {
  plan: SeatPlan;
  offer: CurrentOffer;
}

const unknown = () => notFound('SeatPlanUnknown', 'Rencana tempat tidak ditemukan.', 'There is no such plan of seats.');
const changed = (current: number) =>
  new DomainError('precondition', 'SeatPlanChanged', {
    id: 'Sudah disimpan orang lain. Muat ulang dulu.',
    en: 'Somebody else has saved it. Reload it first.',
  }, { currentVersion: current }); // prettier-ignore

/** Somebody has to hold the round, so a plan of the whole country says nothing. */
const regionFaults = ({ regionCode }: RoundPlan): FieldFault[] =>
  regionCode !== null
    ? []
    : [{ pointer: '/regionCode', code: 'RegionMissing', detail: { id: 'Pilih kantor yang memegang putaran.', en: 'Name the territory whose officers would hold the round.' } }]; // prettier-ignore

/** Plans of seats: institutions write them down, officers make rounds of them. */
@Injectable()
export class SeatPlans {
  constructor(
    private readonly offers: OffersService,
    private readonly rounds: RoundsService,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError OfferUnknown also for offers of other institutions */
  async ofOffer(tx: EntityManager, principal: Principal, slug: string): Promise<SeatPlan | null> {
    const { id } = await this.offers.own(tx, principal, slug);
    return tx.findOneBy(SeatPlan, { offerId: id });
  }

  /** @throws DomainError OfferUnknown, SeatPlanUnknown when none was written down */
  async get(tx: EntityManager, principal: Principal, slug: string): Promise<SeatPlan> {
    const held = await this.ofOffer(tx, principal, slug);
    if (!held) throw unknown();
    return held;
  }

  /**
   * Writes down how the seats of one offer are to be given out; what is saved anew waits for an officer anew.
   * @param revision the one that the author saw, 0 for the first; null when the author does not mind
   * @throws DomainError with every fault of the plan, SeatPlanChanged
   */
  async save(
    tx: EntityManager,
    principal: Principal,
    slug: string,
    { plan, revision }: { plan: RoundPlan; revision: number | null },
  ): Promise<SeatPlan> {
    const { id: offerId } = await this.offers.ownForChange(tx, principal, slug);
    refuseFaults([...regionFaults(plan), ...planFaults(plan, new Map([[slug, await this.offers.get(tx, slug)]]))]);
    const held = await tx.findOne(SeatPlan, { where: { offerId }, lock: { mode: 'pessimistic_write' } });
    const current = held?.revision ?? 0;
    // Pressed twice, or sent again because the answer was lost.
    if (held && revision === current - 1 && canonicalJson(held.plan) === canonicalJson(plan)) return held;
    if (revision !== null && revision !== current) throw changed(current);
    const values = {
      plan,
      regionCode: plan.regionCode!,
      revision: current + 1,
      roundId: null,
      updatedBy: principal.kind === 'person' ? principal.id : null,
      updatedAt: this.clock.now(),
    };
    if (held) await tx.update(SeatPlan, { id: held.id }, values as object);
    else await tx.insert(SeatPlan, { id: uuid(), institutionId: institutionOf(principal), offerId, ...values } as object);
    return tx.findOneByOrFail(SeatPlan, { offerId });
  }

  /** Those of the principal's territory of which nobody has made a round yet, the oldest first. */
  async waiting(tx: EntityManager, { role, regionCode }: Principal): Promise<WaitingPlan[]> {
    const query = tx.createQueryBuilder(SeatPlan, 'plan').where('plan.round_id is null');
    if (role !== 'admin') query.andWhere(`(plan.region_code = :own or plan.region_code like :own || '.%')`, { own: regionCode });
    const plans = await query.orderBy('plan.updated_at').take(MOST_LISTED).getMany();
    return Promise.all(plans.map(async (plan) => ({ plan, offer: await this.offers.get(tx, plan.plan.batches[0]!.offerSlug) })));
  }

  /** Makes a draft of a round of it; done twice, the second time finds the round. @throws DomainError as for any round */
  async adopt(tx: EntityManager, principal: Principal, id: string): Promise<Round> {
    const held = await tx.findOne(SeatPlan, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!held) throw unknown();
    mustHold(principal, held.regionCode);
    if (held.roundId) return this.rounds.get(tx, principal, held.roundId);
    const round = await this.rounds.create(tx, principal, held.plan);
    await tx.update(SeatPlan, { id }, { roundId: round.id });
    return round;
  }
}
