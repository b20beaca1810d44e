import type { Text } from '@sambung/errors';
import type { ConsentPurpose } from './consent.entity';

export interface ConsentText {
  purpose: ConsentPurpose;
  version: string;
  text: Text;
}

/**
 * The words that people agree to, one purpose each. A version that was shown is never changed: a new wording is a new
 * entry, the newest first.
 */
export const CONSENT_TEXTS: readonly ConsentText[] = [
  {
    purpose: 'matching',
    version: '2026-11-01',
    text: {
      id:
        'Saya setuju Sambung membaca data usaha saya untuk mencari pelatihan, pendampingan, pembeli, pembiayaan, dan fasilitas yang cocok. ' +
        'Komputer hanya memberi saran; petugas yang memutuskan. Data saya tidak dibagikan ke lembaga mana pun dengan persetujuan ini. ' +
        'Saya boleh menolak, mencabut kapan saja, atau meminta tidak dicocokkan oleh komputer.',
      en:
        'I agree that Sambung reads the data of my business to look for training, mentoring, buyers, financing and facilities that fit. ' +
        'The computer only suggests; an officer decides. My data are shared with no institution under this consent. ' +
        'I may refuse, withdraw at any time, or ask not to be matched by the computer.',
    },
  },
  {
    purpose: 'sharing',
    version: '2026-11-01',
    text: {
      id:
        'Saya setuju Sambung membagikan nama, nomor telepon, wilayah, dan jawaban yang menjadi syarat tawaran kepada satu lembaga yang disebut di sini, ' +
        'hanya untuk tawaran yang saya minati dan sudah disetujui petugas. ' +
        'Saya boleh mencabut kapan saja; sejak saat itu lembaga tidak bisa membaca data saya lagi lewat Sambung.',
      en:
        'I agree that Sambung shares my name, phone, region and the answers that the offer asks for with the one institution named here, ' +
        'only for offers that I am interested in and that an officer has approved. ' +
        'I may withdraw at any time; from then on the institution can no longer read my data through Sambung.',
    },
  },
];
