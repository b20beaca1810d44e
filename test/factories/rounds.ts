import { Certificate } from '@sambung/matching';
import { ExplainedSeat } from '@sambung/matches';
import { OfferDocument } from '@sambung/offers';
import { createHash } from 'node:crypto';
import { Answer, ApiCaller, Problem } from '../support/api-caller';
import { TestSystem } from '../support/test-system';
import { actorRequest } from './actors';
import { publishOffer } from './story';
import { TEXT_VERSION } from './consents';

export interface RoundBody {
  id: string;
  state: string;
  commitment: string | null;
  draw: { commitment: string; secret: string; listHash: string; seed: string } | null;
  steps: { toState: string }[];
}
export interface RunBody {
  run: number;
  hash: string;
  certificate: Certificate;
}
export interface Choice {
  batch: string;
  standing: string;
  verdict: string;
  settle: unknown[];
  priority: { points: number; criteria: { couldAdd: number; evidence: unknown[] }[] };
  place: number | null;
  waiting: number;
  cutOff: unknown;
}
export interface Ranked {
  entry: string | null;
  confirmedAt: string | null;
  groups: string[];
  choices: Choice[];
}
export interface Result extends Ranked {
  entry: string;
  run: number;
  ticket: string;
  seat: { batch: string; matchId: string; state: string; expiresAt: string } | null;
}

/** One owner with one actor. */
export interface Applicant {
  owner: ApiCaller;
  actorId: string;
}

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const after = (ms: number): string => new Date(Date.now() + ms).toISOString();

/** A round that is open from an hour ago until an hour from now, with one seat in each batch. */
export const roundPlan = (offerSlugs: Record<string, string>, changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  name: { id: 'Putaran contoh', en: 'Example round' },
  kind: 'training',
  cycle: '2027-1',
  regionCode: '35.07',
  opensAt: after(-HOUR_MS),
  closesAt: after(HOUR_MS),
  answerDays: 5,
  batches: Object.entries(offerSlugs).map(([id, offerSlug]) => ({ id, offerSlug, seats: 1 })),
  ...changes,
});

/** Two offers of two institutions. */
export async function twoOffers(
  system: TestSystem,
  admin: ApiCaller,
  changes: Partial<OfferDocument> = {},
): Promise<{ slugs: [string, string]; institutionIds: string[]; partners: ApiCaller[] }> {
  const [first, second] = [await publishOffer(system, admin, changes), await publishOffer(system, admin, changes)];
  return {
    slugs: [first.slug, second.slug],
    institutionIds: [first.institutionId, second.institutionId],
    partners: [first.partner, second.partner],
  };
}

/** Fails for any answer but the expected one, with what was answered. */
function bodyOf<T>(expected: number, { status, body }: Answer<T | Problem>): T {
  if (status !== expected) throw new Error(`${status}, not ${expected}: ${JSON.stringify(body)}`);
  return body as T;
}

/** An officer who holds rounds, and the owners who take part; every call must succeed. */
export class RoundDesk {
  private constructor(
    readonly system: TestSystem,
    readonly admin: ApiCaller,
    readonly officer: ApiCaller,
  ) {}

  static async of(system: TestSystem): Promise<RoundDesk> {
    const desk = new RoundDesk(
      system,
      await system.signIn({ role: 'admin' }),
      await system.signIn({ role: 'officer', regionCode: '35.07' }),
    );
    // Hours pass in which nobody calls; the staff are to be signed in still.
    await system.query(`update sessions set last_seen_at = now() + interval '1 year', expires_at = now() + interval '1 year'`);
    return desk;
  }

  passes(ms: number): void {
    this.system.clock.set(new Date(Date.now() + ms).toISOString());
  }

  async creates(plan: Record<string, unknown>): Promise<RoundBody> {
    return bodyOf(201, await this.officer.post<RoundBody>('/rounds', plan));
  }

  async opens(plan: Record<string, unknown>): Promise<string> {
    const { id } = await this.creates(plan);
    bodyOf(201, await this.officer.post(`/rounds/${id}/opening`));
    return id;
  }

  /** Lets the closing time pass first. */
  async closes(id: string): Promise<RoundBody> {
    this.passes(2 * HOUR_MS);
    return bodyOf(201, await this.officer.post<RoundBody>(`/rounds/${id}/closing`));
  }

  async runs(id: string): Promise<RunBody> {
    return bodyOf(201, await this.officer.post<RunBody>(`/rounds/${id}/runs`));
  }

  /** An owner with an actor that fits the example offers and agrees to sharing with the institutions. */
  async applicant(institutionIds: readonly string[] = [], changes: Record<string, unknown> = {}): Promise<Applicant> {
    const owner = await this.system.signIn({ role: 'owner' });
    const { id: actorId } = bodyOf(201, await owner.post<{ id: string }>('/actors', actorRequest(changes)));
    for (const institutionId of institutionIds) await this.agrees({ owner, actorId }, institutionId);
    return { owner, actorId };
  }

  async agrees({ owner, actorId }: Applicant, institutionId: string): Promise<void> {
    const consent = { purpose: 'sharing', institutionId, textVersion: TEXT_VERSION, channel: 'web' };
    bodyOf(201, await owner.post(`/actors/${actorId}/consents`, consent));
  }

  /** Lets an officer vouch for facts with a document. */
  async proves({ actorId }: Applicant, facts: Record<string, unknown>): Promise<void> {
    const proven = Object.entries(facts).map(([key, value]) => [key, { value, level: 'document' }]);
    bodyOf(200, await this.officer.patch(`/actors/${actorId}/facts`, { facts: Object.fromEntries(proven) }));
  }

  async ranks(id: string, { owner, actorId }: Applicant, choices: string[]): Promise<Ranked> {
    return bodyOf(200, await owner.put<Ranked>(`/rounds/${id}/rankings/${actorId}`, { choices }));
  }

  async rankingOf(id: string, { owner, actorId }: Applicant): Promise<Ranked> {
    return bodyOf(200, await owner.get<Ranked>(`/rounds/${id}/rankings/${actorId}`));
  }

  async resultOf(id: string, { owner, actorId }: Applicant): Promise<Result> {
    return bodyOf(200, await owner.get<Result>(`/rounds/${id}/rankings/${actorId}/result`));
  }

  answer(id: string, { owner, actorId }: Applicant, answer: string): Promise<Answer<Problem>> {
    return owner.post(`/rounds/${id}/rankings/${actorId}/answer`, { answer });
  }

  async accepts(id: string, applicant: Applicant): Promise<Result> {
    return bodyOf<Result>(201, (await this.answer(id, applicant, 'accepted')) as never);
  }

  async declines(id: string, applicant: Applicant): Promise<Result> {
    return bodyOf<Result>(201, (await this.answer(id, applicant, 'declined')) as never);
  }

  /** States of all matches of an actor, by name. */
  async statesOf({ owner, actorId }: Applicant): Promise<string[]> {
    const { body } = await owner.get<{ state: string }[]>(`/actors/${actorId}/matches`);
    return body.map(({ state }) => state).sort();
  }

  /** How the round came out for each match of an actor as its explanation says, by batch. */
  async allocationsOf({ owner, actorId }: Applicant): Promise<ExplainedSeat[]> {
    const { body } = await owner.get<{ id: string }[]>(`/actors/${actorId}/matches`);
    const found: ExplainedSeat[] = [];
    for (const { id } of body) {
      const { explanation } = bodyOf(200, await owner.get<{ explanation: { allocation: ExplainedSeat } }>(`/matches/${id}`));
      found.push(explanation.allocation);
    }
    return found.sort((a, b) => (a.batch < b.batch ? -1 : 1));
  }

  /** A closed round of two offers with one seat each that three applicants want in the same order, told by their place in the lottery. */
  async contested() {
    const { slugs, institutionIds, partners } = await twoOffers(this.system, this.admin);
    const id = await this.opens(roundPlan({ a: slugs[0], b: slugs[1] }));
    const people: (Applicant & { entry: string })[] = [];
    for (let count = 0; count < 3; count += 1) {
      const one = await this.applicant(institutionIds);
      people.push({ ...one, entry: (await this.ranks(id, one, ['a', 'b'])).entry! });
    }
    const draw = (await this.closes(id)).draw!;
    const ticket = ({ entry }: { entry: string }) => sha256(`${draw.seed}:${entry}`);
    const [first, second, third] = people.sort((x, y) => (ticket(x) < ticket(y) ? -1 : 1)) as [
      (typeof people)[0],
      (typeof people)[0],
      (typeof people)[0],
    ];
    return { id, slugs, institutionIds, partners, draw, first, second, third };
  }
}
