import { ApiKeysService, Institution, NewPerson, PeopleService } from '@sambung/accounts';
import { Config } from '@sambung/config';
import { inTransaction } from '@sambung/database';
import { randomBytes } from 'node:crypto';
import { DataSource, EntityManager } from 'typeorm';
import { withServices } from './seed-context';

export interface DemoAccount {
  role: string;
  login: string;
  password: string;
}

export interface DemoAccounts {
  accounts: DemoAccount[];
  /** API keys by the slug of their institution. */
  apiKeys: Record<string, string>;
}

const OFFICES = [
  ['malang', '35.07', 'Kabupaten Malang'],
  ['kota-malang', '35.73', 'Kota Malang'],
  ['batu', '35.79', 'Kota Batu'],
] as const;

const people = (): NewPerson[] => [
  { name: 'Admin Contoh', role: 'admin', email: 'admin@contoh.id' },
  { name: 'Perencana Contoh', role: 'planner', email: 'perencana@contoh.id' },
  { name: 'Pemilik Contoh', role: 'owner', phone: '+6281200000001' },
  ...OFFICES.map(([office, regionCode, name]) => ({
    name: `Petugas Contoh ${name}`,
    role: 'officer' as const,
    email: `petugas.${office}@contoh.id`,
    regionCode,
  })),
];

/** Institutions of the shipped offers that have somebody to answer: a distributor of credit and an office. */
const PARTNERS = ['penyalur-kur', 'dinkop-um-kab-malang'];

const staffOf = ({ id, slug, name }: Institution): NewPerson[] =>
  PARTNERS.includes(slug) ? [{ name: `Staf Contoh ${name}`, role: 'partner', email: `mitra.${slug}@contoh.id`, institutionId: id }] : [];

async function createPerson(tx: EntityManager, service: PeopleService, person: NewPerson): Promise<DemoAccount> {
  const password = randomBytes(9).toString('base64url');
  await service.create(tx, { ...person, password });
  return { role: person.role, login: person.email ?? person.phone!, password };
}

/** Accounts with random passwords and one API key an institution. Only for a new database: secrets are shown once. */
export function createDemoAccounts(config: Config): Promise<DemoAccounts | null> {
  return withServices(config, (services) =>
    inTransaction(services.get(DataSource), async (tx) => {
      const service = services.get(PeopleService);
      if (await service.byEmail(tx, 'admin@contoh.id')) return null;
      const institutions = await tx.find(Institution, { order: { slug: 'asc' } });
      const accounts: DemoAccount[] = [];
      for (const person of [...people(), ...institutions.flatMap(staffOf)]) accounts.push(await createPerson(tx, service, person));
      const apiKeys: Record<string, string> = {};
      for (const { id, slug } of institutions) {
        apiKeys[slug] = (await services.get(ApiKeysService).issue(tx, id, 'demo')).secret;
      }
      return { accounts, apiKeys };
    }),
  );
}
