import { PeopleService, Principal } from '@sambung/accounts';
import { DomainError } from '@sambung/errors';
import { inTransaction } from '@sambung/database';
import { ClosingService, Round, ROUND_STATES, RoundPlan, RoundsModule, RoundsService, RunsService } from '@sambung/rounds';
import { INestApplicationContext } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync, ValidationError } from 'class-validator';
import { DataSource, EntityManager } from 'typeorm';
import { configOfSystem } from '../running-config';
import { SYSTEM, withServices } from '../seed/seed-context';
import { readJson } from './read-json';

/** On whose behalf a step is taken. */
export interface ActingOptions {
  as: string;
}

/** What a person reads of an expected refusal: the sentence, then each fault with its place. */
function plainly(error: unknown): never {
  if (!(error instanceof DomainError)) throw error;
  const faults = (error.extra.errors ?? []).map(({ pointer, detail }) => `\n  ${pointer}: ${detail.en}`);
  throw new Error(`${error.detail.en}${faults.join('')}`, { cause: error });
}

/** Runs work with the services of rounds, in one transaction. */
export async function withRounds<T>(work: (services: INestApplicationContext, tx: EntityManager) => Promise<T>): Promise<T> {
  const { config } = configOfSystem();
  const inside = (services: INestApplicationContext) => inTransaction(services.get(DataSource), (tx) => work(services, tx));
  return withServices(config, (services) => inside(services).catch(plainly), [RoundsModule]);
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** @throws Error for a text that names no round */
export function roundId(text: string): string {
  if (UUID.test(text)) return text;
  throw new Error(`${text}: is not the id of a round; \`sambung round show\` lists them`);
}

/** The officer or administrator with this address. */
async function actingAs(services: INestApplicationContext, tx: EntityManager, email: string): Promise<Principal> {
  const person = await services.get(PeopleService).byEmail(tx, email);
  if (!person || person.disabledAt || !['officer', 'admin'].includes(person.role))
    throw new Error(`--as: there is no officer or admin ${email}`);
  const { id, role, name, regionCode, institutionId } = person;
  return { id, kind: 'person', role, name, regionCode, institutionId };
}

const faultsOf = (errors: readonly ValidationError[], path = ''): string[] =>
  errors.flatMap(({ property, constraints, children }) => {
    const pointer = `${path}/${property}`;
    const own = Object.values(constraints ?? {}).map((text) => `  ${pointer}: ${text.split(' | ').at(-1)}`);
    return [...own.slice(0, 1), ...faultsOf(children ?? [], pointer)];
  });

/** @throws Error that lists every fault of the shape */
function planFrom(json: unknown): RoundPlan {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new Error('the plan must be a JSON object');
  const plan = plainToInstance(RoundPlan, json);
  const faults = faultsOf(validateSync(plan, { whitelist: true, forbidNonWhitelisted: true }));
  if (faults.length > 0) throw new Error(`the plan needs correcting:\n${faults.join('\n')}`);
  return plan;
}

async function step({ as }: ActingOptions, work: (services: INestApplicationContext, tx: EntityManager, by: Principal) => Promise<Round>) {
  const round = await withRounds(async (services, tx) => work(services, tx, await actingAs(services, tx, as)));
  console.log(`${round.id} ${round.state}`);
}

/** @param file a plan in the form of `POST /api/v1/rounds`, or - for standard input */
export async function createRound(file: string, options: ActingOptions): Promise<void> {
  const plan = planFrom(await readJson(file));
  await step(options, (services, tx, by) => services.get(RoundsService).create(tx, by, plan));
}

export const openRound = (id: string, options: ActingOptions): Promise<void> =>
  step(options, (services, tx, by) => services.get(RoundsService).open(tx, by, roundId(id)));

export const closeRound = (id: string, options: ActingOptions): Promise<void> =>
  step(options, (services, tx, by) => services.get(ClosingService).close(tx, by, roundId(id)));

export const finishRound = (id: string, options: ActingOptions): Promise<void> =>
  step(options, (services, tx, by) => services.get(RunsService).finish(tx, by, roundId(id)));

/** Gives out the free seats and prints the number and hash of the run, and who got what. */
export async function runRound(id: string, { as }: ActingOptions): Promise<void> {
  const run = await withRounds(async (services, tx) => services.get(RunsService).run(tx, await actingAs(services, tx, as), roundId(id)));
  const { matching } = run.certificate;
  console.log(`run ${run.number}, certificate ${run.certificateHash}`);
  for (const [batch, seated] of Object.entries(matching))
    console.log(`  ${batch}: ${seated.length} seated, ${run.waiting[batch]!.length} waiting`);
}

/** Prints one round as JSON, or a line for each of the newest. */
export async function showRound(id: string | undefined): Promise<void> {
  const lines = await withRounds(async (services, tx) => {
    const rounds = services.get(RoundsService);
    if (!id) {
      const newest = await rounds.list(tx, SYSTEM, { states: ROUND_STATES, limit: 50 });
      return newest.map((round) => `${round.id} ${round.state} ${round.kind} ${round.cycle} ${round.name.en}`);
    }
    const { secretSealed: _, ...round } = await rounds.get(tx, SYSTEM, roundId(id));
    const batches = (await rounds.batches(tx, id)).map(({ batch, offer }) => ({ ...batch, offerSlug: offer.offer.slug }));
    const run = await services.get(RunsService).latest(tx, id);
    const latest = run && { number: run.number, hash: run.certificateHash, matching: run.certificate.matching };
    return [JSON.stringify({ ...round, batches, steps: await rounds.steps(tx, id), run: latest }, null, 2)];
  });
  console.log(lines.join('\n'));
}

/** Prints the certificate of a run, as `GET /api/v1/rounds/{id}/certificate` gives it. */
export async function printCertificate(id: string, options: { run?: string }): Promise<void> {
  if (options.run !== undefined && !/^\d{1,6}$/.test(options.run)) throw new Error('--run: must be the number of a run');
  const number = options.run === undefined ? null : Number(options.run);
  const { certificate } = await withRounds((services, tx) => services.get(RunsService).get(tx, roundId(id), number));
  console.log(JSON.stringify(certificate));
}
