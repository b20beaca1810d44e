import { institutionOf, Principal } from '@sambung/accounts';
import { Clock } from '@sambung/config';
import { forbidden, refuseFaults } from '@sambung/errors';
import { assertReason, assertStep, GivenAnswer, Match, MatchState, matchUnknown } from '@sambung/matches';
import { factsRead } from '@sambung/matching';
import { Offer, OfferDocument, OffersService, shippedOffers } from '@sambung/offers';
import { StoredValue } from '@sambung/profiles';
import { DomainType, EventPublisher } from '@sambung/webhooks';
import { Injectable } from '@nestjs/common';
import { EntityManager, LessThan, Not } from 'typeorm';
import { v7 as uuid } from 'uuid';
import type { MatchView } from '../matches/matches.views';
import type { ShownMatch } from '../partner/partner-matches.views';
import { SandboxMatch } from './sandbox-match.entity';

const MOST = 100;
const EXAMPLE_OFFER = 'kur-mikro-2026';
/** Nobody: neither the name nor the number is anybody's. */
const PERSON = { name: 'Usaha Rekaan Sandbox', phone: '+628990000000', roles: ['business' as const], regionCode: '35.07.13.2001' };

interface ChosenOffer {
  id: string;
  slug: string;
  document: OfferDocument;
}

type ShownRow = Pick<Match, keyof MatchView>;

const shown = ({ id, subjectId: actorId, offerId, institutionId, state, version, createdAt, updatedAt }: SandboxMatch): ShownRow => ({
  id, actorId, offerId, institutionId, state, version, createdAt, updatedAt,
  origin: 'interest', verdict: 'eligible', fit: 8_000, coverage: 10_000, reviewNeeded: false, assigneeId: null,
}); // prettier-ignore

/**
 * Invented matches of an institution, answered as `SharingService` answers real ones. Reads and writes `sandbox_matches`
 * and the events of test endpoints, and nothing of anybody.
 */
@Injectable()
export class SandboxMatches {
  constructor(
    private readonly offers: OffersService,
    private readonly publisher: EventPublisher,
    private readonly clock: Clock,
  ) {}

  /** Invents a match that has just been shared; the oldest beyond a hundred go. @throws DomainError for an offer of others */
  async create(tx: EntityManager, principal: Principal, slug: string | undefined): Promise<ShownRow> {
    assertTestKey(principal);
    const institutionId = institutionOf(principal);
    const offer = await this.offerOf(tx, institutionId, slug ?? (await this.firstOffer(tx, institutionId)));
    const id = uuid();
    await tx.insert(SandboxMatch, { id, institutionId, subjectId: uuid(), offerId: offer.id, offerSlug: offer.slug, state: 'offered' });
    await tx.query(
      'delete from sandbox_matches where id in (select id from sandbox_matches where institution_id = $1 order by id desc offset $2)',
      [institutionId, MOST],
    );
    const match = await tx.findOneByOrFail(SandboxMatch, { id });
    await this.tell(tx, match, 'match.approved');
    return shown(match);
  }

  async list(
    tx: EntityManager,
    principal: Principal,
    { after, limit, state }: { after?: string; limit: number; state?: MatchState },
  ): Promise<ShownRow[]> {
    const where = {
      institutionId: institutionOf(principal),
      state: state ?? Not<MatchState>('withdrawn'),
      ...(after && { id: LessThan(after) }),
    };
    return (await tx.find(SandboxMatch, { where, order: { id: 'desc' }, take: limit })).map(shown);
  }

  async shared(tx: EntityManager, principal: Principal, id: string): Promise<ShownMatch> {
    const match = await this.own(tx, principal, id);
    const { slug, document } = await this.offerOf(tx, match.institutionId, match.offerSlug);
    return { match: shown(match), actor: PERSON, phone: PERSON.phone, offer: { offer: { slug } }, facts: inventedFacts(document, match) };
  }

  async answer(tx: EntityManager, principal: Principal, id: string, answer: GivenAnswer): Promise<ShownRow> {
    const match = await this.own(tx, principal, id);
    if (match.state === answer.status) return shown(match);
    assertReason(answer);
    return shown(await this.step(tx, match, answer.status));
  }

  /** The invented owner withdraws consent, as a real one may at any time. */
  async withdraw(tx: EntityManager, principal: Principal, id: string): Promise<void> {
    assertTestKey(principal);
    const match = await this.step(tx, await this.own(tx, principal, id), 'withdrawn');
    await this.tell(tx, match, 'consent.withdrawn', uuid());
    await this.tell(tx, match, 'match.withdrawn');
  }

  /** Holds the match. @throws DomainError MatchUnknown also for those of other institutions */
  private async own(tx: EntityManager, principal: Principal, id: string): Promise<SandboxMatch> {
    const where = { id, institutionId: institutionOf(principal), state: Not<MatchState>('withdrawn') };
    const match = await tx.findOne(SandboxMatch, { where, lock: { mode: 'pessimistic_write' } });
    if (!match) throw matchUnknown();
    return match;
  }

  private async step(tx: EntityManager, { id, state, version }: SandboxMatch, to: MatchState): Promise<SandboxMatch> {
    assertStep(state, to);
    await tx.update(SandboxMatch, { id }, { state: to, version: version + 1 });
    return tx.findOneByOrFail(SandboxMatch, { id });
  }

  private tell(tx: EntityManager, match: SandboxMatch, type: DomainType, subjectId = match.id): Promise<void> {
    const { institutionId, subjectId: actorId, version } = match;
    return this.publisher.publishInvented(tx, { type, institutionId, actorId, subjectId, version }, this.clock.now());
  }

  private async firstOffer(tx: EntityManager, institutionId: string): Promise<string> {
    const [own] = await this.offers.list(tx, { statuses: ['published'], institutionId, limit: 1 });
    return own?.slug ?? EXAMPLE_OFFER;
  }

  /** An offer of the institution, a draft too, or one of the examples that ship with the project. */
  private async offerOf(tx: EntityManager, institutionId: string, slug: string): Promise<ChosenOffer> {
    if (await tx.existsBy(Offer, { slug, institutionId })) {
      const { offer, version } = await this.offers.get(tx, slug);
      return { id: offer.id, slug, document: version.document };
    }
    const shipped = shippedOffers().find((offer) => offer.slug === slug);
    const detail = {
      id: 'Pakai slug tawaran lembaga Anda sendiri, atau kosongkan.',
      en: 'Use the slug of an offer of your own institution, or leave it out.',
    };
    if (!shipped) refuseFaults([{ pointer: '/offer', code: 'OfferUnknown', detail }]);
    return { id: uuid(), slug, document: shipped!.document };
  }
}

/** Those facts of the offer's own example of somebody eligible that its conditions read. */
function inventedFacts({ requires, examples }: OfferDocument, { createdAt }: SandboxMatch): ShownMatch['facts'] {
  const example = examples.find(({ expect }) => expect === 'eligible');
  const needed = factsRead(requires);
  return Object.entries(example?.facts ?? {}).flatMap(([key, value]) =>
    needed.has(key)
      ? [{ key, value: value as StoredValue, level: 'declared', source: 'sandbox', observedAt: example!.asOf, validUntil: null, recordedAt: createdAt, endedAt: null, endReason: null, endNote: null }]
      : [],
  ); // prettier-ignore
}

function assertTestKey({ isTest }: Principal): void {
  if (isTest) return;
  throw forbidden(
    'TestKeyRequired',
    'Sandbox hanya untuk kunci uji (sk_uji_…). Buat di halaman Kunci API.',
    'The sandbox is for test keys alone (sk_uji_…). Create one on the page of API keys.',
  );
}
