import { PeopleService } from '@sambung/accounts';
import { Config } from '@sambung/config';
import { inTransaction } from '@sambung/database';
import { MatchesModule } from '@sambung/matches';
import { ActorImport, linesOf } from '@sambung/profiles';
import { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { configOfSystem } from '../running-config';
import { DemoAccounts } from '../seed/demo-accounts';
import { SYSTEM, withServices } from '../seed/seed-context';
import { ApiClient } from './api-client';
import { inventActors } from './invented-actors';
import { Receiver } from './receiver';
import { Report } from './report';
import { StoryStage } from './stories/stage';
import { tellStories } from './stories/tell';
import { Case, decide, partnersOf, subscribe, until } from './story';
import { Pair, Survey, surveyActors } from './survey';

const IMPORT_BATCH = 500;
const APPROVALS = 100;
const MATCHED_WITHIN_MS = 120_000;
const DELIVERED_WITHIN_MS = 120_000;

/** Officers by the territory they serve. */
type Officers = ReadonlyMap<string, ApiClient>;

/** The first seed whose people are not there yet, so that the demonstration can be run again. */
async function freshSeed(services: INestApplicationContext, wished: number): Promise<number> {
  const { manager } = services.get(DataSource);
  for (let seed = wished; ; seed += 1) {
    const [first] = inventActors(1, seed);
    if (!(await services.get(PeopleService).byPhone(manager, first!.phone))) return seed;
  }
}

async function importActors(services: INestApplicationContext, count: number, seed: number): Promise<string[]> {
  const ids: string[] = [];
  const lines = linesOf(inventActors(count, seed));
  for (let start = 0; start < lines.length; start += IMPORT_BATCH) {
    const batch = lines.slice(start, start + IMPORT_BATCH);
    const outcome = await inTransaction(services.get(DataSource), (tx) => services.get(ActorImport).store(tx, SYSTEM, batch));
    if (outcome.faults.length > 0) throw new Error(`invented actor refused: ${JSON.stringify(outcome.faults[0])}`);
    ids.push(...outcome.actorIds);
  }
  return ids;
}

async function matched(dataSource: DataSource, ids: readonly string[]): Promise<void> {
  await until('matching', MATCHED_WITHIN_MS, async () => {
    const [row] = (await dataSource.query(
      `select count(*)::int as open from outbox
       where job = 'match-profile' and done_at is null and aggregateid = any($1)`,
      [ids],
    )) as { open: number }[];
    return row!.open === 0;
  });
}

async function signInOfficers(api: ApiClient, demo: DemoAccounts): Promise<Officers> {
  const officers = demo.accounts.filter((account) => account.role === 'officer');
  const signedIn = officers.map(async ({ login, password }): Promise<[string, ApiClient]> => {
    const officer = await api.signIn(login, password);
    const { regionCode } = await officer.get<{ regionCode: string }>('/me');
    return [regionCode, officer];
  });
  return new Map(await Promise.all(signedIn));
}

const officerFor = (officers: Officers, pair: Pair): ApiClient => officers.get(pair.regionCode.split('.').slice(0, 2).join('.'))!;

/** One pair an actor, so that the story meets many different people; eligible ones first. */
function choosePairs(survey: Survey, count: number): Pair[] {
  const byActor = new Map<string, Pair>();
  const ordered = [...survey.pairs].sort((a, b) => a.checks.length - b.checks.length);
  for (const pair of ordered) if (!byActor.has(pair.actorId)) byActor.set(pair.actorId, pair);
  return [...byActor.values()].slice(0, count);
}

async function delivered(receiver: Receiver, expected: readonly string[]): Promise<void> {
  await until('delivery', DELIVERED_WITHIN_MS, async () => {
    const got = new Set(receiver.events.filter((event) => event.type === 'match.approved').map((event) => event.subjectId));
    return expected.every((id) => got.has(id));
  });
}

/** Approves three pairs and at once takes two decisions and one consent back: none of the three may arrive. */
async function changeMinds(officers: Officers, pairs: readonly Pair[]): Promise<Case[]> {
  const cases: Case[] = [];
  for (const [index, pair] of pairs.entries()) {
    const one = await decide(officerFor(officers, pair), pair, 'approved');
    if (index < 2) await one.officer.post(`/matches/${one.matchId}/undo`);
    else await one.officer.delete(`/actors/${pair.actorId}/consents/${one.consentId}`);
    cases.push(one);
  }
  return cases;
}

/** Every twentieth pair is turned down for want of a seat. */
async function decideAll(officers: Officers, pairs: readonly Pair[]): Promise<{ approved: Case[]; rejected: Case[] }> {
  const approved: Case[] = [];
  const rejected: Case[] = [];
  for (const [index, pair] of pairs.entries()) {
    const turnedDown = index % 20 === 19;
    const one = await decide(officerFor(officers, pair), pair, turnedDown ? 'rejected' : 'approved');
    (turnedDown ? rejected : approved).push(one);
  }
  return { approved, rejected };
}

async function answer(partners: ReadonlyMap<string, ApiClient>, cases: readonly Case[]): Promise<number> {
  for (const { pair, matchId } of cases) {
    const partner = partners.get(pair.institutionId)!;
    const shared = await partner.get<{ actor: { phone: string } }>(`/partner/matches/${matchId}`);
    if (!shared.actor.phone.startsWith('+62')) throw new Error('the partner did not get the contact it may have');
    await partner.post(`/partner/matches/${matchId}/answer`, { status: 'accepted' });
  }
  return cases.length;
}

interface Stage {
  services: INestApplicationContext;
  api: ApiClient;
  demo: DemoAccounts;
  config: Config;
  report: Report;
}

async function meetAndMatch({ services, report }: Stage, count: number, seed: number): Promise<Survey> {
  const dataSource = services.get(DataSource);
  const ids = await report.step('invent and import', () => importActors(services, count, seed), (stored) => `${stored.length} actors, seed ${seed}`); // prettier-ignore
  await report.step('match', () => matched(dataSource, ids), (_, seconds) => `${Math.round(ids.length / seconds)} profiles/s`); // prettier-ignore
  const survey = await report.step('look at every pair', () => surveyActors(services, ids), (found) => found.summary()); // prettier-ignore
  for (const [text, times] of survey.mostMissing(5)) report.note(`undetermined: ${text} (${times}×)`);
  return survey;
}

async function decideAndDeliver(
  stage: Stage,
  survey: Survey,
): Promise<{ approved: number; delivered: number; leaked: number; bad: number }> {
  const { api, demo, config, report } = stage;
  const officers = await signInOfficers(api, demo);
  const admin = demo.accounts.find((account) => account.role === 'admin')!;
  const chosen = choosePairs(survey, APPROVALS + 5);
  const partners = await partnersOf(await api.signIn(admin.login, admin.password), demo.apiKeys, chosen);
  const receiver = new Receiver();
  const base = await receiver.listen();
  try {
    await report.step('partners subscribe', () => subscribe(partners, receiver, base), () => `${partners.size} institutions, endpoints challenged`); // prettier-ignore
    const stopped = await report.step('minds change', () => changeMinds(officers, chosen.slice(0, 3)), () => '2 approvals undone, 1 consent withdrawn'); // prettier-ignore
    const { approved: kept } = await report.step('officers decide', () => decideAll(officers, chosen.slice(3)), ({ approved, rejected }) => `${approved.length} approved, ${rejected.length} rejected`); // prettier-ignore
    await report.step('deliver', () => delivered(receiver, kept.map((one) => one.matchId)), () => `after ${config.UNDO_SECONDS} s to undo, signatures verified`); // prettier-ignore
    await report.step('partners answer', () => answer(partners, kept), (count) => `${count} accepted`); // prettier-ignore
    const ids = new Set(receiver.events.filter((event) => event.type === 'match.approved').map((event) => event.subjectId));
    return {
      approved: kept.length,
      delivered: kept.filter((one) => ids.has(one.matchId)).length,
      leaked: stopped.filter((one) => ids.has(one.matchId)).length,
      bad: receiver.badSignatures,
    };
  } finally {
    receiver.close();
  }
}

/** Everybody who plays in the stories, signed in. */
async function storyStage({ api, demo }: Stage, seed: number, address: string): Promise<StoryStage> {
  const signIn = (role: string): Promise<ApiClient> => {
    const { login, password } = demo.accounts.find((account) => account.role === role)!;
    return api.signIn(login, password);
  };
  const [admin, planner, officers] = [await signIn('admin'), await signIn('planner'), await signInOfficers(api, demo)];
  const partnerOf = async (slug: string): ReturnType<StoryStage['partnerOf']> => {
    const { institutionId } = await admin.get<{ institutionId: string }>(`/offers/${slug}`);
    const institutions = await admin.get<{ id: string; slug: string }[]>('/institutions');
    return { institutionId, partner: api.withKey(demo.apiKeys[institutions.find(({ id }) => id === institutionId)!.slug]!) };
  };
  return { admin, planner, officers, partnerOf, seed, address };
}

/** The whole story on the system that runs in this folder. Ends with one line; the exit code says whether all held. */
export async function demo(options: { actors: string; seed: string }): Promise<void> {
  const { config, running, state } = configOfSystem();
  const accounts = state.demoAccounts();
  if (!running || !accounts) throw new Error('Start the system first: npm start');
  const report = new Report();
  await withServices(config, async (services) => {
    const stage: Stage = { services, api: new ApiClient(running.address), demo: accounts, config, report };
    const seed = await freshSeed(services, Number(options.seed));
    const survey = await meetAndMatch(stage, Number(options.actors), seed);
    const result = await decideAndDeliver(stage, survey);
    await tellStories(report, await storyStage(stage, seed, running.address));
    const good = survey.eligibleOnAGuess === 0 && survey.unexplained === 0 && result.delivered === result.approved && result.leaked === 0 && result.bad === 0;
    report.print();
    console.log(
      `${good ? 'OK' : 'FAILED'}: ${options.actors} actors, ${survey.eligible} eligible, ${survey.undetermined} undetermined, ${survey.notEligible} not eligible ` +
        `(${survey.eligibleOnAGuess} on a guess, ${survey.unexplained} unexplained); ${result.approved} approved, ${result.delivered} delivered, ` +
        `${result.leaked} sent that should not be, ${result.bad} bad signatures`,
    );
    if (!good) process.exitCode = 1;
  }, [MatchesModule]); // prettier-ignore
}
