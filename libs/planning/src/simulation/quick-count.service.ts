import { forPurpose } from '@sambung/database';
import { refuseFaults } from '@sambung/errors';
import { toSituation } from '@sambung/matches';
import { Day } from '@sambung/matching';
import { documentFaults, OfferDocument } from '@sambung/offers';
import { Vault } from '@sambung/vault';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { resultFor, wants } from './outcome';
import { populationAfter } from './population.query';
import { shownCount } from './result';

/** People looked at while an author waits for the page; a simulation counts them all. */
const MOST = 2_000;

/** Null where so few are meant that they could be recognised. */
export interface QuickCount {
  eligible: number | null;
  undetermined: number | null;
  refused: number | null;
  /** Those who could apply and state a need that the offer answers. */
  wanting: number | null;
  /** How many were looked at, when there are more; null when it was everybody. */
  among: number | null;
}

/** How many people a draft would fit, at once and in round numbers: for whoever writes it. */
@Injectable()
export class QuickCounts {
  constructor(private readonly vault: Vault) {}

  /** Writes nothing and keeps nothing. */
  async of(tx: EntityManager, document: OfferDocument, asOf: Day): Promise<QuickCount> {
    refuseFaults(documentFaults(document));
    const counts = { in: 0, open: 0, out: 0, wanting: 0 };
    let scanned = 0;
    let last: string | null = null;
    await forPurpose(tx, 'planning', async () => {
      do {
        const batch = await populationAfter(tx, this.vault, { documents: [document], regionCode: null }, last);
        for (const profile of batch.profiles) {
          const situation = toSituation(profile, asOf);
          const result = resultFor(document, situation);
          counts[result] += 1;
          if (result === 'in' && wants(document, situation)) counts.wanting += 1;
        }
        scanned += batch.scanned;
        last = batch.last;
      } while (last && scanned < MOST);
    });
    return {
      eligible: shownCount(counts.in),
      undetermined: shownCount(counts.open),
      refused: shownCount(counts.out),
      wanting: shownCount(counts.wanting),
      among: last ? scanned : null,
    };
  }
}
