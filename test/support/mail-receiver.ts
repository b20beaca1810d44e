import { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  to: string[];
  /** Headers and text as they came over the wire. */
  raw: string;
  /** The text with its encoding (quoted-printable) undone. */
  text: string;
}

/** A real SMTP server that keeps what it is sent. */
export class MailReceiver {
  readonly mails: ReceivedMail[] = [];
  /** Refuses mail while it is set. */
  isDown = false;
  private readonly server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onMailFrom: (_address, _session, done) => done(this.isDown ? new Error('down') : null),
    onData: (stream, { envelope }, done) =>
      void text(stream).then((raw) => {
        this.mails.push({ to: envelope.rcptTo.map(({ address }) => address), raw, text: decoded(raw) });
        done();
      }),
  });

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}

function decoded(raw: string): string {
  const bytes = raw
    .slice(raw.indexOf('\r\n\r\n') + 4)
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
