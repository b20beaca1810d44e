import type { CodePurpose } from './one-time-code.entity';

export const CODE_CHANNELS = ['whatsapp', 'email', 'log'] as const;
export type CodeChannelName = (typeof CODE_CHANNELS)[number];

/** What a channel is told: where to, and the code. */
export interface CodeMessage extends Addressee {
  purpose: CodePurpose;
  code: string;
  minutes: number;
}

export interface Addressee {
  /** E.164. */
  phone: string;
  /** Of the account, if there is one. */
  email: string | null;
}

/** Says that something waits. Danger: whoever looks at the phone reads it, so it names neither person nor business. */
export interface NoticeMessage extends Addressee {
  /** Where it waits; null where this installation has no address. */
  address: string | null;
}

/** A way by which one-time codes and notices reach an owner. */
export interface CodeChannel {
  /** @throws Error when the message was not taken; its text must hold neither code nor address */
  send(message: CodeMessage): Promise<void>;
  /** @throws Error as `send` does */
  notify(message: NoticeMessage): Promise<void>;
}
