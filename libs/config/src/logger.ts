import { LoggerService } from '@nestjs/common';
import pino, { Logger } from 'pino';

/** Runs of digits as long as a NIK, KK, account or phone number; parts of a UUID are none. */
const LONG_NUMBER = /(?<![\w-])\+?\d{9,20}(?![\w-])/g;
const withoutNumbers = (text: string): string => text.replace(LONG_NUMBER, '[number]');

const withoutNumbersIn = (members: object): object =>
  Object.fromEntries(Object.entries(members).map(([name, value]) => [name, typeof value === 'string' ? withoutNumbers(value) : value]));

/**
 * One JSON line an entry, on standard output; an object becomes members of the line. Danger: never pass personal data; ids
 * are enough to look things up. Long numbers that come along in the words of an error are left out.
 */
export class JsonLogger implements LoggerService {
  private readonly pino: Logger;

  constructor(process: string, level: string) {
    this.pino = pino({ level, base: { process }, timestamp: pino.stdTimeFunctions.isoTime });
  }

  log(message: unknown, context?: string): void {
    if (typeof message === 'object' && message !== null) this.pino.info({ context, ...withoutNumbersIn(message) });
    else this.pino.info({ context }, withoutNumbers(String(message)));
  }

  error(message: unknown, stack?: string, context?: string): void {
    this.pino.error({ context, stack: stack && withoutNumbers(stack) }, withoutNumbers(String(message)));
  }

  warn(message: unknown, context?: string): void {
    if (typeof message === 'object' && message !== null) this.pino.warn({ context, ...withoutNumbersIn(message) });
    else this.pino.warn({ context }, withoutNumbers(String(message)));
  }

  debug(message: unknown, context?: string): void {
    this.pino.debug({ context }, withoutNumbers(String(message)));
  }

  verbose(message: unknown, context?: string): void {
    this.pino.trace({ context }, withoutNumbers(String(message)));
  }
}
