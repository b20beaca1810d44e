import { refuseFaults } from '@sambung/errors';
import type { ConsentPurpose } from './consent.entity';

/** Languages in which the words exist: nobody agrees to words that were not there. */
export const CONSENT_LOCALES = ['id', 'en', 'jv'] as const;
export type ConsentLocale = (typeof CONSENT_LOCALES)[number];

export interface ConsentText {
  purpose: ConsentPurpose;
  version: string;
  /** Whether it allows more than the version before: then those who agreed to that one are asked again. */
  widens: boolean;
  /** Sentences, in the order in which they are shown. */
  points: Partial<Record<ConsentLocale, readonly string[]>>;
}

/**
 * The words that people agree to, one purpose each, the newest first. A version that was shown is never changed: a new
 * wording is a new entry, and what was agreed to before stays as evidence for what it said.
 */
export const CONSENT_TEXTS: readonly ConsentText[] = [
  {
    purpose: 'matching',
    version: '2026-11-25',
    widens: true,
    points: {
      id: [
        'Yang disimpan: nama, nomor HP, dan jawaban Anda.',
        'Untuk apa: komputer mencari tawaran yang cocok dan hanya memberi saran; petugas wilayah Anda memeriksa dan memutuskan.',
        'Lembaga mitra hanya menerima data kalau Anda setuju satu per satu.',
        'Sampai kapan: selama Anda memakai Sambung.',
        'Anda boleh menolak, mencabut kapan saja lewat halaman “Data saya”, atau meminta tidak dicocokkan oleh komputer.',
      ],
      en: [
        'What is kept: your name, phone number and answers.',
        'What for: the computer looks for offers that fit and only suggests; officers of your area check and decide.',
        'Partner institutions get data only when you agree, one by one.',
        'How long: as long as you use Sambung.',
        'You may refuse, withdraw at any time on the page “My data”, or ask not to be matched by the computer.',
      ],
      jv: [
        'Ingkang dipunsimpen: asma, nomer HP, lan wangsulan panjenengan.',
        'Kangge menapa: komputer madosi tawaran ingkang cocog lan namung paring pamrayogi; petugas wilayah mriksa lan mutusaken.',
        'Lembaga mitra namung nampi data menawi panjenengan sarujuk satunggal-satunggal.',
        'Ngantos kapan: salami panjenengan ngagem Sambung.',
        'Panjenengan kenging nampik, nyabut kapan kemawon ing kaca “Data kula”, utawi nyuwun boten dipuncocogaken dening komputer.',
      ],
    },
  },
  {
    purpose: 'sharing',
    version: '2026-11-25',
    widens: false,
    points: {
      id: [
        'Nama, nomor HP, wilayah, dan jawaban untuk syarat tawaran ini dibagikan ke satu lembaga yang disebut di sini.',
        'Hanya untuk tawaran yang Anda minati dan sudah disetujui petugas.',
        'Anda boleh mencabut kapan saja; sejak itu lembaga tidak bisa membaca data Anda lagi lewat Sambung.',
      ],
      en: [
        'Your name, phone number, region and the answers that this offer asks for are shared with the one institution named here.',
        'Only for offers that you are interested in and that an officer has approved.',
        'You may withdraw at any time; from then on the institution can no longer read your data through Sambung.',
      ],
      jv: [
        'Asma, nomer HP, wilayah, lan wangsulan kangge sarat tawaran punika dipunandum dhateng satunggal lembaga ingkang kasebat ing ngriki.',
        'Namung kangge tawaran ingkang panjenengan kersakaken lan sampun dipunsarujuki petugas.',
        'Panjenengan kenging nyabut kapan kemawon; wiwit punika lembaga boten saged maos data panjenengan malih lumantar Sambung.',
      ],
    },
  },
  {
    purpose: 'matching',
    version: '2026-11-01',
    widens: false,
    points: {
      id: [
        'Saya setuju Sambung membaca data usaha saya untuk mencari pelatihan, pendampingan, pembeli, pembiayaan, dan fasilitas yang cocok.',
        'Komputer hanya memberi saran; petugas yang memutuskan.',
        'Data saya tidak dibagikan ke lembaga mana pun dengan persetujuan ini.',
        'Saya boleh menolak, mencabut kapan saja, atau meminta tidak dicocokkan oleh komputer.',
      ],
      en: [
        'I agree that Sambung reads the data of my business to look for training, mentoring, buyers, financing and facilities that fit.',
        'The computer only suggests; an officer decides.',
        'My data are shared with no institution under this consent.',
        'I may refuse, withdraw at any time, or ask not to be matched by the computer.',
      ],
    },
  },
  {
    purpose: 'sharing',
    version: '2026-11-01',
    widens: false,
    points: {
      id: [
        'Saya setuju Sambung membagikan nama, nomor telepon, wilayah, dan jawaban yang menjadi syarat tawaran kepada satu lembaga yang disebut di sini, hanya untuk tawaran yang saya minati dan sudah disetujui petugas.',
        'Saya boleh mencabut kapan saja; sejak saat itu lembaga tidak bisa membaca data saya lagi lewat Sambung.',
      ],
      en: [
        'I agree that Sambung shares my name, phone, region and the answers that the offer asks for with the one institution named here, only for offers that I am interested in and that an officer has approved.',
        'I may withdraw at any time; from then on the institution can no longer read my data through Sambung.',
      ],
    },
  },
];

/** The version that may be agreed to now. */
export const currentText = (purpose: ConsentPurpose): ConsentText => CONSENT_TEXTS.find((text) => text.purpose === purpose)!;

/** The words of a version; undefined for one that nobody knows. */
export const agreedText = ({ purpose, textVersion }: { purpose: ConsentPurpose; textVersion: string }): ConsentText | undefined =>
  CONSENT_TEXTS.find((text) => text.purpose === purpose && text.version === textVersion);

/** Whether a newer version than the one agreed to allows more; a version that nobody knows is older than all. */
export function isOutgrown({ purpose, textVersion }: { purpose: ConsentPurpose; textVersion: string }): boolean {
  const versions = CONSENT_TEXTS.filter((text) => text.purpose === purpose);
  const agreed = versions.findIndex(({ version }) => version === textVersion);
  return versions.slice(0, agreed === -1 ? undefined : agreed).some(({ widens }) => widens);
}

/** @param within where in the request the consent stands. @throws DomainError with a pointer for words that are not the present ones */
export function refuseOtherWords(consent: { purpose: ConsentPurpose; textVersion: string; locale: string }, within = ''): void {
  const { version, points } = currentText(consent.purpose);
  if (consent.textVersion !== version) {
    const id = `Teks yang berlaku sekarang versi ${version}. Tunjukkan teks itu dulu.`;
    const detail = { id, en: `The present text has the version ${version}. Show that one first.` };
    refuseFaults([{ pointer: `${within}/textVersion`, code: 'ConsentTextOutdated', detail }]);
  }
  if (!Object.hasOwn(points, consent.locale)) {
    const list = Object.keys(points).join(', ');
    const detail = { id: `Teks ini ada dalam: ${list}.`, en: `The text exists in: ${list}.` };
    refuseFaults([{ pointer: `${within}/locale`, code: 'ConsentLocale', detail }]);
  }
}
