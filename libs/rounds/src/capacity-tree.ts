import { canonicalJson, CapacityTree } from '@sambung/matching';
import { OfferDocument } from '@sambung/offers';
import { createHash } from 'node:crypto';
import type { QuotaPlan, ReservePlan } from './round-plan';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Names a formula by what it says, so that offers with the same one share one order of applicants. */
const formulaName = ({ priority = [] }: OfferDocument): string => sha256(canonicalJson(priority));

interface BatchSeats {
  id: string;
  seats: number;
  reserves: readonly ReservePlan[];
  document: OfferDocument;
}

/** The plan as the allocator reads it. */
export const capacityTree = (batches: readonly BatchSeats[], quotas: readonly QuotaPlan[]): CapacityTree => ({
  offers: batches.map(({ id, seats, reserves, document }) => ({ id, capacity: seats, priority: formulaName(document), reserves })),
  quotas: quotas.map(({ id, seats, batches: offers, reserves }) => ({ id, capacity: seats, offers, reserves })),
});
