import { ConsentChannel, Principal } from '@sambung/accounts';
import { audit } from '@sambung/audit';
import { Clock } from '@sambung/config';
import { conflict, notFound } from '@sambung/errors';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { Actor } from './actor.entity';
import { maySee, onlyVisible } from './actor-access';
import { ActorsService } from './actors.service';
import { RightsKind, RightsRequest } from './rights-request.entity';

/** UU 27/2022 art. 30–32, 40, 41: three times 24 hours. */
const HOURS = 72;

export interface NewRightsRequest {
  kind: RightsKind;
  note: string | null;
  channel: ConsentChannel;
}

const requestUnknown = () => notFound('RequestUnknown', 'Permintaan tidak ditemukan.', 'There is no such request.');

/** Requests of data subjects that a person has to answer, and the record of those that were met at once. */
@Injectable()
export class RightsRequests {
  constructor(
    private readonly actors: ActorsService,
    private readonly clock: Clock,
  ) {}

  /** The clock starts when the request is recorded. An equal open request is returned unchanged. */
  async ask(tx: EntityManager, principal: Principal, actorId: string, request: NewRightsRequest): Promise<RightsRequest> {
    const actor = await tx.findOne(Actor, { where: { id: actorId }, lock: { mode: 'pessimistic_write' } });
    if (!actor || !maySee(principal, actor)) await this.actors.get(tx, principal, actorId);
    const open = await tx
      .createQueryBuilder(RightsRequest, 'request')
      .where('request.actor_id = :actorId and request.kind = :kind and request.settled_at is null', { actorId, kind: request.kind })
      .getOne();
    if (open) return open;
    await audit(tx, principal, { action: 'rights.asked', object: ['actor', actorId], subjectId: actorId, fields: [request.kind] });
    return this.insert(tx, principal, actorId, request, null);
  }

  /** Notes what the owner did alone: it took effect at once. */
  async noteDone(tx: EntityManager, principal: Principal, actorId: string, kind: RightsKind): Promise<void> {
    await this.insert(tx, principal, actorId, { kind, note: null, channel: 'api' }, 'done');
  }

  private async insert(
    tx: EntityManager,
    principal: Principal,
    actorId: string,
    request: NewRightsRequest,
    outcome: 'done' | null,
  ): Promise<RightsRequest> {
    const now = this.clock.now();
    const settled = outcome ? { settledAt: now, settledBy: principal.id, outcome } : { settledAt: null, settledBy: null, outcome: null };
    const times = { askedAt: now, dueAt: new Date(now.getTime() + HOURS * 3_600_000) };
    const row = { id: uuid(), actorId, askedBy: principal.id, answer: null, ...request, ...times, ...settled };
    await tx.insert(RightsRequest, row);
    return row;
  }

  async ofActor(tx: EntityManager, principal: Principal, actorId: string): Promise<RightsRequest[]> {
    await this.actors.get(tx, principal, actorId);
    return tx.find(RightsRequest, { where: { actorId }, order: { id: 'desc' } });
  }

  /** Open requests of the officer's territory; what is due first comes first. */
  workList(tx: EntityManager, principal: Principal, limit: number): Promise<RightsRequest[]> {
    const query = tx
      .createQueryBuilder(RightsRequest, 'request')
      .innerJoin(Actor, 'actor', 'actor.id = request.actor_id')
      .where('request.settled_at is null');
    return onlyVisible(query, principal).orderBy('request.due_at').addOrderBy('request.id').take(limit).getMany();
  }

  /** @throws DomainError RequestUnknown outside the territory; RequestSettled when somebody else was faster */
  async settle(
    tx: EntityManager,
    principal: Principal,
    id: string,
    settlement: { outcome: 'done' | 'refused'; answer: string },
  ): Promise<RightsRequest> {
    const request = await tx.findOne(RightsRequest, { where: { id }, lock: { mode: 'pessimistic_write' } });
    const actor = request && (await tx.findOneBy(Actor, { id: request.actorId }));
    if (!request || !actor || !maySee(principal, actor)) throw requestUnknown();
    if (request.settledAt) throw conflict('RequestSettled', 'Permintaan ini sudah dijawab.', 'This request has been answered already.');
    const settled = { ...settlement, settledAt: this.clock.now(), settledBy: principal.id };
    await tx.update(RightsRequest, { id }, settled);
    const entry = { action: 'rights.settled', object: ['request', id], subjectId: request.actorId, fields: [request.kind] } as const;
    await audit(tx, principal, { ...entry, result: settlement.outcome });
    return { ...request, ...settled };
  }
}
