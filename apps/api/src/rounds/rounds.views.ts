import {
  AssessedChoice, AssessedRanking, BatchOfRound, ChoiceResult, QuotaPlan, Ranking, Round, ROUND_STATES, RoundResult, RoundStep, Run, STANDINGS,
} from '@sambung/rounds'; // prettier-ignore
import { ApiProperty } from '@nestjs/swagger';
import { CreateRoundRequest } from './rounds.requests';

const ROUND = '0193a1b2-0000-7000-8000-000000000070';
const ENTRY = '0193a1b2-0000-7000-8000-000000000071';
const HEX = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const OBJECT = { type: 'object', additionalProperties: true } as const;
const OBJECTS = { type: 'array', items: OBJECT } as const;

export class RoundView {
  static readonly example = {
    id: ROUND, name: CreateRoundRequest.example.name, kind: 'training', cycle: '2027-1', regionCode: '35.07', state: 'open',
    opensAt: '2027-01-04T01:00:00.000Z', closesAt: '2027-01-18T09:00:00.000Z', answerDays: 5, commitment: HEX,
  }; // prettier-ignore

  @ApiProperty() id: string;
  @ApiProperty(OBJECT) name: Round['name'];
  @ApiProperty() kind: string;
  @ApiProperty() cycle: string;
  @ApiProperty({ type: String, nullable: true }) regionCode: string | null;
  @ApiProperty({ enum: ROUND_STATES }) state: string;
  @ApiProperty() opensAt: Date;
  @ApiProperty() closesAt: Date;
  @ApiProperty() answerDays: number;
  @ApiProperty({ type: String, nullable: true, description: 'SHA-256 of the secret of the lottery; published at the opening' })
  commitment: string | null;
}

export const toRoundView = (round: Round): RoundView => ({
  id: round.id,
  name: round.name,
  kind: round.kind,
  cycle: round.cycle,
  regionCode: round.regionCode,
  state: round.state,
  opensAt: round.opensAt,
  closesAt: round.closesAt,
  answerDays: round.answerDays,
  commitment: round.commitment,
});

export class RoundDetailView extends RoundView {
  static override readonly example = {
    ...RoundView.example, batches: [{ ...CreateRoundRequest.example.batches[0], offerVersion: 1, priority: [] }], quotas: CreateRoundRequest.example.quotas, groups: [],
    draw: null, steps: [{ toState: 'draft', at: '2027-01-02T03:00:00.000Z' }],
  }; // prettier-ignore

  @ApiProperty({ ...OBJECTS, description: 'What can be ranked, with the published priority formula' }) batches: {
    id: string; offerSlug: string; offerVersion: number; seats: number; reserves: unknown; priority: unknown;
  }[]; // prettier-ignore
  @ApiProperty(OBJECTS) quotas: QuotaPlan[];
  @ApiProperty(OBJECTS) groups: Round['groups'];
  @ApiProperty({ ...OBJECT, nullable: true, description: 'The lottery: commitment, secret, listHash, seed; revealed at the closing' })
  draw: Round['draw'];
  @ApiProperty(OBJECTS) steps: { toState: string; at: Date }[];
}

export const toRoundDetailView = (round: Round, batches: readonly BatchOfRound[], steps: readonly RoundStep[]): RoundDetailView => ({
  ...toRoundView(round),
  batches: batches.map(({ batch, offer: { offer, version } }) => ({
    id: batch.id,
    offerSlug: offer.slug,
    offerVersion: version.version,
    seats: batch.seats,
    reserves: batch.reserves,
    priority: version.document.priority ?? [],
  })),
  quotas: round.quotas,
  groups: round.groups,
  draw: round.draw,
  steps: steps.map(({ toState, at }) => ({ toState, at })),
});

const CHOICE = {
  batch: 'kemasan-2', offerSlug: 'pelatihan-kemasan-contoh', verdict: 'eligible', standing: 'eligible', settle: [],
  priority: { points: 0, criteria: [{ id: 'women', name: { id: 'Usaha perempuan', en: 'Led by a woman' }, points: 0, cap: 10, couldAdd: 10, evidence: [] }] },
}; // prettier-ignore

export class ChoiceView {
  @ApiProperty() batch: string;
  @ApiProperty() offerSlug: string;
  @ApiProperty() verdict: string;
  @ApiProperty({ enum: STANDINGS, description: 'Only `eligible` and `cleared` take part; `undetermined` waits' }) standing: string;
  @ApiProperty({ ...OBJECTS, description: 'What would settle an undetermined verdict' }) settle: AssessedChoice['settle'];
  @ApiProperty({ ...OBJECT, description: 'Points by criterion, and which evidence would add some' }) priority: AssessedChoice['priority'];
}

const offerSlugs = (batches: readonly BatchOfRound[]): ReadonlyMap<string, string> =>
  new Map(batches.map(({ batch, offer }) => [batch.id, offer.offer.slug]));

const toChoiceView = (choice: AssessedChoice, slugs: ReadonlyMap<string, string>): ChoiceView => ({
  batch: choice.batch,
  offerSlug: slugs.get(choice.batch)!,
  verdict: choice.verdict,
  standing: choice.standing,
  settle: choice.settle,
  priority: choice.priority,
});

export class RankingView {
  static readonly example = { roundId: ROUND, actorId: '0193a1b2-0000-7000-8000-000000000001', entry: ENTRY, confirmedAt: '2027-01-05T03:00:00.000Z', groups: [], choices: [CHOICE] }; // prettier-ignore

  @ApiProperty() roundId: string;
  @ApiProperty() actorId: string;
  @ApiProperty({ type: String, nullable: true, description: "The applicant's name in the certificate" }) entry: string | null;
  @ApiProperty({ type: Date, nullable: true, description: 'null for a proposal that the owner has not confirmed' })
  confirmedAt: Date | null;
  @ApiProperty({ type: [String] }) groups: readonly string[];
  @ApiProperty({ type: [ChoiceView], description: 'The most wanted first; as found at the closing, before it as found now' })
  choices: ChoiceView[];
}

export const toRankingView = ({ round, actor, batches, ranking, assessment }: AssessedRanking): RankingView => ({
  roundId: round.id,
  actorId: actor.id,
  entry: ranking?.id ?? null,
  confirmedAt: ranking?.confirmedAt ?? null,
  groups: assessment.groups,
  choices: assessment.choices.map((choice) => toChoiceView(choice, offerSlugs(batches))),
});

export class RankingRowView {
  static readonly example = { entry: ENTRY, actorId: RankingView.example.actorId, choices: ['kemasan-2'], confirmedAt: '2027-01-05T03:00:00.000Z', leftAt: null }; // prettier-ignore

  @ApiProperty() entry: string;
  @ApiProperty() actorId: string;
  @ApiProperty({ type: [String] }) choices: string[];
  @ApiProperty() confirmedAt: Date;
  @ApiProperty({ type: Date, nullable: true }) leftAt: Date | null;
}

export const toRankingRowView = ({ id, actorId, choices, confirmedAt, leftAt }: Ranking): RankingRowView => ({
  entry: id,
  actorId,
  choices,
  confirmedAt,
  leftAt,
});

export class SeatView {
  @ApiProperty() batch: string;
  @ApiProperty() matchId: string;
  @ApiProperty({ description: 'State of its match: offered waits for an answer' }) state: string;
  @ApiProperty({ description: 'Unanswered, the seat is free again from then on' }) expiresAt: Date;
}

export class ChoiceResultView extends ChoiceView {
  @ApiProperty({ type: Number, nullable: true, description: 'Place on the waiting list' }) place: number | null;
  @ApiProperty({ description: 'How many wait there' }) waiting: number;
  @ApiProperty({
    oneOf: [{ type: 'string', enum: ['open', 'closed'] }, { type: 'object' }],
    nullable: true,
    description: 'What it took to get in',
  })
  cutOff: ChoiceResult['cutOff'];
}

export class RoundResultView {
  static readonly example = {
    roundId: ROUND, actorId: RankingView.example.actorId, entry: ENTRY, run: 1, ticket: HEX, groups: [],
    seat: { batch: 'kemasan-1', matchId: '0193a1b2-0000-7000-8000-000000000040', state: 'offered', expiresAt: '2027-01-23T09:00:00.000Z' },
    choices: [{ ...CHOICE, place: 1, waiting: 7, cutOff: { points: 10, ticket: HEX } }],
  }; // prettier-ignore

  @ApiProperty() roundId: string;
  @ApiProperty() actorId: string;
  @ApiProperty({ description: "The applicant's name in the certificate" }) entry: string;
  @ApiProperty({ description: 'Number of the latest run' }) run: number;
  @ApiProperty({ description: 'Place in the lottery: of equal points the smaller ticket wins' }) ticket: string;
  @ApiProperty({ type: [String] }) groups: readonly string[];
  @ApiProperty({ type: SeatView, nullable: true }) seat: SeatView | null;
  @ApiProperty({ type: [ChoiceResultView] }) choices: ChoiceResultView[];
}

export const toRoundResultView = (result: RoundResult): RoundResultView => ({
  roundId: result.round.id,
  actorId: result.actor.id,
  entry: result.ranking.id,
  run: result.run.number,
  ticket: result.ticket,
  groups: result.assessment.groups,
  seat: result.seat && {
    batch: result.seat.seat.batchId,
    matchId: result.seat.match.id,
    state: result.seat.match.state,
    expiresAt: result.seat.seat.expiresAt,
  },
  choices: result.choices.map(({ place, waiting, cutOff, ...choice }) => ({
    ...toChoiceView(choice, offerSlugs(result.batches)),
    place,
    waiting,
    cutOff,
  })),
});

export class RunView {
  static readonly example = {
    roundId: ROUND, run: 1, at: '2027-01-18T10:00:00.000Z', hash: HEX,
    certificate: {
      tree: { offers: [{ id: 'kemasan-1', capacity: 20, priority: HEX, reserves: [] }], quotas: [] }, applicants: [{ id: ENTRY, choices: ['kemasan-1'], points: [0], groups: [] }],
      fixed: {}, withdrawn: [], draw: { commitment: HEX, secret: HEX, listHash: HEX, seed: HEX }, matching: { 'kemasan-1': [ENTRY] },
    },
  }; // prettier-ignore

  @ApiProperty() roundId: string;
  @ApiProperty({ description: 'Its number, 1 for the first run' }) run: number;
  @ApiProperty() at: Date;
  @ApiProperty({ description: 'SHA-256 of the canonical certificate' }) hash: string;
  @ApiProperty({ ...OBJECT, description: 'All that a stranger needs to check the run; applicants by their entry' })
  certificate: Run['certificate'];
}

export const toRunView = ({ roundId, number, at, certificateHash, certificate }: Run): RunView => ({
  roundId,
  run: number,
  at,
  hash: certificateHash,
  certificate,
});
