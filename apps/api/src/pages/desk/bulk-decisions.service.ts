import { Principal } from '@sambung/accounts';
import { DomainError, Text } from '@sambung/errors';
import { ChosenMatch, Decision, DecisionsService, ManyDecisions, MatchState } from '@sambung/matches';
import { Injectable } from '@nestjs/common';
import { Transactions } from '../../http/transactions';

/** What became of one row: `conflict` when it had changed, `blocked` when a rule forbids the decision. */
export interface BulkResult {
  matchId: string;
  outcome: 'applied' | 'conflict' | 'blocked';
  state: MatchState | null;
  detail: Text | null;
}

type BulkDecision = Omit<Decision, 'expectedVersion'>;

/** Rows decided on in one transaction: it holds their actors for as long as it takes. */
const CHUNK = 50;

@Injectable()
export class BulkDecisions {
  constructor(
    private readonly many: ManyDecisions,
    private readonly decisions: DecisionsService,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Decides on each row by itself, many in one transaction.
   * @param selected `id:version` as the officer saw it; sent twice, the second time finds every row changed
   */
  async decide(principal: Principal, selected: readonly string[], decision: BulkDecision): Promise<BulkResult[]> {
    const rows = [...new Map(selected.map((text) => [text.split(':')[0]!, chosen(text)])).values()];
    const chunks = Array.from({ length: Math.ceil(rows.length / CHUNK) }, (_, at) => rows.slice(at * CHUNK, (at + 1) * CHUNK));
    return (await Promise.all(chunks.map((chunk) => this.decideChunk(principal, chunk, decision)))).flat();
  }

  private async decideChunk(principal: Principal, chunk: readonly ChosenMatch[], decision: BulkDecision): Promise<BulkResult[]> {
    try {
      const refusals = await this.transactions.write((tx) => this.many.decide(tx, principal, chunk, decision));
      return chunk.map(({ id }) => resultOf(id, decision, refusals.get(id)));
    } catch {
      // Something that concerns one row at most must not keep the others back.
      const results: BulkResult[] = [];
      for (const row of chunk) results.push(await this.decideOne(principal, row, decision));
      return results;
    }
  }

  private async decideOne(principal: Principal, { id, expectedVersion }: ChosenMatch, decision: BulkDecision): Promise<BulkResult> {
    try {
      await this.transactions.write((tx) => this.decisions.decide(tx, principal, id, { ...decision, expectedVersion }));
      return resultOf(id, decision, undefined);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return resultOf(id, decision, error);
    }
  }
}

function chosen(text: string): ChosenMatch {
  const [id, version] = text.split(':') as [string, string | undefined];
  return { id, expectedVersion: Number(version) || 0 };
}

function resultOf(matchId: string, { decision }: BulkDecision, refusal: DomainError | undefined): BulkResult {
  if (!refusal) return { matchId, outcome: 'applied', state: decision, detail: null };
  return { matchId, outcome: refusal.kind === 'precondition' ? 'conflict' : 'blocked', state: null, detail: refusal.detail };
}
