import { COOPERATIVE_KINDS, CREATIVE_SUBSECTORS, Options } from '../code-lists';
import { NEEDS } from '../needs';
import { choice, choices, count, FactDefinition, takes, yesNo } from './definition';

const NEED_OPTIONS: Options = Object.fromEntries(NEEDS.map((need) => [need.code, need.label]));

/** Facts about cooperatives, groups, village enterprises, creative work, needs and help already received. */
export const ORGANISATION_FACTS = {
  'cooperative.kinds': choices('Jenis koperasi', 'Kind of cooperative', COOPERATIVE_KINDS),
  'cooperative.members': count('Jumlah anggota koperasi', 'Members of the cooperative', {
    unit: 'persons',
    action: 'growth',
    change: takes(8, 90),
  }),
  'cooperative.lastMeetingYear': count('Tahun RAT terakhir', 'Year of the last annual meeting', {
    unit: 'calendarYear',
    min: 1950,
    max: 2100,
    action: 'growth',
    change: takes(4, 60, ['Adakan RAT dan laporkan', 'Hold the annual meeting and report it']),
  }),
  'cooperative.kdmpPilot': yesNo('KDMP percontohan', 'Pilot KDMP', { settledBy: 'registry' }),
  'group.member': yesNo('Tergabung dalam kelompok usaha', 'Member of a business group', {
    action: 'choice',
    change: { ...takes(4, 14, ['Bergabung dengan kelompok usaha', 'Join a business group']), towards: 'up' },
  }),
  'group.members': count('Jumlah anggota kelompok', 'Members of the group', { unit: 'persons', action: 'growth', change: takes(5, 30) }),
  'family.hasBusiness': yesNo('Anggota keluarga punya usaha', 'A family member has a business', { action: 'immutable' }),
  'village.enterpriseKind': choice('Jenis badan usaha desa', 'Kind of village enterprise', {
    bumdes: { id: 'BUMDes', en: 'Village-owned (BUMDes)' },
    bumdesma: { id: 'BUMDesma', en: 'Joint village-owned (BUMDesma)' },
  }),
  'creative.subsectors': choices('Subsektor ekonomi kreatif', 'Creative subsectors', CREATIVE_SUBSECTORS),
  'need.wanted': choices('Kebutuhan', 'Needs', NEED_OPTIONS, { action: 'choice', change: takes(1, 0), freshForDays: 365 }),
  'programme.completed': choices(
    'Program yang sudah diselesaikan',
    'Programmes completed',
    {
      'tkm-pemula': { id: 'TKM Pemula', en: 'TKM Pemula' },
      'berdaya-bersama': { id: 'Berdaya Bersama', en: 'Berdaya Bersama' },
      'blk-wonojati': { id: 'Pelatihan BLK Wonojati', en: 'BLK Wonojati training' },
      prakerja: { id: 'Kartu Prakerja', en: 'Kartu Prakerja' },
    },
    { action: 'obtainable', change: takes(6, 90) },
  ),
  'programme.inMentoring': yesNo('Sedang ikut pendampingan', 'In a mentoring programme', {
    action: 'obtainable',
    change: takes(3, 7, ['Ikut pendampingan', 'Join a mentoring programme']),
    freshForDays: 365,
  }),
  'programme.trained': yesNo('Pernah ikut pelatihan kewirausahaan', 'Has had entrepreneurship training', {
    action: 'obtainable',
    change: takes(4, 30, ['Ikut pelatihan kewirausahaan', 'Take entrepreneurship training']),
  }),
} satisfies Record<string, FactDefinition>;
