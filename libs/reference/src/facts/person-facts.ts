import { MIGRANT_STATUSES, OCCUPATIONS } from '../code-lists';
import { choice, choices, count, date, FactDefinition, region, rupiah, takes, text, yesNo } from './definition';

/** Facts about the person behind the actor. */
export const PERSON_FACTS = {
  'owner.nik': text('NIK', 'National ID number (NIK)', { identifier: 'nik', sensitive: true }),
  'owner.hasNik': yesNo('Punya NIK', 'Has a national ID number (NIK)', {
    action: 'obtainable',
    change: takes(3, 14, ['Urus NIK di Dukcapil', 'Get an NIK at the civil registry']),
  }),
  'owner.familyCard': text('Nomor KK', 'Family card number', { identifier: 'familyCard', sensitive: true }),
  'owner.birthDate': date('Tanggal lahir', 'Date of birth', { past: true, sensitive: true, action: 'immutable' }),
  'owner.sex': choice(
    'Jenis kelamin',
    'Sex',
    { female: { id: 'Perempuan', en: 'Female' }, male: { id: 'Laki-laki', en: 'Male' } },
    { action: 'immutable' },
  ),
  'owner.region': region('Wilayah KTP', 'Region on the ID card'),
  'owner.citizen': yesNo('Warga negara Indonesia', 'Indonesian citizen', { action: 'immutable' }),
  'owner.electronicCard': yesNo('Punya e-KTP', 'Has an electronic ID card', {
    action: 'obtainable',
    change: takes(2, 14, ['Urus e-KTP di Dukcapil', 'Get an e-KTP at the civil registry']),
  }),
  'owner.occupation': choice('Pekerjaan pemilik', "Owner's occupation", OCCUPATIONS),
  'owner.workStatus': choice('Status kerja', 'Work status', {
    unemployed: { id: 'Menganggur', en: 'Unemployed' },
    underemployed: { id: 'Setengah menganggur', en: 'Underemployed' },
    employed: { id: 'Bekerja', en: 'Employed' },
    selfEmployed: { id: 'Usaha sendiri', en: 'Self-employed' },
  }),
  'owner.inSchool': yesNo('Sedang sekolah atau kuliah', 'In formal education'),
  'owner.incomePerCapita': rupiah('Pendapatan per orang per bulan', 'Monthly income per head', { sensitive: true, freshForDays: 365 }),
  'owner.disability': yesNo('Penyandang disabilitas', 'Person with a disability', { sensitive: true, action: 'immutable' }),
  'owner.employmentInsurance': yesNo('Peserta BPJS Ketenagakerjaan', 'Member of BPJS employment insurance', {
    action: 'obtainable',
    change: takes(2, 3, ['Daftar BPJS Ketenagakerjaan', 'Join BPJS employment insurance']),
  }),
  'household.prakerjaRecipients': count('Penerima Prakerja dalam satu KK', 'Prakerja recipients in the family card', {
    unit: 'persons',
    settledBy: 'registry',
  }),
  'migrant.statuses': choices('Status PMI', 'Migrant worker status', MIGRANT_STATUSES),
  'migrant.registered': yesNo('Terdaftar di SISKOP2MI', 'Registered in SISKOP2MI', {
    action: 'obtainable',
    change: takes(4, 14, ['Daftar di SISKOP2MI', 'Register in SISKOP2MI']),
  }),
  'migrant.contract': yesNo('Punya kontrak kerja luar negeri', 'Has a work contract abroad', {
    action: 'obtainable',
    change: takes(8, 60, ['Dapatkan kontrak kerja luar negeri', 'Get a work contract abroad']),
  }),
  'migrant.country': text('Negara tujuan atau asal pulang', 'Country of work', {}),
} satisfies Record<string, FactDefinition>;
