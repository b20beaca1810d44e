import { Naming, Text } from '../facts';
import { asCode, both, dayText } from '../sentences';
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
export function entryText(entry: LedgerEntry, isOwn: boolean, names: Naming = asCode): Text {
  const help = names(entry.programme ?? entry.offer ?? (entry.intervention || (entry.kind ?? '')));
  if (!isOwn) return { id: `${help.id}: anggota lain dalam kartu keluarga ini`, en: `${help.en}: another member of this family card` };
  const [period, status] = [days(entry), STATUS_WORDS[entry.status]];
  const from = entry.funder === null ? null : names(entry.funder);
  return both((language) => `${help[language]}${from ? ` (${from[language]})` : ''}, ${period[language]}, ${status[language]}`);
}

const CAUSE_WORDS: Record<Exclude<OverlapCause, 'fact'>, (about: Text) => Text> = {
  stale: ({ id, en }) => ({ id: `Perbarui data ${id}.`, en: `Bring the data of ${en} up to date.` }),
  unreachable: ({ id, en }) => ({
    id: `Periksa di ${id}: datanya belum dapat dibaca.`,
    en: `Check with ${en}: its data cannot be read yet.`,
  }),
  incomplete: ({ id, en }) => ({ id: `Periksa di ${id}: datanya belum lengkap.`, en: `Check with ${en}: its data are not complete.` }),
  evidence: ({ id, en }) => ({ id: `Perlu bukti untuk catatan: ${id}.`, en: `This entry needs evidence: ${en}.` }),
  identity: ({ id, en }) => ({
    id: `Pastikan catatan ini memang milik orang ini: ${id}.`,
    en: `Confirm that this entry is of this person: ${en}.`,
  }),
  imprecise: ({ id, en }) => ({ id: `Lengkapi catatan: ${id}.`, en: `Complete this entry: ${en}.` }),
  household: () => ({ id: 'Perlu nomor kartu keluarga.', en: 'The family card number is needed.' }),
  region: () => ({ id: 'Perlu wilayah tempat tinggal yang lebih tepat.', en: 'A more exact region of residence is needed.' }),
  seats: ({ id, en }) => ({ id: `Tanyakan sisa kursi ${id}.`, en: `Ask how many seats ${en} has left.` }),
};

/** @param about what the source, entry or offer is called */
export const causeText = (cause: Exclude<OverlapCause, 'fact'>, about: Text): Text => CAUSE_WORDS[cause](about);
