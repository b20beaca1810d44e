export const CODE_CHANNELS = ['whatsapp', 'email', 'log'] as const;
export type CodeChannelName = (typeof CODE_CHANNELS)[number];

/** What a channel is told: where to, and the code. */
export interface CodeMessage {
  /** E.164. */
  phone: string;
  /** Of the account, if there is one. */
  email: string | null;
  code: string;
  minutes: number;
}

/** A way by which a one-time code reaches its owner. */
export interface CodeChannel {
  /** @throws Error when the message was not taken; its text must hold neither code nor address */
  send(message: CodeMessage): Promise<void>;
}
