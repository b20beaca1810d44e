import { Person } from '@sambung/accounts';
import { Config } from '@sambung/config';
import { explain, Match, MatchesService, MatchTransition, shownExplanation, SuggestionsService } from '@sambung/matches';
import { isOfficerCheck, leavesOf } from '@sambung/matching';
import { Contacts, maskedPhone } from '@sambung/profiles';
import { languageOfText } from '@sambung/ui';
import { Injectable } from '@nestjs/common';
import { EntityManager, In } from 'typeorm';
import { Transactions } from '../../http/transactions';
import { Visit } from '../web/visit';
import { MatchFile } from './match-page';

/** Clock of the database and ours may differ a little: offer undoing no longer than it will surely be taken. */
const SAFETY_MS = 2_000;

/** Gathers what an officer needs for one decision, masked. */
@Injectable()
export class MatchFiles {
  constructor(
    private readonly matches: MatchesService,
    private readonly suggestions: SuggestionsService,
    private readonly contacts: Contacts,
    private readonly transactions: Transactions,
    private readonly config: Config,
  ) {}

  of(visit: Visit, id: string): Promise<MatchFile> {
    return this.transactions.read(async (tx) => {
      const { match, actor } = await this.matches.get(tx, visit.caller, id);
      const { offer, situation, profileHash } = await this.suggestions.ofMatch(tx, match, actor);
      const explanation = explain(offer, situation, profileHash);
      const history = await this.matches.history(tx, visit.caller, match);
      const known = new Map(explanation.leaves.map((leaf) => [leaf.path, leaf]));
      const speaks = languageOfText(visit.locale);
      const checks = leavesOf(offer.version.document.requires).flatMap(([path, leaf]) =>
        isOfficerCheck(leaf) && known.get(path)?.value === 'U' ? [{ id: leaf.officerCheck, label: known.get(path)!.text[speaks] }] : [],
      );
      const names = await this.namesOf(tx, match, history);
      const phone = maskedPhone(await this.contacts.phoneOf(tx, actor));
      const shown = { explanation: shownExplanation(visit.caller, explanation, offer), phone, unmasked: null };
      const undoSeconds = this.undoSeconds(visit, history);
      return { match, actor, offer, ...shown, history, checks, names, undoSeconds, difference: null };
    });
  }

  private async namesOf(tx: EntityManager, { assigneeId }: Match, history: readonly MatchTransition[]): Promise<Map<string, string>> {
    const ids = [...history.map(({ personId }) => personId), assigneeId].filter((id) => id !== null);
    const people = await tx.findBy(Person, { id: In(ids) });
    return new Map(people.map(({ id, name }) => [id, name]));
  }

  /** How long the caller may still take the last decision back, in whole seconds; 0 when not. */
  private undoSeconds({ caller }: Visit, history: readonly MatchTransition[]): number {
    const last = history.at(-1);
    if (!last || last.personId !== caller.id || !['approved', 'returned', 'rejected'].includes(last.toState)) return 0;
    const leftMs = last.at.getTime() + this.config.UNDO_SECONDS * 1000 - Date.now() - SAFETY_MS;
    return Math.max(0, Math.floor(leftMs / 1000));
  }
}
