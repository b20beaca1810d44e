import { LEGALITY_DOCUMENTS } from '../code-lists';
import { ChangeData, FactDefinition, takes, text, yesNo } from './definition';

/** Effort and days of getting each document; the rest take what the class takes. */
const TAKES: Readonly<Record<string, ChangeData>> = {
  nib: takes(2, 1, ['Urus NIB di OSS', 'Get an NIB at OSS']),
  sku: takes(2, 2, ['Minta surat keterangan usaha (SKU) di desa', 'Ask the village for a business letter (SKU)']),
  npwp: takes(2, 3, ['Daftar NPWP', 'Register for an NPWP']),
  bankAccount: takes(2, 1, ['Buka rekening bank', 'Open a bank account']),
  pirt: takes(5, 30, ['Urus P-IRT', 'Get a P-IRT']),
  bpomMd: takes(10, 120, ['Urus BPOM MD', 'Get a BPOM MD registration']),
  halal: takes(6, 45, ['Urus sertifikat halal', 'Get a halal certificate']),
  slhs: takes(5, 30, ['Urus SLHS', 'Get an SLHS']),
  nkv: takes(8, 90, ['Urus NKV', 'Get an NKV']),
  sni: takes(12, 180, ['Urus SNI', 'Get an SNI']),
  trademark: takes(6, 180, ['Daftarkan merek', 'Register the trademark']),
  legalEntity: takes(8, 30, ['Urus badan hukum koperasi', 'Get the legal entity of the cooperative']),
  cooperativeNumber: takes(6, 60, ['Urus NIK Koperasi', 'Get an NIK Koperasi']),
  proposal: takes(4, 14, ['Susun proposal bisnis', 'Write a business proposal']),
  sktm: takes(2, 3, ['Minta surat keterangan tidak mampu (SKTM)', 'Ask for a certificate of poverty (SKTM)']),
};

/** One yes-or-no fact for each document, `legality.<code>`. */
const HAS_DOCUMENT = Object.fromEntries(
  Object.entries(LEGALITY_DOCUMENTS).map(([document, label]) => [
    `legality.${document}`,
    yesNo(`Punya ${label.id}`, `Has ${label.en}`, { action: 'obtainable', change: TAKES[document] }),
  ]),
) as Record<`legality.${string}`, FactDefinition>;

/** Numbers on the documents. */
export const LEGALITY_FACTS = {
  ...HAS_DOCUMENT,
  'legality.nibNumber': text('Nomor NIB', 'NIB number', { identifier: 'nib' }),
  'legality.npwpNumber': text('Nomor NPWP', 'NPWP number', { identifier: 'npwp', sensitive: true }),
  'legality.pirtNumber': text('Nomor P-IRT', 'P-IRT number', { identifier: 'pirt' }),
  'legality.cooperativeNumberValue': text('Nomor NIK Koperasi', 'NIK Koperasi number', { identifier: 'cooperativeNumber' }),
} satisfies Record<string, FactDefinition>;
