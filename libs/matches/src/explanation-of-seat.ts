import { CutOff, Text } from '@sambung/matching';

/** How a round may come out for a pair: only the first two took part in it to the end. */
export const SEAT_RESULTS = [
  'seat',
  'waiting',
  'betterSeat',
  'left',
  'undetermined',
  'notEligible',
  'offerNotOpen',
  'alreadyMatched',
] as const;
export type SeatResult = (typeof SEAT_RESULTS)[number];

/** What one run of a round made of a pair of applicant and batch, in numbers. */
export interface SeatOutcome {
  roundId: string;
  run: number;
  batch: string;
  result: SeatResult;
  /** Points over verified facts, as they stood when the round closed. */
  points: number;
  /** The applicant's place in the lottery: of equal points the smaller ticket wins. */
  ticket: string;
  /** Place on the waiting list, 1 for the first; null for who does not wait there. */
  place: number | null;
  waiting: number;
  /** What it took to get in, for the applicant's own group; null where the choice took no part. */
  cutOff: CutOff | null;
}

/** Words for owners, whose pages speak Javanese as well. */
type OwnerText = Text & { jv: string };

/** The part of an explanation that says how the seats of a round were given out. */
export interface ExplainedSeat extends SeatOutcome {
  text: OwnerText;
}

const NOT_TAKING_PART: Readonly<Record<Exclude<SeatResult, 'seat' | 'waiting'>, OwnerText>> = {
  betterSeat: {
    id: 'Mendapat kursi di pilihan yang lebih diinginkan.',
    en: 'Has a seat at a choice that was ranked higher.',
    jv: 'Pikantuk kursi ing pilihan ingkang langkung dipunkersakaken.',
  },
  left: {
    id: 'Sudah keluar dari putaran ini.',
    en: 'Has left this round.',
    jv: 'Sampun medal saking puteran punika.',
  },
  undetermined: {
    id: 'Tidak ikut pembagian kursi: saat putaran ditutup, datanya belum cukup untuk memastikan syaratnya.',
    en: 'Took no part: when the round closed, too little was known to tell whether the conditions are met.',
    jv: 'Boten tumut andum kursi: nalika puteran dipuntutup, datanipun dereng cekap kangge mesthekaken syaratipun.',
  },
  notEligible: {
    id: 'Tidak ikut pembagian kursi: saat putaran ditutup, syaratnya belum terpenuhi.',
    en: 'Took no part: when the round closed, the conditions were not met.',
    jv: 'Boten tumut andum kursi: nalika puteran dipuntutup, syaratipun dereng kajangkepan.',
  },
  offerNotOpen: {
    id: 'Tidak ikut pembagian kursi: tawarannya tidak terbuka saat putaran ditutup.',
    en: 'Took no part: the offer was not open when the round closed.',
    jv: 'Boten tumut andum kursi: tawanipun boten kabikak nalika puteran dipuntutup.',
  },
  alreadyMatched: {
    id: 'Tidak ikut pembagian kursi: tawaran ini sudah diperoleh di luar putaran.',
    en: 'Took no part: this offer was obtained outside of the round already.',
    jv: 'Boten tumut andum kursi: tawan punika sampun dipunpikantuk ing sanjawining puteran.',
  },
};

function standing({ result, points, place, waiting }: SeatOutcome): OwnerText {
  if (result === 'seat') {
    return {
      id: `Mendapat kursi dengan ${points} poin.`,
      en: `Has a seat with ${points} points.`,
      jv: `Pikantuk kursi kanthi ${points} poin.`,
    };
  }
  return {
    id: `Belum mendapat kursi: urutan ${place} dari ${waiting} di daftar tunggu dengan ${points} poin.`,
    en: `No seat yet: number ${place} of ${waiting} on the waiting list with ${points} points.`,
    jv: `Dereng pikantuk kursi: urutan ${place} saking ${waiting} ing daftar tunggu kanthi ${points} poin.`,
  };
}

/** What it took to get in, and whether it was the lottery that decided. */
function limit({ cutOff, points }: SeatOutcome): OwnerText {
  if (cutOff === 'open') {
    return { id: 'Kursinya cukup untuk semua.', en: 'There were seats for everybody.', jv: 'Kursinipun cekap kangge sedaya.' };
  }
  if (cutOff === 'closed' || cutOff === null) {
    return {
      id: 'Tidak ada kursi yang masih dibagi.',
      en: 'No seat is left to give out.',
      jv: 'Boten wonten kursi ingkang taksih dipunandum.',
    };
  }
  const last = { id: `Yang terakhir masuk punya ${cutOff.points} poin`, en: `The last one in has ${cutOff.points} points`, jv: `Ingkang pungkasan mlebet gadhah ${cutOff.points} poin` }; // prettier-ignore
  if (points !== cutOff.points) return { id: `${last.id}.`, en: `${last.en}.`, jv: `${last.jv}.` };
  return {
    id: `${last.id}; di antara poin yang sama, undian yang menentukan.`,
    en: `${last.en}; among equal points the lottery decides.`,
    jv: `${last.jv}; ing antawisipun poin ingkang sami, undhian ingkang nemtokaken.`,
  };
}

/** Says in plain sentences how a round came out: position, what it took, and why not. */
export function explainSeat(outcome: SeatOutcome): ExplainedSeat {
  const { result } = outcome;
  if (result !== 'seat' && result !== 'waiting') return { ...outcome, text: NOT_TAKING_PART[result] };
  const [first, second] = [standing(outcome), limit(outcome)];
  return { ...outcome, text: { id: `${first.id} ${second.id}`, en: `${first.en} ${second.en}`, jv: `${first.jv} ${second.jv}` } };
}
