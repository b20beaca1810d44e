import { OverlapResult } from '@sambung/matching';
import { OffersService } from '@sambung/offers';
import { OverlapService } from '@sambung/overlap';
import { Actor } from '@sambung/profiles';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { Match } from './match.entity';
import { ProfileReader } from './profile-reader.service';

@Injectable()
export class MatchOverlap {
  constructor(
    private readonly offers: OffersService,
    private readonly reader: ProfileReader,
    private readonly overlap: OverlapService,
  ) {}

  /** What help received earlier means for the match, as it stands now. */
  async of(tx: EntityManager, match: Match, actor: Actor): Promise<OverlapResult> {
    const current = await this.offers.byVersion(tx, match.offerVersionId);
    return this.overlap.evaluate(tx, { actor, current, situation: await this.reader.situationOf(tx, actor) });
  }
}
