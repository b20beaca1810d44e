import { FieldFault } from '@sambung/errors';
import { AllocationFault, checkRule, checkTree, comparesOnly } from '@sambung/matching';
import { CATALOGUE, CurrentOffer } from '@sambung/offers';
import { checkRegion } from '@sambung/reference';
import { capacityTree } from './capacity-tree';
import { BatchPlan, QuotaPlan, ReservePlan, RoundPlan } from './round-plan';

const fault = (pointer: string, code: string, id: string, en: string): FieldFault => ({ pointer, code, detail: { id, en } });

function regionFaults(code: string, pointer: string): FieldFault[] {
  const checked = checkRegion(code);
  if (!checked.ok) return [fault(pointer, checked.reason.code, checked.reason.id, checked.reason.en)];
  return code === code.trim() ? [] : [fault(pointer, 'RegionUnknown', 'Hapus spasi di sekitar kode wilayah.', 'Remove the blanks around the region code.')]; // prettier-ignore
}

function windowFaults({ opensAt, closesAt }: RoundPlan): FieldFault[] {
  return Date.parse(opensAt) < Date.parse(closesAt)
    ? []
    : [fault('/closesAt', 'WindowReversed', 'Harus sesudah opensAt.', 'Must come after opensAt.')];
}

function groupFaults({ groups }: RoundPlan): FieldFault[] {
  return groups.flatMap(({ id, when }, index) => {
    const pointer = `/groups/${index}`;
    if (groups.findIndex((group) => group.id === id) < index)
      return [fault(`${pointer}/id`, 'GroupRepeated', 'Sudah dipakai.', 'Already used.')];
    const faults = checkRule(when, CATALOGUE, `${pointer}/when`);
    if (faults.length > 0) return faults.map(({ pointer: at, text }) => fault(at, 'RuleInvalid', text.id, text.en));
    return comparesOnly(when)
      ? []
      : [
          fault(
            `${pointer}/when`, 'PriorityUnverifiable',
            'Kelompok hanya dari fakta yang terbukti: pakai perbandingan saja.',
            'Groups follow from verified facts only: use comparisons alone.',
          ),
        ]; // prettier-ignore
  });
}

function reserveFaults(reserves: readonly ReservePlan[], { groups }: RoundPlan, pointer: string): FieldFault[] {
  return reserves.flatMap(({ group }, index) => {
    const at = `${pointer}/reserves/${index}/group`;
    if (/^\d/.test(group)) return regionFaults(group, at);
    if (groups.some(({ id }) => id === group)) return [];
    return [fault(at, 'GroupUnknown', 'Tulis kode wilayah, atau kelompok dari groups.', 'Write a region code, or a group of groups.')];
  });
}

function offerFaults({ offerSlug }: BatchPlan, { kind }: RoundPlan, offers: ReadonlyMap<string, CurrentOffer>, at: string): FieldFault[] {
  const current = offers.get(offerSlug);
  if (current?.offer.status !== 'published')
    return [fault(at, 'OfferUnknown', 'Tidak ada tawaran terbit dengan slug ini.', 'No published offer has this slug.')];
  const found = current.version.document.kind;
  return found === kind
    ? []
    : [fault(at, 'OfferKindDiffers', `Tawaran ini ${found}, bukan ${kind}.`, `This offer is ${found}, not ${kind}.`)];
}

/** A programme is one offer, an institution provides all that stands below it; a funding line may pay for anything. */
function levelFaults({ level, batches }: QuotaPlan, plan: RoundPlan, offers: ReadonlyMap<string, CurrentOffer>, at: string): FieldFault[] {
  const members = plan.batches.filter(({ id }) => batches.includes(id)).map(({ offerSlug }) => offers.get(offerSlug)!.offer);
  const owners = {
    programme: members.map(({ id }) => id),
    institution: members.map(({ institutionId }) => institutionId),
    fundingLine: [],
  }[level];
  if (new Set(owners).size < 2) return [];
  return level === 'programme'
    ? [fault(`${at}/batches`, 'LevelMixed', 'Program berisi gelombang dari satu tawaran.', 'A programme holds batches of one offer.')]
    : [fault(`${at}/batches`, 'LevelMixed', 'Lembaga berisi tawarannya sendiri saja.', 'An institution holds its own offers only.')];
}

/** Where in the plan a fault of the tree is. */
function toFieldFault({ code, node, text }: AllocationFault, plan: RoundPlan): FieldFault {
  const quota = plan.quotas.findIndex(({ id }) => id === node);
  const batch = plan.batches.findIndex(({ id }) => id === node);
  const pointer = quota >= 0 ? `/quotas/${quota}` : batch >= 0 ? `/batches/${batch}` : '/batches';
  return { pointer, code, detail: text };
}

/** What the words of a plan are about: regions, groups and offers must exist. */
function referenceFaults(plan: RoundPlan, offers: ReadonlyMap<string, CurrentOffer>): FieldFault[] {
  return [
    ...windowFaults(plan),
    ...(plan.regionCode === null ? [] : regionFaults(plan.regionCode, '/regionCode')),
    ...groupFaults(plan),
    ...plan.batches.flatMap((batch, index) => offerFaults(batch, plan, offers, `/batches/${index}/offerSlug`)),
    ...plan.batches.flatMap(({ reserves }, index) => reserveFaults(reserves, plan, `/batches/${index}`)),
    ...plan.quotas.flatMap(({ reserves }, index) => reserveFaults(reserves, plan, `/quotas/${index}`)),
  ];
}

/**
 * Everything that is wrong with a plan of the right shape, apart from who wants to hold it.
 * @param offers by slug, with the versions that count now
 */
export function planFaults(plan: RoundPlan, offers: ReadonlyMap<string, CurrentOffer>): FieldFault[] {
  const faults = referenceFaults(plan, offers);
  if (faults.length > 0) return faults;
  const batches = plan.batches.map((batch) => ({ ...batch, document: offers.get(batch.offerSlug)!.version.document }));
  const treeFaults = checkTree(capacityTree(batches, plan.quotas)).map((one) => toFieldFault(one, plan));
  return [...plan.quotas.flatMap((quota, index) => levelFaults(quota, plan, offers, `/quotas/${index}`)), ...treeFaults];
}
