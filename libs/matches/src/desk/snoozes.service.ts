import { Principal } from '@sambung/accounts';
import { Clock } from '@sambung/config';
import { refuseFaults } from '@sambung/errors';
import { isDay } from '@sambung/matching';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { assertStep } from '../states';
import { matchForChange } from '../match-access';

/** Longer would hide a person who waits. */
const LONGEST_DAYS = 30;
const DAY_MS = 86_400_000;

/** Matches put aside until a day: they leave their queue and come back by themselves. */
@Injectable()
export class Snoozes {
  constructor(private readonly clock: Clock) {}

  /** @param until `YYYY-MM-DD`, after today and within 30 days; null ends it @throws DomainError DayOutside, TransitionIllegal */
  async set(tx: EntityManager, principal: Principal, matchId: string, until: string | null): Promise<void> {
    const { match } = await matchForChange(tx, principal, matchId);
    if (until === null) {
      await tx.query('delete from desk_snoozes where match_id = $1', [matchId]);
      return;
    }
    assertStep(match.state, 'rejected');
    this.refuseOutside(until);
    await tx.query(
      `insert into desk_snoozes (match_id, person_id, until) values ($1, $2, $3)
       on conflict (match_id) do update set person_id = $2, until = $3`,
      [matchId, principal.id, until],
    );
  }

  private refuseOutside(until: string): void {
    const today = this.clock.today();
    const last = new Date(Date.parse(`${today}T00:00:00Z`) + LONGEST_DAYS * DAY_MS).toISOString().slice(0, 10);
    if (isDay(until) && until > today && until <= last) return;
    const detail = {
      id: `Pilih tanggal sesudah hari ini, paling lama ${LONGEST_DAYS} hari.`,
      en: `Choose a day after today, at most ${LONGEST_DAYS} days ahead.`,
    };
    refuseFaults([{ pointer: '/until', code: 'DayOutside', detail }]);
  }
}
