import { Person } from '@sambung/accounts';
import {
  Claim,
  explain,
  Explanation,
  Match,
  MatchesService,
  MatchTransition,
  shownExplanation,
  SuggestionsService,
} from '@sambung/matches';
import { isOfficerCheck, leavesOf, OverlapResult } from '@sambung/matching';
import { CurrentOffer } from '@sambung/offers';
import { Actor, Contacts, StoredValue, unconfirmedFacts } from '@sambung/profiles';
import { WaiverRow } from '@sambung/overlap';
import { SeatOutcomes } from '@sambung/rounds';
import { languageOfText } from '@sambung/ui';
import { Injectable } from '@nestjs/common';
import { EntityManager, In, IsNull } from 'typeorm';
import { Visit } from '../web/visit';
import { writtenMask } from '../web/written-phone';
import { DeskState, ReceivedHelp, snoozeDays, waiverDays } from './desk-state.service';
import { Difference } from './stale';

/** Everything an officer needs for one decision. */
export interface MatchFile {
  match: Match;
  actor: Actor;
  offer: CurrentOffer;
  /** Without the values that only the owner sees. */
  explanation: Explanation;
  /** Masked. */
  phone: string;
  /** In full, by field, once the officer has said why. */
  unmasked: Readonly<Record<string, StoredValue>> | null;
  history: MatchTransition[];
  checks: { id: string; label: string }[];
  /** Paths of conditions on facts that somebody else than the owner entered, and the owner has not confirmed. */
  unconfirmed: ReadonlySet<string>;
  /** Names of people by id. */
  names: ReadonlyMap<string, string>;
  undoSeconds: number;
  /** What somebody else changed meanwhile. */
  difference: Difference | null;
  /** Help received earlier, and what it means for this offer. */
  help: readonly ReceivedHelp[];
  overlap: OverlapResult;
  /** Waivers of the pair that nobody ended. */
  waivers: readonly WaiverRow[];
  /** Days until which a rule can be waived. */
  waiverDays: readonly string[];
  claim: Claim | null;
  snoozedUntil: string | null;
  /** Days until which it can be put aside. */
  snoozeDays: readonly string[];
}

/** Gathers what an officer needs for one decision, masked. */
@Injectable()
export class MatchFiles {
  constructor(
    private readonly matches: MatchesService,
    private readonly suggestions: SuggestionsService,
    private readonly seats: SeatOutcomes,
    private readonly contacts: Contacts,
    private readonly state: DeskState,
  ) {}

  async of(tx: EntityManager, visit: Visit, id: string): Promise<MatchFile> {
    const { match, actor } = await this.matches.get(tx, visit.caller, id);
    const { offer, situation, profileHash } = await this.suggestions.ofMatch(tx, match, actor);
    const explanation = explain(offer, situation, profileHash, await this.seats.ofMatch(tx, match));
    const history = await this.matches.history(tx, visit.caller, match);
    const speaks = languageOfText(visit.locale);
    const known = new Map(explanation.leaves.map((leaf) => [leaf.path, leaf]));
    const checks = leavesOf(offer.version.document.requires).flatMap(([path, leaf]) =>
      isOfficerCheck(leaf) && known.get(path)?.value === 'U' ? [{ id: leaf.officerCheck, label: known.get(path)!.text[speaks] }] : [],
    );
    const waivers = await tx.findBy(WaiverRow, { actorId: actor.id, offer: offer.offer.slug, endedAt: IsNull() });
    const open = new Set((await unconfirmedFacts(tx, actor)).map(({ key }) => key));
    const unconfirmed = new Set(
      leavesOf(offer.version.document.requires).flatMap(([path, leaf]) => ('fact' in leaf && open.has(leaf.fact) ? [path] : [])),
    );
    return {
      match,
      actor,
      offer,
      explanation: shownExplanation(visit.caller, explanation, offer),
      phone: writtenMask(await this.contacts.phoneOf(tx, actor)),
      unmasked: null,
      history,
      checks,
      unconfirmed,
      names: await this.namesOf(tx, [
        match.assigneeId,
        ...history.map(({ personId }) => personId),
        ...waivers.map(({ grantedBy }) => grantedBy),
      ]),
      undoSeconds: this.state.undoSeconds(visit, history),
      difference: null,
      help: await this.state.helpOf(tx, actor),
      overlap: await this.state.overlapOf(tx, match, actor),
      waivers,
      waiverDays: waiverDays(this.state.today),
      claim: await this.state.claimOf(tx, id),
      snoozedUntil: await this.state.snoozedUntil(tx, id),
      snoozeDays: snoozeDays(this.state.today, await this.state.daysOff(tx)),
    };
  }

  private async namesOf(tx: EntityManager, ids: readonly (string | null)[]): Promise<Map<string, string>> {
    const people = await tx.findBy(Person, { id: In(ids.filter((id) => id !== null)) });
    return new Map(people.map(({ id, name }) => [id, name]));
  }
}
