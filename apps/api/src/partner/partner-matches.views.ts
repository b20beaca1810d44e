import { Match, PARTNER_SEES, PartnerAnswer, REASON_CODES, ReasonCode } from '@sambung/matches';
import { Actor, FactRow } from '@sambung/profiles';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsObject, IsOptional, IsString, MaxLength } from 'class-validator';
import { FactView, toFactView } from '../actors/actors.views';
import { PageQuery } from '../http/request-shapes';
import { MatchView, toMatchView } from '../matches/matches.views';

const ANSWERS = ['accepted', 'declined', 'inProgress', 'completed'] as const;

export class PartnerMatchesQuery extends PageQuery {
  @ApiPropertyOptional({ enum: PARTNER_SEES, example: 'offered', description: 'All of them when absent; offered ones wait for an answer' })
  @IsOptional()
  @IsIn(PARTNER_SEES)
  state?: (typeof PARTNER_SEES)[number];
}

export class AnswerRequest {
  static readonly example = { status: 'accepted', note: 'jadwal wawancara menyusul' };

  @ApiProperty({ enum: ANSWERS, example: 'accepted' })
  @IsIn(ANSWERS)
  status: PartnerAnswer;

  @ApiPropertyOptional({ enum: REASON_CODES, example: 'noSeat', description: 'Required when declining' })
  @IsOptional()
  @IsIn(REASON_CODES)
  reasonCode?: ReasonCode;

  @ApiPropertyOptional({ example: 'jadwal wawancara menyusul', maxLength: 1000 })
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  note?: string;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    example: { amount: 25000000 },
    description: 'What came of it, with completed',
  })
  @IsOptional()
  @IsObject()
  outcome?: Record<string, unknown>;
}

/** What the owner agreed to share: contact and the facts that the offer's conditions read. */
export class SharedMatchView extends MatchView {
  static override readonly example = {
    ...MatchView.example, state: 'offered', offerSlug: 'kur-mikro-2026',
    actor: { name: 'Keripik Contoh Kepanjen', phone: '+6281200000001', roles: ['business'], regionCode: '35.07.13.2001' }, facts: [FactView.example],
  }; // prettier-ignore

  @ApiProperty() offerSlug: string;
  @ApiProperty({
    type: 'object',
    properties: {
      name: { type: 'string' },
      phone: { type: 'string' },
      roles: { type: 'array', items: { type: 'string' } },
      regionCode: { type: 'string' },
    },
  })
  actor: { name: string; phone: string; roles: string[]; regionCode: string };
  @ApiProperty({ type: [FactView] }) facts: FactView[];
}

/** What the view is made of, of somebody or invented. */
export interface ShownMatch {
  match: Pick<Match, keyof MatchView>;
  actor: Pick<Actor, 'name' | 'roles' | 'regionCode'>;
  phone: string;
  offer: { offer: { slug: string } };
  facts: readonly Pick<FactRow, keyof FactView>[];
}

export const toSharedMatchView = ({ match, actor, phone, offer, facts }: ShownMatch): SharedMatchView => ({
  ...toMatchView(match),
  offerSlug: offer.offer.slug,
  actor: { name: actor.name, phone, roles: actor.roles, regionCode: actor.regionCode },
  facts: facts.map((fact) => toFactView(fact)),
});
