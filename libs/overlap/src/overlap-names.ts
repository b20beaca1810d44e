import { LedgerEntry, Naming, Text } from '@sambung/matching';
import { codeName } from '@sambung/reference';
import { EntityManager } from 'typeorm';

/** What only help received is spoken of by: registers, and the kinds of help that an applicant told of without saying which. */
const NAMES: Readonly<Record<string, Text>> = {
  sikp: { id: 'SIKP (Kementerian Keuangan)', en: 'SIKP (Ministry of Finance)' },
  slik: { id: 'SLIK (OJK)', en: 'SLIK (OJK)' },
  recipients: { id: 'daftar penerima bantuan', en: 'the lists of recipients' },
  training: { id: 'Pelatihan', en: 'Training' },
  mentoring: { id: 'Pendampingan', en: 'Mentoring' },
};

const overlapName: Naming = (code) => NAMES[code] ?? codeName(code);

/**
 * Names for texts about help: also of the institutions and offers among the codes.
 * @param codes that may be slugs; null ones are passed over
 */
export async function namesOf(tx: EntityManager, codes: readonly (string | null)[]): Promise<Naming> {
  const slugs = [...new Set(codes)].filter((code) => code !== null && overlapName(code).id === code);
  if (slugs.length === 0) return overlapName;
  const rows: { slug: string; name: Text }[] = await tx.query(
    `select slug, jsonb_build_object('id', name, 'en', name) as name from institutions where slug = any($1)
     union all
     select offers.slug, (
       select version.document -> 'name' from offer_versions version
       where version.offer_id = offers.id and version.published_at is not null order by version.version desc limit 1)
     from offers where slug = any($1) and status <> 'draft'`,
    [slugs],
  );
  const names = new Map(rows.filter(({ name }) => name).map(({ slug, name }) => [slug, name]));
  return (code) => names.get(code) ?? overlapName(code);
}

/** Names for texts about entries of the ledger. */
export const namesInLedger = (tx: EntityManager, entries: readonly Pick<LedgerEntry, 'funder' | 'offer'>[]): Promise<Naming> =>
  namesOf(tx, entries.flatMap(({ funder, offer }) => [funder, offer])); // prettier-ignore
