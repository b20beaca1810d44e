/** The body that brings a list of trainees of packaging in Kabupaten Malang. */
export const recipientList = (lines: readonly string[], changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  source: 'recipients',
  title: 'Daftar Contoh',
  asOf: '2026-11-22',
  intervention: 'produksi.kemasan',
  kind: 'training',
  level: 'regency',
  funder: 'dinas-contoh',
  programme: 'kemasan-contoh',
  csv: ['nik,name,phone,region_code,from,to,amount,status', ...lines].join('\n'),
  ...changes,
});

let people = 0;

/** NIK of an invented woman of Kota Malang: serial 0000 is never issued. Every call gives another one. */
export function inventedNik(): string {
  people += 1;
  const day = 41 + (people % 28);
  const month = String(1 + (Math.floor(people / 28) % 12)).padStart(2, '0');
  return `357305${day}${month}900000`;
}
