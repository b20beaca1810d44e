import { Principal } from '@sambung/accounts';
import { DomainError, Text } from '@sambung/errors';
import { Decision, DecisionsService, MatchState } from '@sambung/matches';
import { Injectable } from '@nestjs/common';
import { Transactions } from '../../http/transactions';

/** What became of one row: `conflict` when it had changed, `blocked` when a rule forbids the decision. */
export interface BulkResult {
  matchId: string;
  outcome: 'applied' | 'conflict' | 'blocked';
  state: MatchState | null;
  detail: Text | null;
}

/** Rows decided on at the same time; fewer than there are connections, so that other requests get theirs. */
const LANES = 4;

@Injectable()
export class BulkDecisions {
  constructor(
    private readonly decisions: DecisionsService,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Decides row by row, each in its own transaction.
   * @param selected `id:version` as the officer saw it; sent twice, the second time finds every row changed
   */
  async decide(principal: Principal, selected: readonly string[], decision: Omit<Decision, 'expectedVersion'>): Promise<BulkResult[]> {
    const results: BulkResult[] = [];
    const rows = selected.entries();
    const lane = async (): Promise<void> => {
      for (const [index, row] of rows) results[index] = await this.decideOne(principal, row, decision);
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    return results;
  }

  private async decideOne(principal: Principal, row: string, decision: Omit<Decision, 'expectedVersion'>): Promise<BulkResult> {
    const [matchId, version] = row.split(':') as [string, string | undefined];
    const expectedVersion = Number(version) || 0;
    try {
      const { toState } = await this.transactions.write((tx) =>
        this.decisions.decide(tx, principal, matchId, { ...decision, expectedVersion }),
      );
      return { matchId, outcome: 'applied', state: toState, detail: null };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { matchId, outcome: error.kind === 'precondition' ? 'conflict' : 'blocked', state: null, detail: error.detail };
    }
  }
}
