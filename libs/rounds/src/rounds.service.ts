import { Principal, SealedSecrets } from '@sambung/accounts';
import { Clock, Config } from '@sambung/config';
import { conflict, refuseFaults } from '@sambung/errors';
import { checkTree, commitmentOf } from '@sambung/matching';
import { CurrentOffer, Offer, OffersService } from '@sambung/offers';
import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { EntityManager, In } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { capacityTree, sha256 } from './capacity-tree';
import { planFaults } from './check-plan';
import { holdRound, mustHold, visibleRound } from './round-access';
import { Round, RoundBatch, RoundStep } from './round.entity';
import { RoundPlan } from './round-plan';
import { assertRoundStep, RoundState, UNDER_WAY } from './states';

/** A batch with the offer whose seats it gives out. */
export interface BatchOfRound {
  batch: RoundBatch;
  offer: CurrentOffer;
}

export interface RoundFilter {
  states: readonly RoundState[];
  after?: string;
  limit: number;
}

/** Plans rounds and takes them from state to state. */
@Injectable()
export class RoundsService {
  private readonly secrets: SealedSecrets;

  constructor(
    private readonly offers: OffersService,
    private readonly clock: Clock,
    config: Config,
  ) {
    this.secrets = new SealedSecrets(config, 'round-lotteries.v1');
  }

  /**
   * Writes down a round as a draft.
   * @throws DomainError with every fault of the plan, RoundForeign outside the principal's territory
   */
  async create(tx: EntityManager, principal: Principal, plan: RoundPlan): Promise<Round> {
    const offers = await this.offersBySlug(tx, plan.batches.map(({ offerSlug }) => offerSlug)); // prettier-ignore
    refuseFaults(planFaults(plan, offers));
    mustHold(principal, plan.regionCode);
    const id = uuid();
    const { batches, opensAt, closesAt, ...rest } = plan;
    await tx.insert(Round, { id, ...rest, opensAt: new Date(opensAt), closesAt: new Date(closesAt), state: 'draft' } as object);
    const rows = batches.map(({ offerSlug, ...batch }, place) => {
      const { offer, version } = offers.get(offerSlug)!;
      return { roundId: id, ...batch, place, offerId: offer.id, offerVersionId: version.id };
    });
    await tx.insert(RoundBatch, rows as object[]);
    await this.record(tx, principal, id, 'draft');
    return tx.findOneByOrFail(Round, { id });
  }

  private async offersBySlug(tx: EntityManager, slugs: readonly string[]): Promise<Map<string, CurrentOffer>> {
    const current = new Map<string, CurrentOffer>();
    for (const { slug } of await tx.findBy(Offer, { slug: In(slugs) })) current.set(slug, await this.offers.get(tx, slug));
    return current;
  }

  /** Notes a step that was taken. */
  private async record(tx: EntityManager, { kind, id }: Principal, roundId: string, toState: RoundState): Promise<void> {
    await tx.insert(RoundStep, { id: uuid(), roundId, toState, personId: kind === 'person' ? id : null });
  }

  get(tx: EntityManager, principal: Principal, id: string): Promise<Round> {
    return visibleRound(tx, principal, id);
  }

  steps(tx: EntityManager, roundId: string): Promise<RoundStep[]> {
    return tx.find(RoundStep, { where: { roundId }, order: { at: 'asc' } });
  }

  async batches(tx: EntityManager, roundId: string): Promise<BatchOfRound[]> {
    const batches = await tx.find(RoundBatch, { where: { roundId }, order: { place: 'asc' } });
    const versions = new Map<string, CurrentOffer>();
    for (const { offerVersionId } of batches) {
      if (!versions.has(offerVersionId)) versions.set(offerVersionId, await this.offers.byVersion(tx, offerVersionId));
    }
    return batches.map((batch) => ({ batch, offer: versions.get(batch.offerVersionId)! }));
  }

  /** Publishes the round with the commitment of its lottery; its offers count in the versions of this moment. */
  async open(tx: EntityManager, principal: Principal, id: string): Promise<Round> {
    const round = await holdRound(tx, principal, id, 'step');
    if (round.state === 'open') return round;
    assertRoundStep(round.state, 'open');
    if (this.clock.now() >= round.closesAt) throw over(round);
    await this.pinVersions(tx, round);
    await this.assertFree(tx, round);
    const secret = randomBytes(32).toString('hex');
    const drawn = { commitment: commitmentOf(secret, sha256), secretSealed: this.secrets.seal(id, secret) };
    return this.step(tx, principal, round, { state: 'open', ...drawn });
  }

  /** The secret of the lottery, until the closing reveals it. */
  secretOf({ id, secretSealed }: Round): string {
    return this.secrets.open(id, secretSealed!);
  }

  private async pinVersions(tx: EntityManager, round: Round): Promise<void> {
    for (const { batch, offer } of await this.batches(tx, round.id)) {
      const current = await this.offers.get(tx, offer.offer.slug);
      if (current.offer.status !== 'published') throw offerClosed(current);
      await tx.update(RoundBatch, { roundId: round.id, id: batch.id }, { offerVersionId: current.version.id });
    }
    const pinned = (await this.batches(tx, round.id)).map(({ batch, offer }) => ({ ...batch, document: offer.version.document }));
    const faults = checkTree(capacityTree(pinned, round.quotas));
    if (faults.length === 0) return;
    const [{ text }] = faults as [(typeof faults)[0]];
    throw conflict('RoundUnsound', text.id, text.en, { faults });
  }

  /** Two rounds at once could give one applicant two seats of one offer. Rounds that open at the same time wait for each other here. */
  private async assertFree(tx: EntityManager, { id }: Round): Promise<void> {
    await tx.query(
      'select from offers where id in (select offer_id from round_batches where round_id = $1) order by id for no key update',
      [id],
    );
    const taken: { slug: string; roundId: string }[] = await tx.query(
      `select offer.slug, other.round_id as "roundId"
       from round_batches own join round_batches other on other.offer_id = own.offer_id and other.round_id <> own.round_id
       join rounds on rounds.id = other.round_id join offers offer on offer.id = own.offer_id
       where own.round_id = $1 and rounds.state = any($2) limit 1`,
      [id, UNDER_WAY],
    );
    if (!taken[0]) return;
    const { slug, roundId } = taken[0];
    throw conflict('OfferInRound', `${slug} masih dalam putaran lain.`, `${slug} is still in another round.`, { roundId });
  }

  /** Takes one legal step; the caller holds the round. */
  async step(tx: EntityManager, principal: Principal, round: Round, change: Partial<Round> & { state: RoundState }): Promise<Round> {
    await tx.update(Round, { id: round.id }, change as object);
    if (change.state !== round.state) await this.record(tx, principal, round.id, change.state);
    return tx.findOneByOrFail(Round, { id: round.id });
  }

  /** Newest first, those that the principal may see. */
  list(tx: EntityManager, principal: Principal, { states, after, limit }: RoundFilter): Promise<Round[]> {
    const { role, regionCode, institutionId } = principal;
    const query = tx.createQueryBuilder(Round, 'round').where('round.state in (:...states)', { states });
    if (after) query.andWhere('round.id < :after', { after });
    if (role !== 'admin' && role !== 'officer') query.andWhere(`round.state <> 'draft'`);
    if (role === 'officer') {
      query.andWhere(
        `(round.region_code = :own or round.region_code like :own || '.%'
          or (round.state <> 'draft' and (round.region_code is null or :own like round.region_code || '.%')))`,
        { own: regionCode },
      );
    }
    if (role === 'partner') {
      query.andWhere(
        `exists (select from round_batches batch join offers offer on offer.id = batch.offer_id
          where batch.round_id = round.id and offer.institution_id = :institutionId)`,
        { institutionId },
      );
    }
    return query.orderBy('round.id', 'DESC').take(limit).getMany();
  }
}

const over = ({ closesAt }: Round) =>
  conflict('RoundOver', 'Waktu putaran ini sudah lewat. Buat putaran baru.', 'The time of this round has passed. Make a new one.', {
    closesAt,
  });

const offerClosed = ({ offer: { slug, status } }: CurrentOffer) =>
  conflict('OfferNotOpen', `Tawaran ${slug} berstatus ${status}.`, `The offer ${slug} is ${status}.`, { offerSlug: slug });
