import { Principal } from '@sambung/accounts';
import { Depth, Match, MatchOverlap, SuggestionsService } from '@sambung/matches';
import { Actor } from '@sambung/profiles';
import { SeatOutcomes } from '@sambung/rounds';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { toOverlapView } from '../overlap/overlap.views';
import { toExplanationView } from '../suggestions/explanation.view';
import { shownReasons } from '../suggestions/shown-reasons';
import { MatchDetailView, toMatchView } from './matches.views';

/** Gathers what is said of one match as it stands now: reasons, plans, earlier help, and how its round came out. */
@Injectable()
export class MatchDetails {
  constructor(
    private readonly suggestions: SuggestionsService,
    private readonly overlap: MatchOverlap,
    private readonly seats: SeatOutcomes,
  ) {}

  /** The caller has seen to it that the match may be read. */
  async of(
    tx: EntityManager,
    caller: Principal,
    { match, actor, depth }: { match: Match; actor: Actor; depth: Depth },
  ): Promise<MatchDetailView> {
    const allocation = await this.seats.ofMatch(tx, match);
    const pair = { ...(await this.suggestions.ofMatch(tx, match, actor)), ...(allocation && { allocation }) };
    const { reasons, plans } = shownReasons(caller, pair, depth);
    const overlap = toOverlapView(await this.overlap.of(tx, match, actor));
    return { ...toMatchView(match), actorName: actor.name, explanation: toExplanationView(reasons), plans, overlap };
  }
}
