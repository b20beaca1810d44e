import { Config } from '@sambung/config';
import { DomainError, refuseFaults } from '@sambung/errors';
import { Injectable, Logger } from '@nestjs/common';
import { Mailer } from '../mailer';
import { CODE_CHANNELS, CodeChannel, CodeChannelName, CodeMessage, NoticeMessage } from './code-channel';
import { EmailChannel } from './email-channel';
import { LogChannel } from './log-channel';
import { WhatsAppChannel } from './whatsapp-channel';

function make(name: CodeChannelName, config: Config): CodeChannel {
  const {
    WHATSAPP_URL: url,
    WHATSAPP_TOKEN: token,
    WHATSAPP_TEMPLATE: template,
    WHATSAPP_NOTICE_TEMPLATE: noticeTemplate,
    SMTP_URL,
    MAIL_FROM,
  } = config;
  if (name === 'log') return new LogChannel();
  if (name === 'whatsapp' && url && token) return new WhatsAppChannel({ url, token, template, noticeTemplate });
  if (name === 'email' && SMTP_URL) return new EmailChannel(new Mailer(SMTP_URL, MAIL_FROM));
  throw new Error(`CODE_CHANNELS: ${name} needs ${name === 'email' ? 'SMTP_URL' : 'WHATSAPP_URL and WHATSAPP_TOKEN'}`);
}

/** The channels that this installation uses. A channel that lacks its settings stops the boot. */
@Injectable()
export class CodeChannels {
  private readonly logger = new Logger(CodeChannels.name);
  private readonly channels: ReadonlyMap<CodeChannelName, CodeChannel>;

  constructor(config: Config) {
    const chosen = CODE_CHANNELS.filter((name) => config.CODE_CHANNELS.split(',').includes(name));
    this.channels = new Map(chosen.map((name) => [name, make(name, config)]));
  }

  /** The channel asked for, else the first. @throws DomainError with a pointer for one that is not in use */
  choose(asked: CodeChannelName | undefined): CodeChannelName {
    const names = [...this.channels.keys()];
    if (names.length === 0) throw unavailable();
    const chosen = asked ?? names[0]!;
    if (!this.channels.has(chosen)) {
      const detail = { id: `Pilih salah satu dari: ${names.join(', ')}.`, en: `Choose one of: ${names.join(', ')}.` };
      refuseFaults([{ pointer: '/channel', code: 'ChannelNotInUse', detail }]);
    }
    return chosen;
  }

  /**
   * E-mail is not waited for: an account without an address would be told by the time that the answer takes.
   * @throws DomainError ChannelUnavailable
   */
  async send(name: CodeChannelName, message: CodeMessage): Promise<void> {
    const sending = this.channels.get(name)!.send(message);
    const failed = (error: Error) => this.logger.error(`one-time code by ${name}: ${error.message}`);
    if (name === 'email') {
      sending.catch(failed);
      return;
    }
    await sending.catch((error: Error) => {
      failed(error);
      throw unavailable();
    });
  }

  /** Tells an owner that something waits, by the first channel in use; nothing hangs on its arrival. */
  async notify(message: NoticeMessage): Promise<void> {
    const [channel] = this.channels.values();
    await channel?.notify(message);
  }
}

const unavailable = (): DomainError =>
  new DomainError('unavailable', 'ChannelUnavailable', {
    id: 'Kode tidak bisa dikirim lewat cara ini sekarang. Pilih cara lain atau coba lagi nanti.',
    en: 'The code cannot be sent this way now. Choose another way or try again later.',
  });
