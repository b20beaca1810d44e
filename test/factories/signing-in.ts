import { Person } from '@sambung/accounts';
import { ApiCaller, Answer } from '../support/api-caller';
import { TestSystem } from '../support/test-system';

export interface SentCode {
  id: string;
  channel: string;
  expiresAt: string;
  code: string;
}

export interface OpenedSession {
  token: string;
  expiresAt: string;
  account: { id: string; role: string; name: string; secondFactorMissing: boolean };
}

let numbers = 0;

/** A number that nobody has: 0899 is not in use. */
export const freshPhone = (): string => `0899 6000 ${String((numbers += 1)).padStart(4, '0')}`;

export async function sendCode(system: Pick<TestSystem, 'anybody'>, phone: string, more: Record<string, unknown> = {}): Promise<SentCode> {
  const { status, body } = await system.anybody.post<SentCode>('/one-time-codes', { phone, ...more });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body;
}

export const useCode = (
  system: Pick<TestSystem, 'anybody'>,
  { id, code }: SentCode,
  more: Record<string, unknown> = {},
): Promise<Answer<OpenedSession>> => system.anybody.post<OpenedSession>(`/one-time-codes/${id}/session`, { code, ...more });

/** An owner who signed in with a one-time code. */
export async function signInByCode(system: TestSystem, phone = freshPhone()): Promise<{ caller: ApiCaller; session: OpenedSession }> {
  const { body: session } = await useCode(system, await sendCode(system, phone), { name: 'Siti Contoh' });
  return { caller: new ApiCaller(system.address, session.token), session };
}

export const personOf = (system: TestSystem, id: string): Promise<Person> => system.dataSource.manager.findOneByOrFail(Person, { id });
