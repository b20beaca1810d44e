import { FOOD_FORMS, PRODUCTS } from '../code-lists';
import { choice, choices, code, count, date, FactDefinition, rupiah, takes, yesNo } from './definition';

const TECHNOLOGIES = {
  manual: { id: 'Manual', en: 'Manual' },
  semiAutomatic: { id: 'Semi-otomatis', en: 'Semi-automatic' },
  automatic: { id: 'Otomatis', en: 'Automatic' },
};

/** Facts about the business and what it makes. */
export const BUSINESS_FACTS = {
  'business.stage': choice(
    'Tahap usaha',
    'Stage of the business',
    {
      planned: { id: 'Baru rencana', en: 'Planned' },
      paused: { id: 'Berhenti sementara', en: 'Paused' },
      running: { id: 'Sudah jalan', en: 'Running' },
    },
    { action: 'growth', change: takes(8, 30, ['Jalankan usaha', 'Get the business running']) },
  ),
  'business.startedOn': date('Umur usaha', 'Age of the business', {
    valueLabel: { id: 'Berjalan sejak', en: 'Running since' },
    past: true,
    action: 'date',
  }),
  'business.turnover': rupiah('Omzet setahun', 'Yearly turnover', {
    sensitive: true,
    freshForDays: 540,
    action: 'growth',
    change: takes(12, 365),
  }),
  'business.capital': rupiah('Modal usaha di luar tanah dan bangunan', 'Capital without land and buildings', {
    sensitive: true,
    action: 'growth',
    change: takes(10, 180),
  }),
  'business.kbli': code('Bidang usaha (KBLI)', 'Line of business (KBLI)', { identifier: 'kbli' }),
  'business.products': choices('Produk', 'Products', PRODUCTS, { action: 'choice', change: takes(6, 30) }),
  'business.foodForm': choice('Bentuk pangan', 'Form of the food', FOOD_FORMS, { action: 'choice', change: takes(8, 60) }),
  'business.shelfLife': count('Masa simpan', 'Shelf life', { unit: 'days', max: 3650, action: 'growth', change: takes(8, 60) }),
  'business.packaged': yesNo('Produk terkemas dan berlabel', 'Packed and labelled', {
    action: 'obtainable',
    change: takes(3, 14, ['Kemas dan beri label produk', 'Pack and label the products']),
  }),
  'business.packagingReady': yesNo('Kemasan layak jual di ritel', 'Packaging fit for retail', {
    action: 'obtainable',
    change: takes(5, 30, ['Perbaiki kemasan agar layak jual di ritel', 'Make the packaging fit for retail']),
  }),
  'business.madeAtHome': yesNo('Diproduksi di rumah tinggal', 'Made at home', {
    action: 'choice',
    change: takes(6, 30, ['Pindahkan produksi ke rumah tinggal', 'Move production to the home']),
  }),
  'business.technology': choice('Cara produksi', 'Way of production', TECHNOLOGIES, { action: 'choice', change: takes(8, 60) }),
  'business.preservations': count('Jumlah metode pengawetan', 'Number of preservation methods', {
    max: 20,
    action: 'choice',
    change: takes(4, 14),
  }),
  'business.facilities': count('Jumlah tempat produksi', 'Number of production sites', {
    max: 1000,
    action: 'choice',
    change: takes(8, 60),
  }),
  'business.outlets': count('Jumlah gerai', 'Number of outlets', { max: 1000, action: 'choice', change: takes(8, 30) }),
  'business.halalIngredients': yesNo('Bahan dipastikan halal', 'Ingredients known to be halal', {
    action: 'choice',
    change: { ...takes(4, 14, ['Pakai bahan yang dipastikan halal', 'Use ingredients known to be halal']), towards: 'up' },
  }),
  'business.uncertifiedMeat': yesNo('Memakai daging sembelihan tanpa sertifikat', 'Uses uncertified slaughtered meat', {
    action: 'choice',
    change: { ...takes(4, 14, ['Pakai daging bersertifikat halal', 'Use halal-certified meat']), towards: 'down' },
  }),
  'business.workers': count('Tenaga kerja', 'Workers', { unit: 'persons', action: 'growth', change: takes(10, 90) }),
  'business.newWorkers': count('Tenaga kerja baru', 'New workers', { unit: 'persons', action: 'growth', change: takes(10, 90) }),
  'business.size': choice(
    'Ukuran usaha',
    'Size of the business',
    {
      micro: { id: 'mikro', en: 'micro' },
      small: { id: 'kecil', en: 'small' },
      medium: { id: 'menengah', en: 'medium' },
      large: { id: 'besar', en: 'large' },
    },
    { derived: true, action: 'growth', askAs: 'business.turnover', change: takes(12, 365) },
  ),
} satisfies Record<string, FactDefinition>;
