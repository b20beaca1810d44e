import { currentText } from '@sambung/accounts';
import { Clock } from '@sambung/config';
import { setTimeout as wait } from 'node:timers/promises';
import { ApiClient } from './api-client';
import { Receiver } from './receiver';
import { Pair } from './survey';

/** A pair on its way through the story. */
export interface Case {
  pair: Pair;
  matchId: string;
  consentId: string;
  officer: ApiClient;
}

interface Institution {
  id: string;
  slug: string;
}

const POLL_MS = 250;
const REGISTER_CAUSES = ['stale', 'unreachable', 'incomplete'];

/** Waits until a condition holds. @throws Error after the patience is over */
export async function until(what: string, patienceMs: number, holds: () => Promise<boolean>): Promise<void> {
  for (const started = Date.now(); Date.now() - started < patienceMs; await wait(POLL_MS)) {
    if (await holds()) return;
  }
  throw new Error(`${what} did not happen within ${patienceMs / 1000} s`);
}

/** Registers the receiver at the institutions and waits until each address has answered its challenge. */
export async function subscribe(partners: ReadonlyMap<string, ApiClient>, receiver: Receiver, base: string): Promise<void> {
  for (const [institutionId, partner] of partners) {
    const path = `/${institutionId}`;
    const { secret } = await partner.post<{ secret: string }>('/webhook-endpoints', { url: `${base}${path}` });
    receiver.trust(path, secret);
  }
  const active = async (partner: ApiClient): Promise<boolean> => {
    const endpoints = await partner.get<{ url: string; status: string }[]>('/webhook-endpoints');
    return endpoints.some((endpoint) => endpoint.url.startsWith(base) && endpoint.status === 'active');
  };
  await until('the verification of the endpoints', 30_000, async () => (await Promise.all([...partners.values()].map(active))).every(Boolean)); // prettier-ignore
}

/** API clients of the institutions that the pairs concern, by institution id. */
export async function partnersOf(
  admin: ApiClient,
  apiKeys: Record<string, string>,
  pairs: readonly Pair[],
): Promise<Map<string, ApiClient>> {
  const institutions = await admin.get<Institution[]>('/institutions');
  const needed = new Set(pairs.map((pair) => pair.institutionId));
  const known = institutions.filter(({ id, slug }) => needed.has(id) && apiKeys[slug]);
  return new Map(known.map(({ id, slug }) => [id, admin.withKey(apiKeys[slug]!)]));
}

/** Reads the registers that still keep open whether other help stands in the way, as an approval of money needs. */
async function lookUp(officer: ApiClient, actorId: string, matchId: string): Promise<void> {
  const { overlap } = await officer.get<{ overlap: { settle: { cause: string; about: string }[] } }>(`/matches/${matchId}`);
  const sources = new Set(overlap.settle.filter(({ cause }) => REGISTER_CAUSES.includes(cause)).map(({ about }) => about));
  for (const source of sources) {
    await officer.post(`/actors/${actorId}/register-checks`, { source, asOf: new Clock().today(), note: 'dicek saat peragaan, tidak ada' });
  }
}

/** The owner, helped by the officer of the territory, shows interest and agrees to share; the officer decides. */
export async function decide(officer: ApiClient, pair: Pair, decision: 'approved' | 'rejected'): Promise<Case> {
  const { actorId, institutionId, slug, checks } = pair;
  const consent = await officer.post<{ id: string }>(`/actors/${actorId}/consents`, {
    purpose: 'sharing',
    institutionId,
    textVersion: currentText('sharing').version,
    channel: 'spoken',
  });
  const match = await officer.post<{ id: string }>('/matches', { actorId, offerSlug: slug, origin: 'interest' });
  if (decision === 'approved') await lookUp(officer, actorId, match.id);
  const findings = checks.map((checkId) => ({ checkId, value: true, reason: 'diperiksa saat peragaan' }));
  const reason = decision === 'rejected' ? { reasonCode: 'noSeat' } : {};
  await officer.post(`/matches/${match.id}/decision`, { decision, checks: decision === 'approved' ? findings : [], ...reason });
  return { pair, matchId: match.id, consentId: consent.id, officer };
}
