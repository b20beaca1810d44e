import { Text } from '@sambung/reference';

/** What the value of a benefit counts; `words` stand as they were written. */
export type BenefitUnit =
  'rupiah' | 'percent' | 'years' | 'months' | 'weeks' | 'days' | 'workingDays' | 'count' | 'fee' | 'yesNo' | 'day' | 'words';

export interface KnownBenefit {
  label: Text;
  unit: BenefitUnit;
  /** Tells an office something; nobody who takes the offer up gets it. */
  isForOffice?: true;
}

const known = (unit: BenefitUnit, id: string, en: string): KnownBenefit => ({ label: { id, en }, unit });
const ofOffice = (unit: BenefitUnit, id: string, en: string): KnownBenefit => ({ ...known(unit, id, en), isForOffice: true });

/** Benefits that pages know how to name and to write, what matters most first: in this order owners read them. */
export const BENEFITS: Readonly<Record<string, KnownBenefit>> = {
  grantAmount: known('rupiah', 'Bantuan modal', 'Grant'),
  grantAmountByYear: known('rupiah', 'Bantuan menurut tahun', 'Grant by year'),
  firstAmount: known('rupiah', 'Pinjaman pertama', 'First loan'),
  minAmount: known('rupiah', 'Jumlah paling sedikit', 'Least amount'),
  maxAmount: known('rupiah', 'Jumlah paling banyak', 'Most that one can get'),
  maxAmountByRecipient: known('rupiah', 'Jumlah paling banyak', 'Most that one can get'),
  maxAmountByYear: known('rupiah', 'Jumlah paling banyak menurut tahun', 'Most that one can get, by year'),
  maxOperationalAmount: known('rupiah', 'Di antaranya untuk operasional, paling banyak', 'Of which for running costs, at most'),
  maxSmallBusinessPackage: known('rupiah', 'Nilai paket paling besar', 'Largest package'),
  interestPercentPerYear: known('percent', 'Bunga per tahun', 'Interest per year'),
  tenorMonths: known('months', 'Jangka waktu', 'Term'),
  tenorWeeks: known('weeks', 'Jangka waktu', 'Term'),
  maxTenorWeeks: known('weeks', 'Jangka waktu paling lama', 'Longest term'),
  workingCapitalTenorMonths: known('months', 'Jangka waktu modal kerja', 'Term of working capital'),
  investmentTenorMonths: known('months', 'Jangka waktu investasi', 'Term of investments'),
  graceMonths: known('months', 'Masa tenggang', 'Months of grace'),
  dueDayOfMonth: known('count', 'Angsuran tiap tanggal', 'Instalment due on day'),
  extraCollateral: known('yesNo', 'Agunan tambahan', 'Extra collateral'),
  collateralRelief: known('words', 'Keringanan agunan', 'Relief from collateral'),
  guarantee: known('words', 'Jaminan', 'Guarantee'),
  noProvisionOrAdminFee: known('yesNo', 'Bebas biaya provisi dan administrasi', 'No provision or administration fee'),
  use: known('words', 'Dipakai untuk', 'To be used for'),
  contents: known('words', 'Isi', 'Contents'),
  modules: known('words', 'Materi', 'Modules'),
  fields: known('words', 'Bidang', 'Fields'),
  pillars: known('words', 'Bentuk kegiatan', 'Activities'),
  forms: known('words', 'Bentuk', 'Forms'),
  showcases: known('words', 'Yang ditampilkan', 'What is shown'),
  toolExamples: known('words', 'Contoh alat', 'Examples of tools'),
  scholarship: known('words', 'Bantuan biaya', 'Scholarship'),
  consultants: known('words', 'Konsultan', 'Consultants'),
  visits: known('yesNo', 'Kunjungan ke tempat usaha', 'Visits at the business'),
  mentoringRequired: known('yesNo', 'Wajib didampingi', 'Mentoring is required'),
  competenceTest: known('yesNo', 'Uji kompetensi', 'Test of competence'),
  disabilityFriendly: known('yesNo', 'Ramah penyandang disabilitas', 'Suits people with disabilities'),
  seats: known('count', 'Jumlah tempat', 'Places'),
  quota: known('words', 'Kuota', 'Quota'),
  yearlyQuota: known('count', 'Kuota per tahun', 'Quota per year'),
  nationalQuota: known('count', 'Kuota nasional', 'National quota'),
  participants: known('count', 'Peserta', 'Participants'),
  booths: known('count', 'Stan', 'Booths'),
  tents: known('count', 'Tenda', 'Tents'),
  minAllocationPercent: known('percent', 'Bagian untuk usaha kecil dan koperasi, paling sedikit', 'Share for small businesses and cooperatives, at least'),
  maxSpacePercent: known('percent', 'Bagian ruang, paling banyak', 'Share of the space, at most'),
  fee: known('fee', 'Biaya', 'Cost'),
  registrationFee: known('fee', 'Biaya pendaftaran', 'Registration fee'),
  npwpRequired: known('yesNo', 'Perlu NPWP', 'NPWP is required'),
  repeatLimit: known('count', 'Batas pengulangan', 'Limit of repeats'),
  validYears: known('years', 'Berlaku selama', 'Valid for'),
  decisionWorkingDays: known('workingDays', 'Diputuskan dalam', 'Decided within'),
  analysisDays: known('days', 'Diperiksa dalam', 'Examined within'),
  date: known('day', 'Tanggal', 'Date'),
  dates2025: known('words', 'Waktu pada 2025', 'When in 2025'),
  window: known('words', 'Masa pendaftaran', 'Time to apply'),
  curation: known('words', 'Kurasi', 'Curation'),
  remark: known('words', 'Catatan', 'Remark'),
  priority: ofOffice('words', 'Dasar pengutamaan', 'Basis of priority'),
  fundsAvailable: ofOffice('rupiah', 'Dana yang tersedia', 'Funds available'),
  applicants: ofOffice('count', 'Pendaftar', 'Applicants'),
  packagesStage1Of2026: ofOffice('count', 'Paket tahap 1 tahun 2026', 'Packages of stage 1 of 2026'),
  ministryPath: ofOffice('words', 'Alur kementerian', 'Path of the ministry'),
  minSuppliersPerKitchen: ofOffice('count', 'Pemasok tiap dapur, paling sedikit', 'Suppliers per kitchen, at least'),
  targetPerConsultantPerYear: ofOffice('count', 'Sasaran tiap konsultan per tahun', 'Target per consultant and year'),
  usersPerYear: ofOffice('count', 'Pengguna per tahun', 'Users per year'),
}; // prettier-ignore

/** Who gets a share, in benefits that differ by recipient. */
export const RECIPIENTS: Readonly<Record<string, Text>> = {
  microBusiness: { id: 'usaha mikro', en: 'micro business' },
  cooperative: { id: 'koperasi', en: 'cooperative' },
};

export const knownBenefit = (name: string): KnownBenefit | undefined => (Object.hasOwn(BENEFITS, name) ? BENEFITS[name] : undefined);

/** A name that people can read: not one that only programs write, such as `maxRows2`. */
export const isReadableName = (name: string): boolean => !/[a-z][A-Z0-9]|_/.test(name);
