import { Clock, Config } from '@sambung/config';
import { one } from '@sambung/database';
import { Claim, Claims, Match, MatchOverlap, MatchTransition } from '@sambung/matches';
import { addDays, entryText, LedgerEntry, OverlapResult, Text } from '@sambung/matching';
import { LedgerService, namesInLedger } from '@sambung/overlap';
import { Actor } from '@sambung/profiles';
import { isWorkingDay } from '@sambung/reference';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { Visit } from '../web/visit';

/** Clock of the database and ours may differ a little: offer undoing no longer than it will surely be taken. */
const SAFETY_MS = 2_000;
const DAY_MS = 86_400_000;
/** Working days from today. */
const SNOOZES = [1, 3, 5, 10];
/** Days that a waiver may hold. */
const WAIVERS = [30, 90, 180, 365];

/** The working days until which a match can be put aside. @param today `YYYY-MM-DD` @param daysOff that the installation was told of */
export function snoozeDays(today: string, daysOff: ReadonlySet<string>): string[] {
  const days: string[] = [];
  for (let at = Date.parse(`${today}T00:00:00Z`) + DAY_MS; days.length < SNOOZES.at(-1)!; at += DAY_MS) {
    const day = new Date(at).toISOString().slice(0, 10);
    if (isWorkingDay(day, daysOff)) days.push(day);
  }
  return SNOOZES.map((count) => days[count - 1]!);
}

/** The days until which a rule about earlier help can be waived: a month to a year on. @param today `YYYY-MM-DD` */
export const waiverDays = (today: string): string[] => WAIVERS.map((days) => addDays(today, days));

/** An entry of the ledger, in words. */
export interface ReceivedHelp extends Pick<LedgerEntry, 'id' | 'evidence'> {
  text: Text;
  /** Names of the needs that it answered. */
  needs: readonly Text[];
  disputed: boolean;
}

/** What the desk knows of a match besides the match itself: who holds it, until when it is put aside, what help
 * came before it, what can be undone. */
@Injectable()
export class DeskState {
  constructor(
    private readonly claims: Claims,
    private readonly ledger: LedgerService,
    private readonly overlap: MatchOverlap,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  get today(): string {
    return this.clock.today();
  }

  get terms(): { claimsSince: Date; today: string } {
    return { claimsSince: this.claims.since, today: this.today };
  }

  dayOf(moment: Date): string {
    return this.clock.dayOf(moment);
  }

  /** Help received earlier; of relatives only which help it was. One that answered several needs is one line. */
  async helpOf(tx: EntityManager, actor: Actor): Promise<readonly ReceivedHelp[]> {
    const { entries } = await this.ledger.of(tx, actor.id);
    const names = await namesInLedger(tx, entries);
    const lines = new Map<string, ReceivedHelp & { needs: Text[] }>();
    for (const entry of entries) {
      const isOwn = entry.actor === actor.id;
      const text = entryText(entry, isOwn, names);
      const { id, evidence, disputed = false } = entry;
      const line = lines.get(text.id) ?? { id, text, evidence, disputed, needs: [] };
      if (isOwn && entry.offer && entry.intervention) line.needs.push(names(entry.intervention));
      lines.set(text.id, line);
    }
    return [...lines.values()];
  }

  overlapOf(tx: EntityManager, match: Match, actor: Actor): Promise<OverlapResult> {
    return this.overlap.of(tx, match, actor);
  }

  claimOf(tx: EntityManager, matchId: string): Promise<Claim | null> {
    return this.claims.of(tx, matchId);
  }

  /** Days off that no release ships yet. */
  async daysOff(tx: EntityManager): Promise<ReadonlySet<string>> {
    const rows: { day: string }[] = await tx.query('select day::text from holidays');
    return new Set(rows.map(({ day }) => day));
  }

  async snoozedUntil(tx: EntityManager, matchId: string): Promise<string | null> {
    const snooze = await one<{ until: string }>(tx, 'select until::text from desk_snoozes where match_id = $1', [matchId]);
    return snooze && snooze.until > this.today ? snooze.until : null;
  }

  /** How long the caller may still take the last decision back, in whole seconds; 0 when not. */
  undoSeconds({ caller }: Visit, history: readonly MatchTransition[]): number {
    const last = history.at(-1);
    if (!last || last.personId !== caller.id || !['approved', 'returned', 'rejected'].includes(last.toState)) return 0;
    const leftMs = last.at.getTime() + this.config.UNDO_SECONDS * 1000 - Date.now() - SAFETY_MS;
    return Math.max(0, Math.floor(leftMs / 1000));
  }
}
