import type { Client as Database } from 'pg';
import type { Partner } from './partner';
import type { Story } from './workload';

/** The acknowledged history against what the system and the partners hold: exact equality, or a list of what differs. */
export interface Verdict {
  acknowledged: number;
  matched: number;
  delivered: number;
  lost: string[];
  doubled: string[];
  faults: string[];
  /** Posts that the partners had seen before, under the same id. */
  repeats: number;
}

interface ActorRow {
  id: string;
  eligible: boolean | null;
  matches: number;
  states: string[];
  approvals: number;
  handovers: number;
  events: string[] | null;
  outdated: boolean;
}

/** One row an actor: its newest result, its matches, the decisions and events that came of it. */
const OF_ACTORS = `
  select actors.id,
    (select array_agg(distinct matches.verdict) = '{eligible}' from matches where actor_id = actors.id) as eligible,
    (select count(*)::int from matches where actor_id = actors.id) as matches,
    (select array_agg(state) from matches where actor_id = actors.id) as states,
    (select count(*)::int from match_transitions step join matches on matches.id = match_id where actor_id = actors.id and to_state = 'approved') as approvals,
    (select count(*)::int from match_transitions step join matches on matches.id = match_id where actor_id = actors.id and to_state = 'offered') as handovers,
    (select array_agg(event.id::text) from partner_events event where event.actor_id = actors.id) as events,
    coalesce((select suggestions.computed_at < max(facts.recorded_at) from facts where facts.actor_id = actors.id), true) as outdated
  from actors left join suggestions on suggestions.actor_id = actors.id
  where actors.id = any($1)`;

export class Checker {
  private readonly verdict: Verdict = { acknowledged: 0, matched: 0, delivered: 0, lost: [], doubled: [], faults: [], repeats: 0 };

  constructor(
    private readonly database: Database,
    private readonly partners: readonly Partner[],
  ) {}

  async check(history: readonly Story[]): Promise<Verdict> {
    const { rows } = await this.database.query<ActorRow>(OF_ACTORS, [history.map(({ actorId }) => actorId)]);
    const found = new Map(rows.map((row) => [row.id, row]));
    for (const story of history) this.checkStory(story, found.get(story.actorId));
    this.checkPartners(history, new Set(rows.flatMap(({ events }) => events ?? [])));
    return this.verdict;
  }

  private checkStory(story: Story, row: ActorRow | undefined): void {
    const { lost, doubled, faults } = this.verdict;
    const name = `actor ${story.actorId}`;
    this.verdict.acknowledged += 1;
    if (!row) return void lost.push(`${name}: not stored`);
    if (row.outdated) lost.push(`${name}: the result is older than the last change`);
    else this.verdict.matched += 1;
    if (story.matchId && row.matches !== 1) (row.matches > 1 ? doubled : lost).push(`${name}: ${row.matches} matches`);
    if (story.matchId && row.eligible !== story.fits) faults.push(`${name}: eligible is ${row.eligible}, must be ${story.fits}`);
    this.checkDecision(story, row, name);
  }

  private checkDecision({ approvedAt }: Story, { approvals, handovers, events, states }: ActorRow, name: string): void {
    const { lost, doubled, faults } = this.verdict;
    const expected = approvedAt === undefined ? 0 : 1;
    const counts = { decisions: approvals, handovers, events: events?.length ?? 0 };
    for (const [what, count] of Object.entries(counts)) {
      if (count < expected) lost.push(`${name}: ${count} ${what}`);
      else if (count > expected) doubled.push(`${name}: ${count} ${what}`);
    }
    if (expected && states.join() !== 'offered') faults.push(`${name}: its match is ${states.join()}`);
  }

  /** The partners' stores hold exactly the events of the approved matches, each at the partner that it is for. */
  private checkPartners(history: readonly Story[], eventIds: Set<string>): void {
    const { lost, doubled, faults } = this.verdict;
    this.partners.forEach((partner, index) => {
      const expected = new Set(history.flatMap((story) => (story.approvedAt && story.partner === index ? [story.matchId!] : [])));
      const seen = new Set<string>();
      for (const [id, event] of partner.store) {
        if (!eventIds.has(id)) faults.push(`partner ${index}: unknown event ${id}`);
        else if (!expected.has(event.matchId)) faults.push(`partner ${index}: event ${id} of match ${event.matchId} that was not approved`);
        if (seen.has(event.matchId)) doubled.push(`partner ${index}: two events of match ${event.matchId}`);
        seen.add(event.matchId);
        this.verdict.repeats += event.times - 1;
      }
      for (const matchId of expected) if (!seen.has(matchId)) lost.push(`partner ${index}: no event of match ${matchId}`);
      this.verdict.delivered += seen.size;
      for (const id of partner.badSignatures) faults.push(`partner ${index}: bad signature of ${id}`);
      for (const id of partner.changedBodies) faults.push(`partner ${index}: other bytes of ${id}`);
    });
  }
}
