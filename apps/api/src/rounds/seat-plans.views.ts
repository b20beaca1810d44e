import { RoundPlan, SeatPlan } from '@sambung/rounds';
import { ApiProperty } from '@nestjs/swagger';
import { CreateRoundRequest } from './rounds.requests';

const SLUG = 'pelatihan-kemasan-contoh';
const ROUND = CreateRoundRequest.example;

/** A round of one offer. */
export class SeatPlanRequest extends CreateRoundRequest {
  static override readonly example = {
    ...ROUND, name: { id: 'Pelatihan kemasan 2027', en: 'Packaging training 2027' },
    quotas: ROUND.quotas.map((quota) => ({ ...quota, id: 'dua-kelas', level: 'programme' })),
  }; // prettier-ignore

  @ApiProperty({ example: '35.07', description: 'The territory whose officers would hold the round' })
  override regionCode: string;
}

export class SeatPlanView {
  static readonly example = {
    offerSlug: SLUG,
    version: 1,
    roundId: null,
    updatedAt: '2026-11-22T03:00:00.000Z',
    plan: SeatPlanRequest.example,
  };

  @ApiProperty() offerSlug: string;
  @ApiProperty({ description: 'The ETag; send it back in If-Match' }) version: number;
  @ApiProperty({ type: String, nullable: true, description: 'The round that an officer made of it; null while it waits' })
  roundId: string | null;
  @ApiProperty() updatedAt: Date;
  @ApiProperty({ type: SeatPlanRequest, description: 'What PUT takes' }) plan: RoundPlan;
}

export const toSeatPlanView = ({ revision, roundId, updatedAt, plan }: SeatPlan): SeatPlanView => ({
  offerSlug: plan.batches[0]!.offerSlug,
  version: revision,
  roundId,
  updatedAt,
  plan,
});
