// npm install standardwebhooks
// WEBHOOK_SECRET=whsec_… PORT=4000 node receiver.mjs
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';

/** Ids of events that were taken. Keep them in your database: an event may come twice. */
const taken = new Set();

function holds(body, headers) {
  try {
    new Webhook(process.env.WEBHOOK_SECRET).verify(body, headers);
    return true;
  } catch {
    return false;
  }
}

/** The event in a body, or nothing: whoever finds the address may send what they like. */
function eventIn(body) {
  try {
    return JSON.parse(body) ?? {};
  } catch {
    return {};
  }
}

createServer(async (request, response) => {
  const body = await text(request);
  const { type, data } = eventIn(body);
  // Comes right after the registration, when you may not have put the secret here yet; to repeat it gives nothing away.
  if (type === 'endpoint.verify') return response.end(JSON.stringify({ challenge: data?.challenge }));
  if (!holds(body, request.headers)) return response.writeHead(401).end();
  const id = request.headers['webhook-id'];
  if (!taken.has(id)) console.log(id, type, data);
  taken.add(id);
  return response.writeHead(204).end();
}).listen(Number(process.env.PORT ?? 4000), '127.0.0.1');
