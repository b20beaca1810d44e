import { request } from 'undici';
import { CodeChannel, CodeMessage, NoticeMessage } from './code-channel';

const TIMEOUT_MS = 5_000;

interface Settings {
  url: string;
  token: string;
  /** Names of approved templates: of codes, whose button copies the code, and of notices, which say nothing by themselves. */
  template: string;
  noticeTemplate: string;
}

/** Meta's WhatsApp Cloud API. */
export class WhatsAppChannel implements CodeChannel {
  constructor(private readonly settings: Settings) {}

  async send({ phone, code }: CodeMessage): Promise<void> {
    const parameters = [{ type: 'text', text: code }];
    await this.post(phone, this.settings.template, [
      { type: 'body', parameters },
      { type: 'button', sub_type: 'url', index: '0', parameters },
    ]);
  }

  async notify({ phone }: NoticeMessage): Promise<void> {
    await this.post(phone, this.settings.noticeTemplate, []);
  }

  private async post(phone: string, template: string, components: readonly object[]): Promise<void> {
    const { url, token } = this.settings;
    const body = JSON.stringify({
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to: phone,
      type: 'template',
      template: {
        name: template,
        language: { code: 'id' },
        components,
      },
    });
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const response = await request(`${url}/messages`, { method: 'POST', headers, body, signal: AbortSignal.timeout(TIMEOUT_MS) });
    await response.body.dump({ limit: 100_000 });
    if (response.statusCode >= 300) throw new Error(`WhatsApp answered ${response.statusCode}`);
  }
}
