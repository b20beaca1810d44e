import { Text } from './text';

export type Options = Readonly<Record<string, Text>>;

/** The six kinds of actor. They are roles: one actor may hold several at once. */
export const ROLES = {
  business: { id: 'Usaha', en: 'Business' },
  cooperative: { id: 'Koperasi', en: 'Cooperative' },
  creative: { id: 'Pelaku ekonomi kreatif', en: 'Creative-economy actor' },
  migrant: { id: 'Pekerja migran (PMI) dan keluarga', en: 'Migrant worker or family' },
  group: { id: 'Kelompok usaha', en: 'Business group' },
  villageEnterprise: { id: 'BUMDes / BUMDesma', en: 'Village-owned enterprise' },
} as const satisfies Options;
export type Role = keyof typeof ROLES;

/** The sixteen subsectors of Bekraf, with games split from applications: seventeen. */
export const CREATIVE_SUBSECTORS: Options = {
  games: { id: 'Pengembang permainan', en: 'Games' },
  architecture: { id: 'Arsitektur', en: 'Architecture' },
  interior: { id: 'Desain interior', en: 'Interior design' },
  music: { id: 'Musik', en: 'Music' },
  fineArts: { id: 'Seni rupa', en: 'Fine arts' },
  productDesign: { id: 'Desain produk', en: 'Product design' },
  fashion: { id: 'Fesyen', en: 'Fashion' },
  culinary: { id: 'Kuliner', en: 'Culinary' },
  film: { id: 'Film, animasi, dan video', en: 'Film, animation and video' },
  photography: { id: 'Fotografi', en: 'Photography' },
  visualDesign: { id: 'Desain komunikasi visual', en: 'Visual communication design' },
  broadcasting: { id: 'Televisi dan radio', en: 'Television and radio' },
  craft: { id: 'Kriya', en: 'Craft' },
  advertising: { id: 'Periklanan', en: 'Advertising' },
  performingArts: { id: 'Seni pertunjukan', en: 'Performing arts' },
  publishing: { id: 'Penerbitan', en: 'Publishing' },
  applications: { id: 'Aplikasi', en: 'Applications' },
};

/** Permen KUKM 10/2016 and common usage; `kdmp` and `women` are kinds by programme and membership. */
export const COOPERATIVE_KINDS: Options = {
  producer: { id: 'Koperasi produsen', en: 'Producers' },
  consumer: { id: 'Koperasi konsumen', en: 'Consumers' },
  marketing: { id: 'Koperasi pemasaran', en: 'Marketing' },
  services: { id: 'Koperasi jasa', en: 'Services' },
  savings: { id: 'Koperasi simpan pinjam', en: 'Savings and loans' },
  kdmp: { id: 'Koperasi Desa/Kelurahan Merah Putih', en: 'Red-White village cooperative' },
  women: { id: 'Koperasi wanita (kopwan)', en: "Women's cooperative" },
  migrant: { id: 'Koperasi PMI', en: "Migrant workers' cooperative" },
};

/** UU 18/2017; active and returned are an operational split. */
export const MIGRANT_STATUSES: Options = {
  prospective: { id: 'Calon PMI', en: 'Prospective migrant worker' },
  apprentice: { id: 'Calon peserta magang luar negeri', en: 'Prospective apprentice abroad' },
  active: { id: 'PMI aktif', en: 'Working abroad' },
  returned: { id: 'Purna PMI', en: 'Returned migrant worker' },
  family: { id: 'Keluarga PMI', en: 'Family of a migrant worker' },
};

export const OCCUPATIONS: Options = {
  private: { id: 'Wiraswasta atau pegawai swasta', en: 'Self-employed or private employee' },
  none: { id: 'Tidak bekerja', en: 'Not working' },
  asn: { id: 'ASN', en: 'Civil servant' },
  tni: { id: 'TNI', en: 'Armed forces' },
  polri: { id: 'Polri', en: 'Police' },
  bumn: { id: 'Pegawai BUMN', en: 'State-enterprise employee' },
  bumd: { id: 'Pegawai BUMD', en: 'Regional-enterprise employee' },
  villageHead: { id: 'Kepala desa', en: 'Village head' },
  villageStaff: { id: 'Perangkat desa', en: 'Village staff' },
  stateOfficial: { id: 'Pejabat negara', en: 'State official' },
  legislator: { id: 'Anggota DPRD', en: 'Regional legislator' },
  stateEnterpriseDirector: { id: 'Direksi BUMN/BUMD', en: 'State-enterprise director' },
};

export const PRODUCTS: Options = {
  rice: { id: 'Beras', en: 'Rice' },
  vegetables: { id: 'Sayur', en: 'Vegetables' },
  fruit: { id: 'Buah', en: 'Fruit' },
  eggs: { id: 'Telur', en: 'Eggs' },
  chicken: { id: 'Ayam', en: 'Chicken' },
  fish: { id: 'Ikan', en: 'Fish' },
  meat: { id: 'Daging', en: 'Meat' },
  tempe: { id: 'Tempe', en: 'Tempe' },
  tofu: { id: 'Tahu', en: 'Tofu' },
  soap: { id: 'Sabun', en: 'Soap' },
  snacks: { id: 'Keripik dan camilan', en: 'Crisps and snacks' },
  drinks: { id: 'Minuman', en: 'Drinks' },
  coffee: { id: 'Kopi', en: 'Coffee' },
  meals: { id: 'Makanan siap saji', en: 'Ready meals' },
  milk: { id: 'Susu dan olahannya', en: 'Milk and dairy' },
  batik: { id: 'Batik dan busana', en: 'Batik and clothing' },
  crafts: { id: 'Kerajinan', en: 'Crafts' },
  flowers: { id: 'Bunga dan tanaman hias', en: 'Flowers and plants' },
  services: { id: 'Jasa', en: 'Services' },
  other: { id: 'Lainnya', en: 'Other' },
};

export const FOOD_FORMS: Options = {
  dry: { id: 'Kering', en: 'Dry' },
  fresh: { id: 'Segar', en: 'Fresh' },
  frozen: { id: 'Beku', en: 'Frozen' },
  pasteurised: { id: 'Pasteurisasi', en: 'Pasteurised' },
  sterile: { id: 'Steril komersial', en: 'Commercially sterile' },
  highRisk: { id: 'Pangan risiko tinggi', en: 'High-risk food' },
  imported: { id: 'Impor', en: 'Imported' },
};

/** Credits that may run beside KUR are listed in Permenko 12/2025 art. 36. */
export const CREDITS: Options = {
  kur: { id: 'KUR', en: 'KUR' },
  housing: { id: 'KPR', en: 'House loan' },
  motorcycle: { id: 'Kredit motor roda dua produktif', en: 'Two-wheeler loan for productive use' },
  pension: { id: 'Kredit jaminan SK pensiun', en: 'Pension-backed loan' },
  creditCard: { id: 'Kartu kredit', en: 'Credit card' },
  warehouseReceipt: { id: 'Resi gudang', en: 'Warehouse receipt' },
  household: { id: 'Konsumsi rumah tangga', en: 'Household consumption' },
  ultraMicro: { id: 'UMi / Mekaar', en: 'UMi / Mekaar' },
  commercial: { id: 'Kredit usaha komersial', en: 'Commercial business loan' },
  online: { id: 'Pinjaman daring', en: 'Online loan' },
};

/** Documents that open doors, in the usual order of getting them; the fact of each is `legality.<code>`. */
export const LEGALITY_DOCUMENTS: Options = {
  nib: { id: 'NIB', en: 'Business ID (NIB)' },
  sku: { id: 'Surat keterangan usaha (SKU)', en: 'Village business letter (SKU)' },
  npwp: { id: 'NPWP', en: 'Tax number (NPWP)' },
  bankAccount: { id: 'Rekening bank', en: 'Bank account' },
  pirt: { id: 'P-IRT', en: 'Home-food permit (P-IRT)' },
  bpomMd: { id: 'BPOM MD', en: 'BPOM MD registration' },
  halal: { id: 'Sertifikat halal', en: 'Halal certificate' },
  slhs: { id: 'SLHS', en: 'Hygiene certificate (SLHS)' },
  nkv: { id: 'NKV', en: 'Veterinary number (NKV)' },
  sni: { id: 'SNI', en: 'National standard (SNI)' },
  trademark: { id: 'Merek terdaftar', en: 'Registered trademark' },
  legalEntity: { id: 'Badan hukum koperasi', en: 'Cooperative legal entity' },
  cooperativeNumber: { id: 'NIK Koperasi', en: 'Cooperative number (NIK Koperasi)' },
  proposal: { id: 'Proposal bisnis', en: 'Business proposal' },
  sktm: { id: 'Surat keterangan tidak mampu (SKTM)', en: 'Certificate of poverty (SKTM)' },
};
