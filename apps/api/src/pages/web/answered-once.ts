import { canonicalJson } from '@sambung/matching';
import { createHash } from 'node:crypto';
import { requestContext } from '../../http/request-context';
import { FormBody } from './form';
import { Visit } from './visit';

/**
 * Gives a form that comes again, by a second press or because its answer was loaded anew, the first answer, as an
 * Idempotency-Key does for programs. The form's token tells a form from the next one that says the same.
 * Danger: for requests with one `transactions.write` alone.
 */
export function answerOnce({ path }: Visit, form: FormBody): void {
  const requestDigest = createHash('sha256')
    .update(`POST ${path}\n${canonicalJson(form)}`)
    .digest();
  requestContext().idempotency = { key: `form-${requestDigest.toString('base64url')}`, requestDigest };
}
