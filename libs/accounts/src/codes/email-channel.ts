import { Mailer } from '../mailer';
import { CodeChannel, CodeMessage, NoticeMessage } from './code-channel';

const PURPOSES = {
  signIn: { id: 'kode masuk Sambung', en: 'Sambung sign-in code' },
  pin: { id: 'kode PIN baru Sambung', en: 'Sambung code for a new PIN' },
  consent: { id: 'kode persetujuan Sambung', en: 'Sambung code for your consent' },
} as const;

/** SMTP, to the e-mail address of the account. Without one nothing is sent, and nobody is told so. */
export class EmailChannel implements CodeChannel {
  constructor(private readonly mailer: Mailer) {}

  async send({ email, purpose, code, minutes }: CodeMessage): Promise<void> {
    if (!email) return;
    const { id, en } = PURPOSES[purpose];
    await this.mailer.send({
      to: email,
      subject: `${code} adalah ${id} Anda`,
      lines: [
        `Ini ${id} Anda: ${code}`,
        `Berlaku ${minutes} menit. Jangan berikan kepada siapa pun, juga bukan kepada petugas.`,
        '',
        `Your ${en}: ${code}. Valid for ${minutes} minutes. Give it to nobody.`,
      ],
    });
  }

  async notify({ email, address }: NoticeMessage): Promise<void> {
    if (!email) return;
    await this.mailer.send({
      to: email,
      subject: 'Ada yang perlu Anda periksa di Sambung',
      lines: [
        'Petugas mengisi sesuatu untuk Anda. Periksa apakah benar.',
        'An officer entered something for you. See whether it is right.',
        ...(address ? [address] : []),
      ],
    });
  }
}
