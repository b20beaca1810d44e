type Sentence = (at: string, message: string) => string;

const diskFull: Sentence = (at) => `The disk is full${at}. Free some space and start again.`;
const denied: Sentence = (at) => `The rights do not suffice${at}. Change the rights of the folder or start as its owner.`;

const SENTENCES: Readonly<Record<string, Sentence>> = {
  ENOSPC: diskFull,
  EACCES: denied,
  EPERM: denied,
  ENOENT: (at) => `There is no file or folder of this name${at}.`,
  EISDIR: (at) => `A file is needed here, not a folder${at}.`,
  EROFS: (at) => `The file system is read-only${at}. Start from a folder that can be written.`,
  EADDRINUSE: () => 'The port is in use. Stop the other program or set HTTP_PORT to another port.',
  ECONNREFUSED: (_, message) => `Nothing answers at the address of the database or Redis (${message}).`,
};

function sentenceFor({ code = '', syscall, message = '' }: NodeJS.ErrnoException): Sentence | undefined {
  if (/no space left/i.test(message)) return diskFull;
  // A file system of the kernel's own, such as /proc, says ENOENT instead of denying.
  if (code === 'ENOENT' && syscall === 'mkdir') return denied;
  return SENTENCES[code];
}

/** One clear sentence for what stops a command, instead of a stack. */
export function plainError(error: unknown): string {
  const { path, message = String(error) } = error as NodeJS.ErrnoException;
  return sentenceFor(error as NodeJS.ErrnoException)?.(path ? ` (${path})` : '', message) ?? message;
}
