import { ConsentsService, Principal } from '@sambung/accounts';
import { audit } from '@sambung/audit';
import { Clock } from '@sambung/config';
import { conflict, FieldFault, notFound, refuseFaults } from '@sambung/errors';
import { matchingConsentMissing } from '@sambung/matches';
import { Actor, ActorsService, onlyVisible } from '@sambung/profiles';
import { Injectable } from '@nestjs/common';
import { EntityManager, SelectQueryBuilder } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { AssessmentService } from './assessment.service';
import { Assessment, Clearance, Ranking } from './ranking.entity';
import { holdRound, visibleRound } from './round-access';
import { Round } from './round.entity';
import { MOST_CHOICES } from './round-plan';
import { BatchOfRound, RoundsService } from './rounds.service';

/** A ranking, confirmed or proposed, with what is found of each choice. */
export interface AssessedRanking {
  round: Round;
  batches: BatchOfRound[];
  actor: Actor;
  /** null while the owner has confirmed none: then `choices` is the proposal. */
  ranking: Ranking | null;
  choices: readonly string[];
  assessment: Assessment;
}

export interface RankingPage {
  after?: string;
  limit: number;
  /** Only those who got a seat, answered or not, or only the others. */
  isSeated?: boolean;
}

@Injectable()
export class RankingsService {
  constructor(
    private readonly rounds: RoundsService,
    private readonly actors: ActorsService,
    private readonly consents: ConsentsService,
    private readonly assessments: AssessmentService,
    private readonly clock: Clock,
  ) {}

  /** The ranking of one actor; before the closing with what would be found now, afterwards with what was found then. */
  async get(tx: EntityManager, principal: Principal, roundId: string, actorId: string): Promise<AssessedRanking> {
    const round = await visibleRound(tx, principal, roundId);
    const actor = await this.actors.get(tx, principal, actorId);
    const batches = await this.rounds.batches(tx, roundId);
    const ranking = await tx.findOneBy(Ranking, { roundId, actorId });
    const choices = ranking?.choices ?? (await this.assessments.propose(tx, batches, actor));
    const frozen = ranking?.assessment ?? (await this.assessments.assess(tx, { round, batches }, [{ actorId, choices }])).get(actorId)!;
    return { round, batches, actor, ranking, choices, assessment: frozen };
  }

  /**
   * The owner confirms what the actor wants, the most wanted first. The same choices again change nothing.
   * @throws DomainError RoundNotOpen, ConsentMissing, or a fault for each wrong choice
   */
  async confirm(tx: EntityManager, principal: Principal, roundId: string, actorId: string, choices: readonly string[]): Promise<void> {
    const round = await holdRound(tx, principal, roundId, 'applicant');
    const actor = await this.actors.getForChange(tx, principal, actorId);
    this.assertRanking(round);
    if (actor.status !== 'active') throw actorNotActive();
    if (!(await this.consents.stands(tx, actorId, 'matching'))) throw matchingConsentMissing();
    refuseFaults(choiceFaults(choices, await this.rounds.batches(tx, roundId)));
    const before = await tx.findOneBy(Ranking, { roundId, actorId });
    if (before && before.choices.join() === choices.join()) return;
    const confirmed = { choices: [...choices], confirmedAt: this.clock.now() };
    if (before) await tx.update(Ranking, { id: before.id }, confirmed);
    else await tx.insert(Ranking, { id: uuid(), roundId, actorId, ...confirmed });
  }

  /** An officer lets an applicant take part although one offer's verdict on them is undetermined; never against a refusal. */
  async clear(
    tx: EntityManager,
    principal: Principal,
    roundId: string,
    clearance: { actorId: string; offerSlug: string; reason: string },
  ): Promise<void> {
    const { actorId, offerSlug, reason } = clearance;
    const round = await holdRound(tx, principal, roundId, 'applicant');
    await this.actors.getForChange(tx, principal, actorId);
    this.assertOpen(round);
    const ranking = await tx.findOneBy(Ranking, { roundId, actorId });
    if (!ranking) throw rankingUnknown();
    const batches = await this.rounds.batches(tx, roundId);
    const chosen = batches.find(({ batch, offer }) => offer.offer.slug === offerSlug && ranking.choices.includes(batch.id));
    if (!chosen) refuseFaults([{ pointer: '/offerSlug', code: 'OfferNotRanked', detail: { id: 'Tidak ada dalam pilihannya.', en: 'Is not among the choices.' } }]); // prettier-ignore
    await this.assertUndetermined(tx, round, batches, ranking, chosen!.batch.id);
    const personId = principal.kind === 'person' ? principal.id : null;
    await tx.upsert(Clearance, { roundId, actorId, offerId: chosen!.batch.offerId, reason, personId }, ['roundId', 'actorId', 'offerId']);
    await audit(tx, principal, { action: 'round.cleared', object: ['actor', actorId], subjectId: actorId, reason, fields: [offerSlug] });
  }

  private async assertUndetermined(
    tx: EntityManager,
    round: Round,
    batches: readonly BatchOfRound[],
    ranking: Ranking,
    batchId: string,
  ): Promise<void> {
    const { choices } = (await this.assessments.assess(tx, { round, batches }, [ranking])).get(ranking.actorId)!;
    const { verdict } = choices.find(({ batch }) => batch === batchId)!;
    if (verdict === 'undetermined') return;
    throw conflict('NothingToClear', `Hasilnya sudah pasti: ${verdict}.`, `The verdict is settled: ${verdict}.`, { verdict });
  }

  /** Rankings of the actors that the principal may see, by id. */
  async list(tx: EntityManager, principal: Principal, roundId: string, page: RankingPage): Promise<Ranking[]> {
    await visibleRound(tx, principal, roundId);
    const query = visibleRankings(tx, principal, roundId);
    if (page.isSeated !== undefined) {
      query.andWhere('exists (select from round_seats seat where seat.ranking_id = ranking.id) = :isSeated', { isSeated: page.isSeated });
    }
    if (page.after) query.andWhere('ranking.id > :after', { after: page.after });
    return query.orderBy('ranking.id').take(page.limit).getMany();
  }

  /** How many rankings there are of actors that the principal may see. */
  async count(tx: EntityManager, principal: Principal, roundId: string): Promise<number> {
    await visibleRound(tx, principal, roundId);
    return visibleRankings(tx, principal, roundId).getCount();
  }

  private assertOpen({ state, opensAt, closesAt }: Round): void {
    if (state === 'open') return;
    throw roundNotOpen({ state, opensAt, closesAt });
  }

  private assertRanking(round: Round): void {
    const now = this.clock.now();
    this.assertOpen(round);
    if (now < round.opensAt || now >= round.closesAt) throw roundNotOpen(round);
  }
}

function visibleRankings(tx: EntityManager, principal: Principal, roundId: string): SelectQueryBuilder<Ranking> {
  const query = tx
    .createQueryBuilder(Ranking, 'ranking')
    .innerJoin(Actor, 'actor', 'actor.id = ranking.actor_id')
    .where('ranking.round_id = :roundId', { roundId });
  return onlyVisible(query, principal);
}

function choiceFaults(choices: readonly string[], batches: readonly BatchOfRound[]): FieldFault[] {
  const known = batches.map(({ batch }) => batch.id);
  return choices.flatMap((choice, index) => {
    const pointer = `/choices/${index}`;
    if (!known.includes(choice)) {
      const list = known.slice(0, MOST_CHOICES).join(', ');
      return [{ pointer, code: 'BatchUnknown', detail: { id: `Tidak ada di putaran ini, misalnya: ${list}.`, en: `Not in this round, such as: ${list}.` } }]; // prettier-ignore
    }
    return choices.indexOf(choice) < index
      ? [{ pointer, code: 'ChoiceRepeated', detail: { id: 'Sudah dipilih di atas.', en: 'Chosen above already.' } }]
      : [];
  });
}

export const rankingUnknown = () =>
  notFound('RankingUnknown', 'Pelaku usaha ini tidak ikut putaran ini.', 'This actor does not take part in this round.');

const roundNotOpen = ({ state, opensAt, closesAt }: Pick<Round, 'state' | 'opensAt' | 'closesAt'>) =>
  conflict('RoundNotOpen', 'Putaran ini sedang tidak menerima pilihan.', 'This round takes no choices now.', { state, opensAt, closesAt });

const actorNotActive = () => conflict('ActorNotActive', 'Aktifkan dulu data pelaku usaha ini.', 'Make this actor active first.');
