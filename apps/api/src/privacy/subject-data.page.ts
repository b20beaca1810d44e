import { FACTS, labelOfValue } from '@sambung/reference';
import type { SubjectDataView } from './privacy.views';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (value: unknown): string => String(value).replace(/[&<>"']/g, (sign) => ESCAPES[sign]!);

const TIME = new Intl.DateTimeFormat('id-ID', { timeZone: 'Asia/Jakarta', dateStyle: 'long', timeStyle: 'short' });
const time = (moment: Date | string | null): string => (moment === null ? '–' : `${TIME.format(new Date(moment))} WIB`);

const text = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

function nameOf(fact: string): string {
  const definition = FACTS[fact];
  return definition ? labelOfValue(definition).id : fact;
}

function table(headings: readonly string[], rows: readonly (readonly unknown[])[]): string {
  if (rows.length === 0) return '<p>Tidak ada.</p>';
  const cells = (tag: 'th' | 'td', values: readonly unknown[]) => values.map((value) => `<${tag}>${escaped(value)}</${tag}>`).join('');
  const body = rows.map((row) => `<tr>${cells('td', row)}</tr>`).join('\n');
  return `<table><thead><tr>${cells('th', headings)}</tr></thead><tbody>\n${body}\n</tbody></table>`;
}

const section = (title: string, content: string): string => `<section><h2>${title}</h2>\n${content}</section>`;

const joinedTable = (joined: SubjectDataView['joined']): string =>
  table(
    ['Nama', 'Peran', 'Telepon', 'Wilayah', 'Digabung'],
    joined.map(({ name, roles, phone, regionCode, joinedAt }) => [name, roles.join(', '), phone, regionCode, time(joinedAt)]),
  );

/** The same data as {@link SubjectDataView}, for people: plain HTML in Indonesian, without scripts and styles. */
export function subjectDataPage(data: SubjectDataView): string {
  const { generatedAt, actor, privacy, facts, documents, consents, matches, recipients, requests, joined } = data;
  const person = table(
    ['Nama', 'Peran', 'Telepon', 'Wilayah', 'Status', 'Terdaftar'],
    [[actor.name, actor.roles.join(', '), actor.phone, actor.regionCode, actor.status, time(actor.createdAt)]],
  );
  const switches = table(
    ['Dibantu petugas', 'Dikonfirmasi pemilik', 'Tidak dicocokkan komputer sejak', 'Dibatasi sejak'],
    [[privacy.assisted ? 'ya' : 'tidak', time(privacy.confirmedAt), time(privacy.objectedAt), time(privacy.restrictedAt)]],
  );
  const factRows = facts.map(({ key, value, level, source, recordedAt, endedAt }) => [
    nameOf(key), text(value), level, source, time(recordedAt), endedAt ? time(endedAt) : 'berlaku',
  ]); // prettier-ignore
  const documentRows = documents.map(({ name, kind, size, addedAt }) => [name, kind, `${Math.ceil(size / 1_000)} kB`, time(addedAt)]);
  const consentRows = consents.map(({ purpose, institutionId, textVersion, channel, givenAt, withdrawnAt }) => [
    purpose, institutionId ?? '–', textVersion, channel, time(givenAt), time(withdrawnAt),
  ]); // prettier-ignore
  const stepRows = matches.flatMap(({ offer, institution, steps }) =>
    steps.map(({ state, at, by, reasonCode, note }) => [offer, institution, state, time(at), by, reasonCode ?? '–', note ?? '–']),
  );
  const recipientRows = recipients.map(({ institution, how, fields, firstAt, lastAt, times }) => [
    institution, how === 'read' ? 'membaca' : 'diberi tahu', fields.join(', '), time(firstAt), time(lastAt), times,
  ]); // prettier-ignore
  const requestRows = requests.map(({ kind, askedAt, dueAt, settledAt, outcome, answer }) => [
    kind, time(askedAt), time(dueAt), time(settledAt), outcome ?? '–', answer ?? '–',
  ]); // prettier-ignore
  return [
    '<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Data Anda di Sambung</title></head><body><main>',
    `<h1>Data Anda di Sambung</h1><p>Dibuat ${escaped(time(generatedAt))}.</p>`,
    section('Pelaku usaha', person),
    section('Pilihan Anda', switches),
    section('Jawaban', table(['Hal', 'Isi', 'Bukti', 'Dari', 'Dicatat', 'Sampai'], factRows)),
    section('Foto dan dokumen', table(['Nama', 'Jenis', 'Ukuran', 'Disimpan'], documentRows)),
    section('Persetujuan', table(['Tujuan', 'Lembaga', 'Versi teks', 'Cara', 'Diberikan', 'Dicabut'], consentRows)),
    section('Kecocokan dan keputusan', table(['Tawaran', 'Lembaga', 'Status', 'Waktu', 'Oleh', 'Alasan', 'Catatan'], stepRows)),
    section('Siapa yang menerima data Anda', table(['Lembaga', 'Cara', 'Data', 'Pertama', 'Terakhir', 'Kali'], recipientRows)),
    section('Permintaan Anda', table(['Jenis', 'Diminta', 'Batas', 'Dijawab', 'Hasil', 'Jawaban'], requestRows)),
    section('Data lain yang digabung ke sini', joinedTable(joined)),
    '</main></body></html>',
  ].join('\n');
}
