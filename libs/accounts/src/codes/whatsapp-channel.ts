import { request } from 'undici';
import { CodeChannel, CodeMessage } from './code-channel';

const TIMEOUT_MS = 5_000;

/** Meta's WhatsApp Cloud API: an authentication template whose button copies the code. */
export class WhatsAppChannel implements CodeChannel {
  constructor(private readonly settings: { url: string; token: string; template: string }) {}

  async send({ phone, code }: CodeMessage): Promise<void> {
    const { url, token, template } = this.settings;
    const parameters = [{ type: 'text', text: code }];
    const body = JSON.stringify({
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to: phone,
      type: 'template',
      template: {
        name: template,
        language: { code: 'id' },
        components: [
          { type: 'body', parameters },
          { type: 'button', sub_type: 'url', index: '0', parameters },
        ],
      },
    });
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const response = await request(`${url}/messages`, { method: 'POST', headers, body, signal: AbortSignal.timeout(TIMEOUT_MS) });
    await response.body.dump({ limit: 100_000 });
    if (response.statusCode >= 300) throw new Error(`WhatsApp answered ${response.statusCode}`);
  }
}
