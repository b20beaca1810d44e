import { CREDITS } from '../code-lists';
import { ChangeData, choice, choices, count, FactDefinition, rupiah, takes, text, yesNo } from './definition';

/** Debts are paid off, never taken up, for the sake of an offer. */
const paidOff = (leadDays: number, id: string, en: string): ChangeData => ({ ...takes(10, leadDays, [id, en]), towards: 'down' });

/** Facts about money; all of them are "specific" personal data (UU 27/2022 art. 4(2)). */
export const FINANCE_FACTS = {
  'finance.requestedAmount': rupiah('Jumlah yang diajukan', 'Amount applied for', {
    action: 'choice',
    change: takes(1, 0),
    sensitive: true,
  }),
  'finance.kurEver': yesNo('Pernah menerima KUR', 'Has had KUR', { settledBy: 'registry', sensitive: true, action: 'immutable' }),
  'finance.kurActive': yesNo('Sedang menerima KUR', 'Has KUR now', {
    settledBy: 'registry',
    sensitive: true,
    freshForDays: 90,
    action: 'growth',
    change: paidOff(180, 'Lunasi KUR yang masih berjalan', 'Pay off the running KUR'),
  }),
  'finance.kurMicroCount': count('Berapa kali menerima KUR Mikro', 'Times KUR Mikro was received', {
    settledBy: 'registry',
    max: 100,
    sensitive: true,
  }),
  'finance.commercialCreditEver': yesNo('Pernah menerima kredit usaha komersial', 'Has had commercial business credit', {
    sensitive: true,
    action: 'immutable',
  }),
  'finance.activeCredits': choices('Kredit yang masih berjalan', 'Credits still running', CREDITS, {
    sensitive: true,
    freshForDays: 90,
    action: 'growth',
    change: paidOff(180, 'Lunasi kredit yang tidak diperbolehkan', 'Pay off the credits that are not permitted'),
  }),
  'finance.financed': yesNo('Sedang dibiayai bank, lembaga, atau koperasi', 'Financed by a bank, institution or cooperative now', {
    sensitive: true,
    freshForDays: 90,
    action: 'growth',
    change: paidOff(180, 'Lunasi pembiayaan yang masih berjalan', 'Pay off the running financing'),
  }),
  'finance.collectibility': count('Kolektibilitas SLIK', 'SLIK credit status', {
    min: 1,
    max: 5,
    settledBy: 'partner',
    sensitive: true,
    freshForDays: 30,
    action: 'growth',
    change: paidOff(90, 'Lunasi tunggakan sampai SLIK lancar', 'Pay the arrears until SLIK shows current'),
  }),
  'finance.ultraMicroCeiling': rupiah('Plafon ultra mikro tertinggi', 'Highest ultra-micro ceiling', { sensitive: true }),
  'finance.governmentCredit': choice(
    'Kredit program pemerintah selain KUR',
    'Other government credit programme',
    {
      none: { id: 'tidak pernah', en: 'never' },
      active: { id: 'masih berjalan', en: 'running' },
      paidOff: { id: 'lunas', en: 'paid off' },
    },
    {
      sensitive: true,
      freshForDays: 90,
      action: 'growth',
      change: takes(10, 180, ['Lunasi kredit program', 'Pay off the programme credit']),
    },
  ),
  'finance.loanSharkProof': yesNo('Punya bukti pinjaman rentenir', 'Has proof of a loan-shark debt', { sensitive: true }),
  'finance.bankAccountNumber': text('Nomor rekening', 'Bank account number', { identifier: 'bankAccount', sensitive: true }),
  'finance.weeklyMeetings': yesNo('Bersedia ikut pertemuan mingguan', 'Willing to attend weekly meetings', {
    action: 'choice',
    change: { ...takes(1, 0, ['Ikut pertemuan mingguan', 'Attend the weekly meetings']), towards: 'up' },
  }),
} satisfies Record<string, FactDefinition>;
