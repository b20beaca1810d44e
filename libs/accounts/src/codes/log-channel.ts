import { Logger } from '@nestjs/common';
import { CodeChannel, CodeMessage, NoticeMessage } from './code-channel';

const SHOWN_DIGITS = 4;

/** For demonstrations: the code appears in the terminal. Danger: whoever reads the log can sign in. */
export class LogChannel implements CodeChannel {
  private readonly logger = new Logger('OneTimeCode');

  send({ phone, code }: CodeMessage): Promise<void> {
    this.logger.warn(`one-time code ${code} for •••• ${phone.slice(-SHOWN_DIGITS)}`);
    return Promise.resolve();
  }

  notify({ phone, address }: NoticeMessage): Promise<void> {
    this.logger.log(`notice for •••• ${phone.slice(-SHOWN_DIGITS)}: ${address ?? 'no PUBLIC_URL'}`);
    return Promise.resolve();
  }
}
