import { conflict, notFound } from '@sambung/errors';
import { Offer, OfferVersion } from '@sambung/offers';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { validate as isUuid } from 'uuid';
import { DecisionRecords } from './decision-records.service';
import { explain, Explanation, StoredExplanation } from './explanation';
import { Match, MatchTransition } from './match.entity';
import { Difference, differences, OFFER_VERSION } from './replay';
import { situationThen } from './snapshot';

export interface Replay {
  stored: StoredExplanation;
  replayed: Explanation;
  /** Whether the hash that was stored with the decision came out again; for another version, whether nothing else is new. */
  equal: boolean;
  differences: readonly Difference[];
}

/** Makes decisions again from what was stored with them; reads only. */
@Injectable()
export class Replays {
  constructor(private readonly records: DecisionRecords) {}

  /**
   * @param id of the step of a match that decided
   * @param version another version of the same offer to decide by; the one decided by unless given
   * @throws DomainError DecisionUnknown, DecisionNotReplayable for one made before snapshots were kept, OfferVersionUnknown
   */
  async replay(tx: EntityManager, id: string, version?: number): Promise<Replay> {
    const { match, stored, snapshot } = await this.decision(tx, id);
    const offer = await tx.findOneByOrFail(Offer, { id: match.offerId });
    const against = await tx.findOneBy(OfferVersion, { offerId: offer.id, version: version ?? stored.offer.version });
    if (!against) throw versionUnknown(offer.slug);
    const replayed = explain({ offer, version: against }, situationThen(snapshot), undefined, stored.allocation);
    const changed = differences(stored, replayed);
    const isSame = version === undefined ? replayed.hash === stored.hash : changed.every(({ what }) => what === OFFER_VERSION);
    return { stored, replayed, equal: isSame, differences: changed };
  }

  private async decision(tx: EntityManager, id: string) {
    const row = isUuid(id)
      ? await tx
          .createQueryBuilder(MatchTransition, 'step')
          .addSelect('step.snapshotSealed')
          .where('step.id = :id and step.explanation_sealed is not null', { id })
          .getOne()
      : null;
    if (!row) throw decisionUnknown();
    const stored = (await this.records.openOne(tx, row)).explanation!;
    const snapshot = await this.records.snapshotOf(tx, row);
    if (!snapshot) throw notReplayable();
    return { match: await tx.findOneByOrFail(Match, { id: row.matchId }), stored, snapshot };
  }
}

const decisionUnknown = () =>
  notFound(
    'DecisionUnknown',
    'Keputusan tidak ditemukan. Pakai id langkah dari riwayat kecocokan.',
    'There is no such decision. Take the id of a step from the history of a match.',
  );

const notReplayable = () =>
  conflict(
    'DecisionNotReplayable',
    'Keputusan ini dibuat sebelum cuplikan profil disimpan, jadi tidak dapat diulang.',
    'This decision was made before snapshots of the profile were kept, so it cannot be made again.',
  );

const versionUnknown = (slug: string) =>
  notFound('OfferVersionUnknown', `Versi ini tidak ada pada tawaran ${slug}.`, `The offer ${slug} has no such version.`);
