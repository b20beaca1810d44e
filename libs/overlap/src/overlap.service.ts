import { Institution, Principal } from '@sambung/accounts';
import { conflict } from '@sambung/errors';
import { Effect, evaluateOverlap, LOCAL_FIRST, OVERLAP_RULES, OverlapOffer, OverlapResult, Situation } from '@sambung/matching';
import { CurrentOffer, OffersService } from '@sambung/offers';
import { Actor } from '@sambung/profiles';
import { Injectable } from '@nestjs/common';
import { EntityManager, In } from 'typeorm';
import { declaredEntries } from './declared-entries';
import { freshnessFor } from './freshness.query';
import { LedgerService } from './ledger.service';
import { namesInLedger } from './overlap-names';
import { toOverlapOffer } from './planned-offer';
import type { OverlapPast } from './received';
import { WaiversService } from './waivers.service';

const RULES = [...OVERLAP_RULES, LOCAL_FIRST];
const STOPPING: readonly (Effect | null)[] = ['block', 'needsWaiver', 'sequence'];

/** Kinds of offers whose approval pays out. */
const MONEY: readonly string[] = ['financing'];

/** An actor, an offer and what is known of the actor today. */
export interface OverlapQuestion {
  actor: Pick<Actor, 'id' | 'regionCode'>;
  current: CurrentOffer;
  situation: Situation;
  /** What {@link OverlapService.offersAbout} says of `current`, where many are asked about it. */
  offers?: readonly OverlapOffer[];
  /** What {@link OverlapService.pastsOf} says of the actor, where many are asked about. */
  past?: OverlapPast;
}

@Injectable()
export class OverlapService {
  constructor(
    private readonly ledger: LedgerService,
    private readonly waivers: WaiversService,
    private readonly offers: OffersService,
  ) {}

  /** What help received earlier means for this offer, in three values. */
  async evaluate(tx: EntityManager, { actor, current, situation, offers, past }: OverlapQuestion): Promise<OverlapResult> {
    const { entries, household, freshness, waivers } = past ?? (await this.pastsOf(tx, [actor.id], current)).get(actor.id)!;
    const [target, ...variants] = offers ?? (await this.offersAbout(tx, current));
    return evaluateOverlap({
      applicant: { actor: actor.id, household, region: actor.regionCode },
      target: target!,
      offers: variants,
      rules: RULES,
      ledger: [...entries, ...declaredEntries(actor.id, situation.facts, situation.asOf)],
      freshness,
      waivers,
      situation,
      names: await namesInLedger(tx, entries),
    });
  }

  /** What is on record of many actors that bears on one offer, by actor. */
  async pastsOf(tx: EntityManager, actorIds: readonly string[], { offer }: CurrentOffer): Promise<ReadonlyMap<string, OverlapPast>> {
    const received = await this.ledger.ofMany(tx, actorIds);
    const freshness = await freshnessFor(tx, actorIds);
    const waivers = await this.waivers.standing(tx, actorIds, offer.slug);
    const pastOf = (id: string) => ({
      ...received.get(id)!,
      freshness: freshness.get(id)!,
      waivers: waivers.filter(({ actor }) => actor === id),
    });
    return new Map(actorIds.map((id) => [id, pastOf(id)]));
  }

  /**
   * What must hold before somebody approves: nothing that forbids it, nor a waiver of their own; for money also nothing that may.
   * @throws DomainError OverlapStops, WaiverOwn, or OverlapUnsettled with what would settle it
   */
  async assertSettled(tx: EntityManager, approver: Principal, question: OverlapQuestion): Promise<void> {
    const overlap = await this.evaluate(tx, question);
    if (STOPPING.includes(overlap.effect)) throw stops(overlap);
    const isMoney = MONEY.includes(question.current.version.document.kind);
    const isLifted = overlap.findings.some(({ waiver, value }) => waiver?.officer === approver.id && (value === 'T' || isMoney));
    if (isLifted) throw ownWaiver();
    if (overlap.holdsMoney && isMoney) throw unsettled(overlap);
  }

  /** The offer and its variants, as the rules see them. */
  async offersAbout(tx: EntityManager, current: CurrentOffer): Promise<OverlapOffer[]> {
    return this.asOverlapOffers(tx, [current, ...(await this.variantsOf(tx, current))]);
  }

  private async variantsOf(tx: EntityManager, { offer, version }: CurrentOffer): Promise<CurrentOffer[]> {
    const { programme } = version.document;
    if (!programme) return [];
    const published = await this.offers.published(tx);
    return published.filter((other) => other.offer.id !== offer.id && other.version.document.programme === programme);
  }

  private async asOverlapOffers(tx: EntityManager, offers: readonly CurrentOffer[]): Promise<OverlapOffer[]> {
    const institutions = await tx.findBy(Institution, { id: In(offers.map(({ offer }) => offer.institutionId)) });
    const slugs = new Map(institutions.map(({ id, slug }) => [id, slug]));
    return offers.map(({ offer, version }) => toOverlapOffer(offer.slug, version.document, slugs.get(offer.institutionId)!));
  }
}

const stops = ({ effect, findings }: OverlapResult) =>
  conflict(
    'OverlapStops',
    'Bantuan yang sudah diterima menghalangi tawaran ini. Lihat aturannya; sebagian dapat dikecualikan oleh petugas.',
    'Help received earlier stands in the way of this offer. See the rules; an officer may waive some.',
    { effect, findings },
  );

/** Four eyes: one officer lifts a rule, another lets the help go out. */
const ownWaiver = () =>
  conflict(
    'WaiverOwn',
    'Pengecualian ini Anda sendiri yang memberi. Minta petugas lain menyetujui.',
    'You gave this waiver yourself. Ask another officer to approve.',
  );

/** Names what holds the money and nothing else: a warning may stay open. */
function unsettled({ possible, findings }: OverlapResult) {
  const holding = findings.filter(({ effect, value, waiver }) => STOPPING.includes(effect) && value === 'U' && !waiver);
  return conflict(
    'OverlapUnsettled',
    'Belum pasti apakah bantuan lain menghalangi. Selesaikan dulu yang tertulis di settle.',
    'It is not certain that no other help stands in the way. Settle first what is listed in settle.',
    { possible, findings: holding, settle: holding.flatMap(({ settle }) => settle) },
  );
}
