import { Day } from '../calendar';
import { Text } from '../facts';
import { dayText } from '../sentences';
import { EntryStatus, LedgerEntry, OverlapCause, Period } from './types';

const STATUS_WORDS: Record<EntryStatus, Text> = {
  planned: { id: 'diterima, belum mulai', en: 'accepted, not begun' },
  active: { id: 'berjalan', en: 'running' },
  inArrears: { id: 'menunggak', en: 'in arrears' },
  completed: { id: 'selesai', en: 'completed' },
  paidOff: { id: 'lunas', en: 'paid off' },
  dropped: { id: 'berhenti', en: 'dropped' },
  cancelled: { id: 'batal', en: 'cancelled' },
};

function days({ from, to }: Period): Text {
  const [first, last] = [dayText(from), to && dayText(to)];
  return { id: last ? `${first.id}–${last.id}` : `sejak ${first.id}`, en: last ? `${first.en}–${last.en}` : `since ${first.en}` };
}

/** What an entry says, for its own actor; of somebody else in the family only which help it was, not when, from whom or how it went. */
export function entryText(entry: LedgerEntry, isOwn: boolean): Text {
  const help = entry.programme ?? entry.offer ?? entry.intervention;
  if (!isOwn) return { id: `${help}: anggota lain dalam kartu keluarga ini`, en: `${help}: another member of this family card` };
  const [period, status] = [days(entry), STATUS_WORDS[entry.status]];
  const from = entry.funder === null ? '' : ` (${entry.funder})`;
  return { id: `${help}${from}, ${period.id}, ${status.id}`, en: `${help}${from}, ${period.en}, ${status.en}` };
}

const CAUSE_WORDS: Record<Exclude<OverlapCause, 'fact'>, (about: string) => Text> = {
  stale: (about) => ({ id: `Perbarui data ${about}.`, en: `Bring the data of ${about} up to date.` }),
  unreachable: (about) => ({
    id: `Periksa di ${about}: datanya belum dapat dibaca.`,
    en: `Check with ${about}: its data cannot be read yet.`,
  }),
  incomplete: (about) => ({ id: `Periksa di ${about}: datanya belum lengkap.`, en: `Check with ${about}: its data are not complete.` }),
  evidence: (about) => ({ id: `Perlu bukti untuk catatan ${about}.`, en: `Entry ${about} needs evidence.` }),
  identity: (about) => ({ id: `Pastikan catatan ${about} memang milik orang ini.`, en: `Confirm that entry ${about} is of this person.` }),
  imprecise: (about) => ({ id: `Lengkapi catatan ${about}.`, en: `Complete entry ${about}.` }),
  household: () => ({ id: 'Perlu nomor kartu keluarga.', en: 'The family card number is needed.' }),
  region: () => ({ id: 'Perlu wilayah tempat tinggal yang lebih tepat.', en: 'A more exact region of residence is needed.' }),
  seats: (about) => ({ id: `Tanyakan sisa kursi ${about}.`, en: `Ask how many seats ${about} has left.` }),
};

export const causeText = (cause: Exclude<OverlapCause, 'fact'>, about: string | null): Text => CAUSE_WORDS[cause](about ?? '');

/** Days in a sentence: `1 April 2026–30 June 2026`, or `since …`. */
export const periodText = (from: Day, to: Day | null): Text => days({ from, to });
