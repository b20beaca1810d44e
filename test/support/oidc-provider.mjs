// A real OpenID Connect provider for one test, in a process of its own. Prints its issuer when it listens.
import { Provider } from 'oidc-provider';

const port = Number(process.argv[2]);
const issuer = `http://127.0.0.1:${port}`;
const account = (id) => ({ accountId: id, claims: () => ({ sub: id, email: id, email_verified: !id.startsWith('unverified') }) });

const provider = new Provider(issuer, {
  clients: [{ client_id: 'sambung', client_secret: process.argv[3], redirect_uris: [process.argv[4]] }],
  claims: { openid: ['sub'], email: ['email', 'email_verified'] },
  pkce: { required: () => true },
  findAccount: (_context, id) => account(id),
  features: { devInteractions: { enabled: true } },
  cookies: { keys: [process.argv[3]] },
});
provider.listen(port, '127.0.0.1', () => console.log(issuer));
