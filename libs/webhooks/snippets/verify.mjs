import { createHmac, timingSafeEqual } from 'node:crypto';
import { text } from 'node:stream/consumers';

/** headers: id, timestamp and signature, from webhook-id, webhook-timestamp and webhook-signature. body: the bytes as they came. */
export function verify(secret, headers, body) {
  if (Math.abs(Date.now() / 1000 - Number(headers.timestamp)) > 300) return false;
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const expected = createHmac('sha256', key).update(`${headers.id}.${headers.timestamp}.${body}`).digest();
  return headers.signature.split(' ').some((one) => {
    const [version, given] = one.split(',');
    const bytes = Buffer.from(given ?? '', 'base64');
    return version === 'v1' && bytes.length === expected.length && timingSafeEqual(bytes, expected);
  });
}

const { WEBHOOK_SECRET, WEBHOOK_ID: id, WEBHOOK_TIMESTAMP: timestamp, WEBHOOK_SIGNATURE: signature } = process.env;
process.exitCode = verify(WEBHOOK_SECRET, { id, timestamp, signature }, await text(process.stdin)) ? 0 : 1;
