import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

const TEMPLATE = 'sambung_template';

async function asAdmin(statement: string): Promise<void> {
  const client = new Client({ connectionString: process.env.SAMBUNG_TEST_POSTGRES });
  await client.connect();
  await client.query(statement);
  await client.end();
}

/** A database of the caller's own, with schema, reference data and shipped offers. */
export async function createDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdmin(`create database ${name} template ${TEMPLATE} strategy file_copy`);
  const url = new URL(process.env.SAMBUNG_TEST_POSTGRES!);
  url.pathname = name;
  return { url: url.href, drop: () => asAdmin(`drop database if exists ${name} with (force)`) };
}
