import { Naming, Text } from '@sambung/matching';
import { codeName } from '@sambung/reference';

/** What only help received is spoken of by: registers, and the kinds of help that an applicant told of without saying which. */
const NAMES: Readonly<Record<string, Text>> = {
  sikp: { id: 'SIKP (Kementerian Keuangan)', en: 'SIKP (Ministry of Finance)' },
  slik: { id: 'SLIK (OJK)', en: 'SLIK (OJK)' },
  recipients: { id: 'daftar penerima bantuan', en: 'the lists of recipients' },
  training: { id: 'Pelatihan', en: 'Training' },
  mentoring: { id: 'Pendampingan', en: 'Mentoring' },
};

/** Names for the texts of overlap rules. */
export const overlapName: Naming = (code) => NAMES[code] ?? codeName(code);
