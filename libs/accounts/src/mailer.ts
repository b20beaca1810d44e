import { createTransport, Transporter } from 'nodemailer';

const TIMEOUT_MS = 5_000;

export interface Mail {
  to: string;
  subject: string;
  lines: readonly string[];
}

/** Sends plain text over SMTP. */
export class Mailer {
  private readonly transport: Transporter;

  constructor(
    url: string,
    private readonly from: string,
  ) {
    const timeouts = `connectionTimeout=${TIMEOUT_MS}&greetingTimeout=${TIMEOUT_MS}&socketTimeout=${TIMEOUT_MS}`;
    this.transport = createTransport(`${url}${url.includes('?') ? '&' : '?'}${timeouts}`);
  }

  /** @throws Error that names the fault alone: servers repeat the address in their words */
  async send({ to, subject, lines }: Mail): Promise<void> {
    try {
      await this.transport.sendMail({ from: this.from, to, subject, text: lines.join('\n') });
    } catch (error) {
      const { code, responseCode } = error as { code?: string; responseCode?: number };
      // oxlint-disable-next-line preserve-caught-error -- the cause holds the address
      throw new Error(`SMTP ${code ?? 'failed'} ${responseCode ?? ''}`.trim());
    }
  }
}
