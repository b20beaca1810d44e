import { Answer, Problem } from '../support/api-caller';

/** The problem that a call is answered with; fails for any other answer and for one that is not in the form of RFC 9457. */
export async function problemOf(call: Promise<Answer<Problem>>): Promise<Problem> {
  const { status, headers, body } = await call;
  expect({ status, type: headers.get('content-type') }).toEqual({ status: body.status, type: 'application/problem+json; charset=utf-8' });
  expect(status).toBeGreaterThanOrEqual(400);
  return body;
}

/** Status and code of a problem, and where its faults are. */
export async function refusalOf(call: Promise<Answer<Problem>>): Promise<{ status: number; code: string; faults?: string[] }> {
  const { status, code, errors } = await problemOf(call);
  return { status, code, ...(errors && { faults: errors.map((error) => `${error.pointer} ${error.code}`) }) };
}
