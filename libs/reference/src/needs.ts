import { Text } from './text';

/** A need that help can answer. `family` alone is a class; `family.leaf` is one need of it. */
export interface Need {
  code: string;
  label: Text;
}

const family = (code: string, id: string, en: string, leaves: readonly (readonly [string, string, string])[]): Need[] => [
  { code, label: { id, en } },
  ...leaves.map(([leaf, leafId, leafEn]) => ({ code: `${code}.${leaf}`, label: { id: leafId, en: leafEn } })),
];

/** The six helps of Berdaya Berusaha (Kemenko PM, 2025) and the needs under each. */
export const NEEDS: readonly Need[] = [
  ...family('bahan-baku', 'Bahan baku', 'Raw materials', [
    ['pasokan', 'Pasokan bahan baku', 'Supply of raw materials'],
    ['harga', 'Harga bahan yang stabil', 'Stable material prices'],
    ['mutu', 'Mutu bahan', 'Quality of materials'],
    ['pembelian-bersama', 'Pembelian bersama', 'Joint purchasing'],
  ]),
  ...family('produksi', 'Produksi', 'Production', [
    ['alat', 'Alat dan mesin', 'Tools and machines'],
    ['keterampilan', 'Keterampilan produksi', 'Production skills'],
    ['kemasan', 'Kemasan dan label', 'Packaging and labels'],
    ['mutu', 'Mutu dan keamanan produk', 'Product quality and safety'],
    ['tempat', 'Tempat usaha', 'Premises'],
    ['pembukuan', 'Pembukuan dan digitalisasi', 'Bookkeeping and digitalisation'],
    ['manajemen', 'Kewirausahaan dan manajemen', 'Entrepreneurship and management'],
  ]),
  ...family('pembiayaan', 'Pembiayaan', 'Financing', [
    ['modal-kerja', 'Modal kerja', 'Working capital'],
    ['investasi', 'Modal investasi', 'Investment capital'],
    ['hibah', 'Hibah atau bantuan modal', 'Grants'],
    ['penempatan-pmi', 'Biaya penempatan PMI', 'Migrant placement costs'],
    ['lepas-rentenir', 'Lepas dari rentenir', 'Leaving loan sharks'],
  ]),
  ...family('pemasaran', 'Pemasaran', 'Marketing', [
    ['pembeli', 'Bertemu pembeli', 'Meeting buyers'],
    ['digital', 'Pemasaran digital', 'Digital marketing'],
    ['pameran', 'Pameran dan bazar', 'Fairs'],
    ['ritel', 'Masuk ritel dan hotel', 'Retail and hotels'],
    ['pengadaan', 'Belanja pemerintah', 'Government purchasing'],
    ['ruang', 'Ruang jual', 'Selling space'],
  ]),
  ...family('tata-niaga-global', 'Tata niaga global', 'Global trade', [
    ['ekspor', 'Ekspor', 'Export'],
    ['migrasi', 'Layanan migrasi kerja', 'Labour migration services'],
  ]),
  ...family('legalitas', 'Legalitas dan HKI', 'Legality and intellectual property', [
    ['nib', 'NIB', 'Business ID (NIB)'],
    ['pirt', 'P-IRT', 'Home-food permit (P-IRT)'],
    ['halal', 'Sertifikat halal', 'Halal certificate'],
    ['bpom', 'Izin edar BPOM', 'BPOM registration'],
    ['merek', 'Merek dan HKI', 'Trademark and IP'],
    ['badan-hukum', 'Badan hukum', 'Legal entity'],
  ]),
];

const CODES: ReadonlySet<string> = new Set(NEEDS.map((need) => need.code));
export const isNeed = (code: string): boolean => CODES.has(code);
