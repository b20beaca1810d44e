import { plainError } from './plain-error';

const error = (code: string, path?: string): Error => Object.assign(new Error(`${code}: something`), { code, path });

describe('what stops a command', () => {
  it.each([
    [error('ENOSPC', '.sambung/x'), 'The disk is full (.sambung/x). Free some space and start again.'],
    [
      new Error('PostgreSQL could not be set up: could not extend file: No space left on device'),
      'The disk is full. Free some space and start again.',
    ],
    [error('EACCES', '.sambung'), 'The rights do not suffice (.sambung). Change the rights of the folder or start as its owner.'],
    [error('ENOENT', 'actors.jsonl'), 'There is no file or folder of this name (actors.jsonl).'],
    [error('EROFS', '.sambung'), 'The file system is read-only (.sambung). Start from a folder that can be written.'],
    [error('EADDRINUSE'), 'The port is in use. Stop the other program or set HTTP_PORT to another port.'],
    [new Error('anything else'), 'anything else'],
  ])('is told in one sentence: %s', (cause, sentence) => {
    expect(plainError(cause)).toBe(sentence);
  });
});
