import { DocumentRow } from '@sambung/profiles';
import type { FastifyReply } from 'fastify';

/** What came from people never runs as a page of ours: pictures are drawn anew, the rest is only saved. */
export function sendDocument(reply: FastifyReply, { type, content }: Pick<DocumentRow, 'type' | 'content'>): Buffer {
  const isPicture = type === 'image/jpeg';
  void reply.headers({
    'content-type': type,
    'content-disposition': isPicture ? 'inline; filename="foto.jpg"' : 'attachment; filename="dokumen.pdf"',
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, no-store',
  });
  return content;
}
