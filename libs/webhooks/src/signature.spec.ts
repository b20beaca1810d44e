import { createPublicKey, verify } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { newKeyPair, newSecret, signedHeaders } from './signature';

/** The message and keys of the test of the Svix server, the reference for `v1a`. */
const SVIX = {
  privateKey: 'whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==',
  message: { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}', at: new Date(1_614_265_330_000) },
  signature: 'v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==',
};

const message = { id: 'evt_1', body: '{"a":1}', at: new Date() };

describe('the signature of an attempt', () => {
  it('is the published one for v1a', () => {
    const headers = signedHeaders({ secrets: [], privateKey: SVIX.privateKey }, SVIX.message);
    expect(headers['webhook-signature']).toBe(SVIX.signature);
  });

  it('holds for whoever knows the new or an old secret, and for nobody else', () => {
    const [current, old, other] = [newSecret(), newSecret(), newSecret()];
    const headers = signedHeaders({ secrets: [current, old] }, message);
    for (const secret of [current, old]) expect(() => new Webhook(secret).verify(message.body, headers)).not.toThrow();
    expect(() => new Webhook(other).verify(message.body, headers)).toThrow('No matching signature');
  });

  it('carries v1 and v1a side by side; the public key verifies the second', () => {
    const { secret, publicKey } = newKeyPair();
    const shared = newSecret();
    const headers = signedHeaders({ secrets: [shared], privateKey: secret }, message);
    expect(() => new Webhook(shared).verify(message.body, headers)).not.toThrow();
    const [, asymmetric] = headers['webhook-signature']!.split(' ');
    const x = Buffer.from(publicKey.slice('whpk_'.length), 'base64').toString('base64url');
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    const content = Buffer.from(`${message.id}.${headers['webhook-timestamp']}.${message.body}`);
    expect(verify(null, content, key, Buffer.from(asymmetric!.slice('v1a,'.length), 'base64'))).toBe(true);
  });
});
