import { createTransport, Transporter } from 'nodemailer';
import { CodeChannel, CodeMessage } from './code-channel';

const TIMEOUT_MS = 5_000;

/** SMTP, to the e-mail address of the account. Without one nothing is sent, and nobody is told so. */
export class EmailChannel implements CodeChannel {
  private readonly transport: Transporter;

  constructor(
    url: string,
    private readonly from: string,
  ) {
    const timeouts = `connectionTimeout=${TIMEOUT_MS}&greetingTimeout=${TIMEOUT_MS}&socketTimeout=${TIMEOUT_MS}`;
    this.transport = createTransport(`${url}${url.includes('?') ? '&' : '?'}${timeouts}`);
  }

  async send({ email, code, minutes }: CodeMessage): Promise<void> {
    if (!email) return;
    await this.transport.sendMail({
      from: this.from,
      to: email,
      subject: `${code} adalah kode masuk Sambung Anda`,
      text: [
        `Kode masuk Sambung: ${code}`,
        `Berlaku ${minutes} menit. Jangan berikan kepada siapa pun, juga bukan kepada petugas.`,
        '',
        `Your Sambung sign-in code: ${code}. Valid for ${minutes} minutes. Give it to nobody.`,
      ].join('\n'),
    });
  }
}
