import { OverlapRule } from '../types';
import { ALWAYS, FACTS_ALONE, RECIPIENTS } from './sets';

const TKM = {
  ...ALWAYS,
  legalBasis: null,
  cites: ['https://www.jurnalzone.id/direktur-kemnaker-ingatkan-program-tkm-gratis-awas-penipuan-begini-daftarnya'],
  confidence: 'verified',
  appliesTo: { programmes: ['tkm-lanjutan'] },
  effect: 'sequence',
} as const;

const PRACTICE = {
  ...ALWAYS,
  legalBasis: null,
  cites: ['Kebiasaan penyelenggara, belum dipastikan'],
  confidence: 'assumed',
} as const;
const COURSES = ['training', 'mentoring'];

/** What must come first, and what is one help too many: the rules O8, O10, O11 and O12. */
export const ORDER_RULES: readonly OverlapRule[] = [
  {
    ...TKM,
    id: 'o8-tkm-beginners-first',
    text: { id: 'TKM Lanjutan hanya sesudah TKM Pemula.', en: 'TKM Lanjutan only after TKM Pemula.' },
    scope: { of: 'set', name: { id: 'TKM Pemula', en: 'TKM Pemula' }, among: { programmes: ['tkm-pemula'] } },
    window: { of: 'lifetime' },
    counts: { statuses: ['completed'] },
    sources: [RECIPIENTS],
  },
  {
    ...TKM,
    ...FACTS_ALONE,
    id: 'o8-tkm-hire-first',
    text: {
      id: 'TKM Lanjutan hanya sesudah menambah paling sedikit satu tenaga kerja.',
      en: 'TKM Lanjutan only after hiring at least one worker.',
    },
    when: { not: { id: 'new-workers', fact: 'business.newWorkers', op: '>=', value: 1 } },
  },
  {
    ...ALWAYS,
    id: 'o8-support-before-super-micro',
    text: {
      id: 'KUR Super Mikro untuk usaha di bawah 6 bulan: lebih dulu ikut pendampingan atau pelatihan, bergabung dalam kelompok, atau punya anggota keluarga yang berusaha.',
      en: 'KUR Super Mikro for a business under 6 months: mentoring or training first, or membership of a group, or a family member with a business.',
    },
    legalBasis: null,
    cites: ['https://finansial.bisnis.com/read/20230607/90/1662981/begini-syarat-mengajukan-kur-bri-2023-usaha-kurang-dari-6-bulan'],
    confidence: 'partial',
    appliesTo: { offers: ['kur-super-mikro-2026'] },
    when: {
      all: [
        { id: 'young', fact: 'business.startedOn', measure: 'months', op: '<', value: 6 },
        { not: { id: 'group-member', fact: 'group.member', op: '=', value: true } },
        { not: { id: 'family-business', fact: 'family.hasBusiness', op: '=', value: true } },
      ],
    },
    scope: { of: 'set', name: { id: 'Pendampingan atau pelatihan', en: 'Mentoring or training' }, among: { kinds: COURSES } },
    window: { of: 'lifetime' },
    effect: 'sequence',
    counts: { statuses: ['active', 'completed'] },
    sources: [RECIPIENTS],
  },
  {
    ...ALWAYS,
    id: 'o10-same-topic-other-level',
    text: {
      id: 'Topik yang sama diberikan tingkat pemerintahan lain di tempat dan masa yang sama.',
      en: 'Another level of government gives the same topic in the same place and period.',
    },
    legalBasis: null,
    cites: ['https://mediaindonesia.com/nusantara/841637/kemenko-pm-ui-gagas-standardisasi-pelatihan-umkm-lewat-uji-publik'],
    confidence: 'verified',
    appliesTo: { kinds: COURSES },
    scope: { of: 'intervention' },
    window: { of: 'days', days: 0 },
    effect: 'warn',
    counts: { among: { kinds: COURSES }, otherLevel: true, samePlace: true },
    sources: [RECIPIENTS],
  },
  {
    ...PRACTICE,
    id: 'o11-one-batch',
    text: { id: 'Satu orang mengikuti satu angkatan pelatihan dalam satu masa.', en: 'One person attends one training batch at a time.' },
    appliesTo: { kinds: ['training'] },
    scope: { of: 'set', name: { id: 'pelatihan', en: 'training' }, among: { kinds: ['training'] } },
    window: { of: 'active' },
    effect: 'needsWaiver',
    sources: [RECIPIENTS],
  },
  {
    ...PRACTICE,
    id: 'o11-same-topic-again',
    text: { id: 'Topik yang sama baru diulang sesudah 180 hari.', en: 'The same topic is repeated after 180 days only.' },
    appliesTo: { kinds: ['training'] },
    scope: { of: 'intervention' },
    window: { of: 'days', days: 180 },
    effect: 'warn',
    counts: { among: { kinds: ['training'] }, statuses: ['completed'] },
    sources: [RECIPIENTS],
  },
  {
    ...PRACTICE,
    id: 'o12-family-served',
    text: {
      id: 'Anggota lain dalam kartu keluarga ini sudah dibantu hal yang sama tahun anggaran ini.',
      en: 'Another member of this family card had the same help in this budget year.',
    },
    appliesTo: {},
    scope: { of: 'intervention' },
    window: { of: 'budgetYear' },
    effect: 'warn',
    counts: { subject: 'household' },
    sources: [RECIPIENTS],
  },
];
