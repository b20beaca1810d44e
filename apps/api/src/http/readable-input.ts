import { DomainError, FieldFault, refuseFaults } from '@sambung/errors';
import type { FastifyRequest } from 'fastify';
import { FIELD_UNKNOWN, pointerSegment } from './validation';

const DEEPEST = 100;
const LONE_SURROGATE = /\p{Cs}/u;
/** Names that copying an object would drop or, worse, obey. */
const RESERVED = ['__proto__', 'constructor'];

const unstorable = (pointer: string): FieldFault => ({
  pointer,
  code: 'TextUnstorable',
  detail: {
    id: 'Ada huruf yang tidak bisa disimpan. Hapus karakter aneh.',
    en: 'A character cannot be stored. Remove unusual characters.',
  },
});

const tooDeep = (): DomainError =>
  new DomainError('invalid', 'BodyTooDeep', {
    id: `Isi permintaan bersarang lebih dari ${DEEPEST} tingkat.`,
    en: `The body nests more than ${DEEPEST} levels deep.`,
  });

/** PostgreSQL stores neither U+0000 nor half a surrogate pair. */
const isStorable = (text: string): boolean => !text.includes('\0') && !LONE_SURROGATE.test(text);

/** @throws DomainError for what nests too deep: whatever reads it later does so by recursion */
function faultsIn(value: unknown, pointer: string, depth = 0): FieldFault[] {
  if (typeof value === 'string') return isStorable(value) ? [] : [unstorable(pointer)];
  if (typeof value !== 'object' || value === null) return [];
  if (depth === DEEPEST) throw tooDeep();
  return Object.entries(value).flatMap(([name, member]) => {
    const at = `${pointer}/${pointerSegment(name)}`;
    if (RESERVED.includes(name)) return [{ pointer: at, code: 'whitelistValidation', detail: FIELD_UNKNOWN }];
    return isStorable(name) ? faultsIn(member, at, depth + 1) : [unstorable(at)];
  });
}

/** @throws DomainError for a body that is no object, and for text in body or query that could not be stored */
export function assertReadable({ body, query }: FastifyRequest): void {
  if (body !== undefined && (typeof body !== 'object' || body === null || Array.isArray(body))) {
    throw new DomainError('invalid', 'BodyNotObject', {
      id: 'Isi permintaan harus objek JSON {…}.',
      en: 'The body must be a JSON object {…}.',
    });
  }
  refuseFaults([...faultsIn(body, ''), ...faultsIn(query, '')]);
}
