import { Principal } from '@sambung/accounts';
import { audit } from '@sambung/audit';
import { Clock } from '@sambung/config';
import { conflict, notFound, refuseFaults } from '@sambung/errors';
import { isDay, OVERLAP_RULES, Waiver } from '@sambung/matching';
import { Injectable } from '@nestjs/common';
import { EntityManager, In, IsNull } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { WaiverRow } from './waiver.entity';

const WAIVABLE = OVERLAP_RULES.filter(({ effect }) => effect === 'needsWaiver').map(({ id }) => id);

/** The pair that a waiver is for; `offer` is a slug. */
export interface WaivedPair {
  actorId: string;
  offer: string;
}

@Injectable()
export class WaiversService {
  constructor(private readonly clock: Clock) {}

  /** @throws DomainError for a rule that cannot be waived or an end that lies behind */
  async grant(
    tx: EntityManager,
    principal: Principal,
    pair: WaivedPair,
    given: { rule: string; reason: string; expiresOn: string },
  ): Promise<WaiverRow> {
    const startsOn = this.clock.today();
    refuseFaults([...ruleFaults(given.rule), ...expiryFaults(given.expiresOn, startsOn)]);
    const id = uuid();
    await tx.insert(WaiverRow, { id, ...pair, ...given, startsOn, grantedBy: principal.id });
    await audit(tx, principal, { action: 'waiver.given', ...onWaiver(pair, given.rule), reason: given.reason });
    return tx.findOneByOrFail(WaiverRow, { id });
  }

  /** Every waiver that was ever given for the pair, newest first. */
  list(tx: EntityManager, pair: WaivedPair): Promise<WaiverRow[]> {
    return tx.find(WaiverRow, { where: { ...pair }, order: { id: 'desc' } });
  }

  async end(tx: EntityManager, principal: Principal, pair: WaivedPair, id: string): Promise<WaiverRow> {
    const change = { endedBy: principal.id, endedAt: () => 'clock_timestamp()' };
    const { affected } = await tx.update(WaiverRow, { id, ...pair, endedAt: IsNull() }, change);
    const waiver = await tx.findOneBy(WaiverRow, { id, ...pair });
    if (!waiver) throw notFound('WaiverUnknown', 'Pengecualian tidak ditemukan.', 'There is no such waiver.');
    if (!affected) throw conflict('WaiverEnded', 'Pengecualian ini sudah dicabut.', 'This waiver has been ended.');
    await audit(tx, principal, { action: 'waiver.ended', ...onWaiver(pair, waiver.rule) });
    return waiver;
  }

  /** Those not ended, as the engine reads them; it looks at their days itself. */
  async standing(tx: EntityManager, actorIds: readonly string[], offerSlug: string): Promise<Waiver[]> {
    const rows = await tx.findBy(WaiverRow, { actorId: In([...actorIds]), offer: offerSlug, endedAt: IsNull() });
    return rows.map(({ rule, actorId, offer, grantedBy, reason, startsOn, expiresOn }) => ({
      rule, actor: actorId, offer, officer: grantedBy, reason, from: startsOn, expires: expiresOn,
    })); // prettier-ignore
  }
}

const onWaiver = ({ actorId }: WaivedPair, rule: string) => ({ object: ['actor', actorId], subjectId: actorId, fields: [rule] }) as const;

function ruleFaults(rule: string) {
  if (WAIVABLE.includes(rule)) return [];
  const list = WAIVABLE.join(', ');
  const detail = { id: `Yang dapat dikecualikan: ${list}.`, en: `These can be waived: ${list}.` };
  return [{ pointer: '/rule', code: 'RuleNotWaivable', detail }];
}

function expiryFaults(expiresOn: string, today: string) {
  const pointer = '/expiresOn';
  if (!isDay(expiresOn)) return [{ pointer, code: 'NotDate', detail: { id: 'Tulis tanggal TTTT-BB-HH.', en: 'Write a date YYYY-MM-DD.' } }];
  if (expiresOn >= today) return [];
  return [{ pointer, code: 'DatePast', detail: { id: 'Pilih hari ini atau sesudahnya.', en: 'Choose today or a later day.' } }];
}
