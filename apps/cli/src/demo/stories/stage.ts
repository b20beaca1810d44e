import { currentText } from '@sambung/accounts';
import { ApiClient } from '../api-client';
import { until } from '../story';

const PATIENCE_MS = 180_000;

/** Who plays in the stories, and where. */
export interface StoryStage {
  admin: ApiClient;
  planner: ApiClient;
  /** By territory. */
  officers: ReadonlyMap<string, ApiClient>;
  /** The institution of an offer, with its key. */
  partnerOf: (slug: string) => Promise<{ institutionId: string; partner: ApiClient }>;
  /** Tells the people of one run from those of another. */
  seed: number;
  /** Where the pages are. */
  address: string;
}

/** What happened, in a sentence, and where to look at it. */
export interface Told {
  happened: string;
  look: string;
}

export interface Verdict {
  verdict: string;
  explanation: { sentence: { id: string; en: string }; unlocks: { via: string[] }[] };
}

export const facts = (values: Readonly<Record<string, unknown>>): Record<string, { value: unknown }> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value }]));

/** Numbers of a range that belongs to nobody. */
export const phoneOf = ({ seed }: StoryStage, person: number): string => `0899${String(77_000_000 + seed * 10 + person)}`;

export const officerOf = ({ officers }: StoryStage, region: string): ApiClient => officers.get(region)!;

export const lookAt = (by: ApiClient, actorId: string, slug: string): Promise<Verdict> => by.get(`/actors/${actorId}/suggestions/${slug}`);

export const settled = (what: string, holds: () => Promise<boolean>): Promise<void> => until(what, PATIENCE_MS, holds);

/** Registers an owner who came to the office and agreed to be matched. */
export async function register(by: ApiClient, actor: Record<string, unknown>): Promise<string> {
  const matchingConsent = { textVersion: currentText('matching').version, channel: 'spoken' };
  const { id } = await by.post<{ id: string }>('/actors', { status: 'active', matchingConsent, ...actor });
  await settled('matching', async () => (await by.get<{ current: boolean }>(`/actors/${id}/suggestions`)).current);
  return id;
}

export async function agreeToShare(by: ApiClient, actorId: string, institutionId: string): Promise<string> {
  const body = { purpose: 'sharing', institutionId, textVersion: currentText('sharing').version, channel: 'spoken' };
  return (await by.post<{ id: string }>(`/actors/${actorId}/consents`, body)).id;
}

/** @throws Error when what a story is about did not come out */
export function expectThat(holds: boolean, what: string): void {
  if (!holds) throw new Error(`the story went otherwise: ${what}`);
}
