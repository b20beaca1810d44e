import { BatchOfRound, readableId, ReservePlan, Round } from '@sambung/rounds';
import { regions } from '@sambung/reference';
import { Language } from '@sambung/ui';

/** A batch by the name of its offer, with its own where the offer has several. */
export function batchName(batches: readonly BatchOfRound[], id: string, { term }: Language): string {
  const { batch, offer } = batches.find((one) => one.batch.id === id)!;
  const name = term(offer.version.document.name);
  return batches.filter((one) => one.batch.offerId === batch.offerId).length > 1 ? `${name} (${readableId(id)})` : name;
}

/** Seats that go first to some: a region by its name, a group by the name that the round gives it. */
export const reserveText = ({ group, seats }: ReservePlan, { groups }: Round, { t, term }: Language): string => {
  const named = groups.find(({ id }) => id === group);
  return t('rounds.reserve', { seats, group: named ? term(named.name) : (regions().get(group) ?? group) });
};

export const placeOf = (regionCode: string | null, { t }: Language): string =>
  regionCode === null ? t('rounds.country') : (regions().get(regionCode) ?? regionCode);
