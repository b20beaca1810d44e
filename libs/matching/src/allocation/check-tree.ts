import { fault } from './fault';
import { mayBind, nest, Nesting } from './nesting';
import { AllocationFault, CapacityTree, OfferSeats, Quota } from './types';

const MOST_SEATS = 1_000_000_000;

type Node = OfferSeats | Quota;

const isCount = (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= MOST_SEATS;

/** An offer and a quota may have the same id: a programme of one batch often does. */
function repeatedIds(nodes: readonly Node[]): AllocationFault[] {
  const seen = new Set<string>();
  const repeated = nodes.filter(({ id }) => seen.size === seen.add(id).size);
  return repeated.map(({ id }) =>
    fault('repeatedId', id, `Ada dua simpul bernama "${id}": beri nama lain.`, `Two nodes are named "${id}": rename one.`),
  );
}

function seatFaults({ id, capacity, reserves = [] }: Node): AllocationFault[] {
  if (![capacity, ...reserves.map(({ seats }) => seats)].every(isCount)) {
    const range = `0–${MOST_SEATS}`;
    return [fault('badCount', id, `Kursi "${id}" harus bilangan bulat ${range}.`, `Seats of "${id}" must be whole numbers ${range}.`)];
  }
  const reserved = reserves.reduce((sum, { seats }) => sum + seats, 0);
  if (reserved > capacity) {
    return [
      fault(
        'reservesTooLarge', id,
        `Cadangan di "${id}" (${reserved}) melebihi kursinya (${capacity}): kurangi cadangan atau tambah kursi.`,
        `The reserves at "${id}" (${reserved}) exceed its seats (${capacity}): reserve fewer or add seats.`,
      ), // prettier-ignore
    ];
  }
  if (new Set(reserves.map(({ group }) => group)).size === reserves.length) return [];
  return [
    fault('repeatedGroup', id, `Cadangan di "${id}" menyebut satu kelompok dua kali.`, `The reserves at "${id}" name a group twice.`),
  ];
}

function memberFaults({ id, offers }: Quota, known: ReadonlySet<string>): AllocationFault[] {
  const unknown = offers
    .filter((offer) => !known.has(offer))
    .map(
      (offer) =>
      fault(
        'unknownOffer', id,
        `Kuota "${id}" memuat penawaran "${offer}" yang tidak ada.`,
        `Quota "${id}" lists the offer "${offer}", which does not exist.`,
      ), // prettier-ignore
    );
  if (new Set(offers).size === offers.length) return unknown;
  return [...unknown, fault('repeatedOffer', id, `Kuota "${id}" memuat satu penawaran dua kali.`, `Quota "${id}" lists an offer twice.`)];
}

const crossingFaults = ({ crossings }: Nesting): AllocationFault[] =>
  crossings.map(
    ({ quotas: [first, second], shared, onlyFirst }) =>
    fault(
      'notNested', first,
      `Kuota "${first}" dan "${second}" bersilangan: keduanya memuat "${shared}", tetapi "${onlyFirst}" hanya di "${first}". ` +
        `Masukkan yang satu seluruhnya ke dalam yang lain, atau pecah "${first}" menjadi dua kuota.`,
      `Quotas "${first}" and "${second}" cross: both hold "${shared}", but "${onlyFirst}" is only in "${first}". ` +
        `Put one wholly inside the other, or split "${first}" in two.`,
    ), // prettier-ignore
  );

/** A quota that compares applicants of several offers needs one order of them: points of different formulas are not comparable. */
function mixedPriorityFaults(tree: CapacityTree, nesting: Nesting): AllocationFault[] {
  const lists = new Map(tree.offers.map(({ id, priority }) => [id, priority ?? id]));
  return tree.quotas.flatMap(({ id, capacity, offers }, index) => {
    const first = offers[0];
    const other = offers.find((offer) => lists.get(offer) !== lists.get(first!));
    const node = tree.offers.length + index;
    if (first === undefined || other === undefined || !mayBind(nesting, node)) return [];
    const below = nesting.below[node]!;
    return fault(
      'mixedPriorities', id,
      `Kuota "${id}" (${capacity} kursi untuk ${below} di bawahnya) membandingkan "${first}" dan "${other}" yang rumus prioritasnya berbeda. ` +
        `Pakai satu rumus untuk semua penawaran di bawahnya, atau naikkan kuota menjadi ${below}.`,
      `Quota "${id}" (${capacity} seats for ${below} below it) compares "${first}" with "${other}", which have different priority formulas. ` +
        `Use one formula for all offers below it, or raise the quota to ${below}.`,
    ); // prettier-ignore
  });
}

/** For each node, the node strictly below it with the fewest seats, -1 where there is none. */
function tightestBelow({ bottomUp, parent, capacity }: Nesting): Int32Array {
  const tightest = new Int32Array(parent.length).fill(-1);
  for (const node of bottomUp) {
    const up = parent[node]!;
    if (up < 0) continue;
    for (const candidate of [node, tightest[node]!]) {
      if (candidate >= 0 && (tightest[up]! < 0 || capacity[candidate]! < capacity[tightest[up]!]!)) tightest[up] = candidate;
    }
  }
  return tightest;
}

function reserveUnderQuota(nesting: Nesting, node: number): AllocationFault[] {
  let up = nesting.parent[node]!;
  while (up >= 0 && !mayBind(nesting, up)) up = nesting.parent[up]!;
  if (up < 0) return [];
  const [at, quota, seats, below] = [nesting.ids[node]!, nesting.ids[up]!, nesting.capacity[up]!, nesting.below[up]!];
  return [
    fault(
      'reserveUnderQuota', at,
      `Cadangan di "${at}" tidak dapat dijamin: kuota "${quota}" di atasnya hanya ${seats} kursi untuk ${below} di bawahnya. ` +
        `Naikkan "${quota}" menjadi ${below}, atau pindahkan cadangan ke "${quota}" dan beri setiap simpul di bawahnya paling sedikit ${seats} kursi.`,
      `The reserve at "${at}" cannot be kept: the quota "${quota}" above it has only ${seats} seats for ${below} below it. ` +
        `Raise "${quota}" to ${below}, or move the reserve to "${quota}" and give each node below it at least ${seats} seats.`,
    ), // prettier-ignore
  ];
}

/** Stricter than placing the reserve "at the capped node itself": a smaller ceiling inside it voids the guarantee just as well. */
function reserveOverCeiling(nesting: Nesting, node: number, tightest: number): AllocationFault[] {
  if (tightest < 0 || nesting.capacity[tightest]! >= nesting.capacity[node]!) return [];
  const [at, inner, seats, fewer] = [nesting.ids[node]!, nesting.ids[tightest]!, nesting.capacity[node]!, nesting.capacity[tightest]!];
  const below = nesting.below[node]!;
  return [
    fault(
      'reserveOverCeiling', at,
      `Cadangan di "${at}" (${seats} kursi) tidak dapat dijamin: "${inner}" di dalamnya bisa penuh lebih dulu (${fewer} kursi). ` +
        `Beri "${inner}" paling sedikit ${seats} kursi, atau pindahkan cadangan ke "${inner}" dan naikkan "${at}" menjadi ${below}.`,
      `The reserve at "${at}" (${seats} seats) cannot be kept: "${inner}" inside it may fill up earlier (${fewer} seats). ` +
        `Give "${inner}" at least ${seats} seats, or move the reserve to "${inner}" and raise "${at}" to ${below}.`,
    ), // prettier-ignore
  ];
}

/** Legal only around a single offer of equal size, where both reserves would claim the same seats. */
function reserveInReserve({ ids, parent }: Nesting, node: number, reserved: readonly boolean[]): AllocationFault[] {
  let up = parent[node]!;
  while (up >= 0 && !reserved[up]) up = parent[up]!;
  if (up < 0) return [];
  const [at, outer] = [ids[node]!, ids[up]!];
  return [
    fault(
      'reserveInReserve', at,
      `"${at}" dan "${outer}" mencadangkan kursi yang sama: tulis semua cadangan di "${at}".`,
      `"${at}" and "${outer}" reserve the same seats: put all reserves at "${at}".`,
    ), // prettier-ignore
  ];
}

function reserveFaults(tree: CapacityTree, nesting: Nesting): AllocationFault[] {
  const tightest = tightestBelow(nesting);
  const reserved = [...tree.offers, ...tree.quotas].map(({ reserves = [] }) => reserves.length > 0);
  return [...reserved.keys()].flatMap((node) => {
    if (!reserved[node]) return [];
    const misplaced = [...reserveUnderQuota(nesting, node), ...reserveOverCeiling(nesting, node, tightest[node]!)];
    return misplaced.length > 0 ? misplaced : reserveInReserve(nesting, node, reserved);
  });
}

/**
 * Says whether a run over this tree can keep what is promised. Refused are: quotas that cross (Biró, Fleiner, Irving & Manlove 2010: a stable
 * outcome may not exist, deciding is NP-complete; Kamada & Kojima 2018: nested ceilings are exactly what works), a quota that compares
 * applicants by different formulas, and a reserve below or above another ceiling that may bind.
 * @returns every fault found, none when the tree may be used
 */
export function checkTree(tree: CapacityTree): AllocationFault[] {
  const nodes: readonly Node[] = [...tree.offers, ...tree.quotas];
  const known = new Set(tree.offers.map(({ id }) => id));
  const faults = [
    ...repeatedIds(tree.offers),
    ...repeatedIds(tree.quotas),
    ...nodes.flatMap(seatFaults),
    ...tree.quotas.flatMap((quota) => memberFaults(quota, known)),
  ];
  if (faults.length > 0) return faults;
  const nesting = nest(tree);
  if (nesting.crossings.length > 0) return crossingFaults(nesting);
  return [...mixedPriorityFaults(tree, nesting), ...reserveFaults(tree, nesting)];
}
