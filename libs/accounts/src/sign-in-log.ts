import { DomainError } from '@sambung/errors';
import { Logger } from '@nestjs/common';
import type { SignInMethod } from './session.entity';
import type { OpenedSession } from './sessions.service';

const logger = new Logger('SignIn');

/** Notes who came in, and of who was refused why alone: what was written as a login may be a phone number, or a password. */
export async function noted(method: SignInMethod, attempt: () => Promise<OpenedSession>): Promise<OpenedSession> {
  try {
    const opened = await attempt();
    logger.log({ event: 'signIn', method, principal: opened.person.id, role: opened.person.role });
    return opened;
  } catch (error) {
    if (error instanceof DomainError) logger.log({ event: 'signInRefused', method, code: error.code });
    throw error;
  }
}
