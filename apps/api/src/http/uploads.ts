import { DomainError, Text } from '@sambung/errors';
import multipart, { type Multipart, type MultipartFile } from '@fastify/multipart';
import { createParamDecorator, ExecutionContext } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { errorCodes, type FastifyInstance, type FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { FileKind, kindOf, KIND_NAMES, SNIFFED_BYTES } from './file-kinds';
import { requestContext } from './request-context';

/** What a route takes: one file, in one field, which is the last of its form. */
export interface UploadRule {
  field: string;
  mostBytes: number;
  kinds: readonly FileKind[];
}

const TYPE = 'multipart/form-data';
const MOST_FIELDS = 100;
const MOST_FIELD_BYTES = 20_000;
/** What is still read of a file that was refused, so that the browser gets to read why. */
const MOST_DRAINED_BYTES = 64_000_000;

/** Lets a route take one file beside the fields of its form; every other route refuses `multipart/form-data`. */
export const TakesFile = (rule: UploadRule): MethodDecorator => RouteConfig({ upload: rule });

const uploads = new WeakMap<FastifyRequest, Upload>();

const ruleOf = (request: FastifyRequest): UploadRule | undefined => (request.routeOptions.config as { upload?: UploadRule }).upload;
const isMultipart = ({ headers }: FastifyRequest): boolean => headers['content-type']?.toLowerCase().startsWith(TYPE) ?? false;

const megabytes = (bytes: number): number => Math.floor(bytes / 1_000_000);

const refused = ({ field }: UploadRule, code: string, detail: Text): DomainError =>
  new DomainError('invalid', code, detail, { errors: [{ pointer: `/${field}`, code, detail }] });

const fileMissing = (rule: UploadRule): DomainError =>
  refused(rule, 'FileMissing', { id: 'Pilih dulu berkasnya.', en: 'Choose a file first.' });

const fileEmpty = (rule: UploadRule): DomainError =>
  refused(rule, 'FileEmpty', { id: 'Berkas ini kosong. Pilih berkas lain.', en: 'This file is empty. Choose another.' });

export const fileTooLarge = (rule: UploadRule): DomainError =>
  refused(rule, 'FileTooLarge', {
    id: `Berkas lebih dari ${megabytes(rule.mostBytes)} MB. Pilih yang lebih kecil.`,
    en: `The file is over ${megabytes(rule.mostBytes)} MB. Choose a smaller one.`,
  });

/** The message names what is taken, whatever the file is called. */
export const fileUnreadable = (rule: UploadRule): DomainError => {
  const kinds = [...new Set(rule.kinds.map((kind) => KIND_NAMES[kind]))].join(', ');
  return refused(rule, 'FileUnreadable', {
    id: `Berkas ini rusak atau jenisnya lain. Kirim ${kinds}.`,
    en: `This file is broken or of another type. Send ${kinds}.`,
  });
};

const filesMany = (rule: UploadRule): DomainError =>
  refused(rule, 'FilesMany', { id: 'Kirim satu berkas saja.', en: 'Send one file only.' });

const uploadCut = (): DomainError =>
  new DomainError('invalid', 'UploadCut', {
    id: 'Kiriman terputus di tengah jalan. Kirim sekali lagi.',
    en: 'The upload broke off half-way. Send it again.',
  });

/** What the sender called it, without folders and unprintable characters; for showing only. */
const shownName = (name: string): string =>
  basename(name.replaceAll('\\', '/'))
    .replaceAll(/[\p{C}]/gu, '')
    .trim()
    .slice(-100);

/** The parser's own errors are about bytes that stop too early, or a form that no browser sends. */
const readable = <T>(work: Promise<T>, rule: UploadRule): Promise<T> =>
  work.catch((error: { code?: string }) => {
    if (error instanceof DomainError) throw error;
    throw error.code === 'FST_FILES_LIMIT' ? filesMany(rule) : uploadCut();
  });

/** A file that has begun to arrive. */
export interface ArrivingFile {
  /** For showing only. */
  name: string;
  /** Told from its first bytes. */
  kind: FileKind;
  /** Breaks with a refusal when the file turns out too large, cut off, or not the only one. */
  stream: Readable;
}

/** What a request to a route marked `@TakesFile` brings, still on the wire until its route asks for it, once, by `read` or `open`. */
export class Upload {
  constructor(
    readonly rule: UploadRule,
    private readonly part: MultipartFile | null,
    private readonly next: () => Promise<Multipart | undefined>,
  ) {}

  /** The whole file in memory. @throws DomainError, whose fault names the field */
  async read(): Promise<Omit<ArrivingFile, 'stream'> & { bytes: Buffer }> {
    const { name, kind, stream } = await this.open();
    const bytes = Buffer.concat(await stream.toArray());
    tellApart(bytes);
    return { name, kind, bytes };
  }

  /** The file as it comes in. @throws DomainError, whose fault names the field */
  async open(): Promise<ArrivingFile> {
    const { part, rule } = this;
    if (part?.fieldname !== rule.field) throw fileMissing(rule);
    const first = await firstBytes(part);
    // A form whose field was left alone still sends the field, without a name.
    if (first.length === 0) throw part.filename ? fileEmpty(rule) : fileMissing(rule);
    const kind = kindOf(first);
    if (!kind || !rule.kinds.includes(kind)) throw fileUnreadable(rule);
    return { name: shownName(part.filename), kind, stream: Readable.from(this.chunks(first, part)) };
  }

  private async *chunks(first: Buffer, part: MultipartFile): AsyncGenerator<Buffer> {
    yield first;
    try {
      for await (const chunk of part.file) yield chunk as Buffer;
    } catch {
      throw uploadCut();
    }
    if (part.file.truncated) throw fileTooLarge(this.rule);
    if ((await readable(this.next(), this.rule))?.type === 'file') throw filesMany(this.rule);
  }
}

/** The same Idempotency-Key with another file is another request. */
function tellApart(bytes: Buffer): void {
  const { idempotency } = requestContext();
  if (idempotency) idempotency.requestDigest = createHash('sha256').update(idempotency.requestDigest).update(bytes).digest();
}

/** Enough of the part to tell its kind; the rest stays where it is. */
async function firstBytes({ file }: MultipartFile): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of file.iterator({ destroyOnReturn: false })) {
      chunks.push(chunk as Buffer);
      size += (chunk as Buffer).length;
      if (size >= SNIFFED_BYTES) break;
    }
  } catch {
    throw uploadCut();
  }
  return Buffer.concat(chunks);
}

/** Reads the fields up to the file, which stays on the wire until it is known who sends it. */
async function readFields(request: FastifyRequest, rule: UploadRule): Promise<void> {
  const limits = { fields: MOST_FIELDS, fieldSize: MOST_FIELD_BYTES, files: 1, fileSize: rule.mostBytes, parts: MOST_FIELDS + 1 };
  const parts = request.parts({ limits, throwFileSizeLimit: false } as Parameters<FastifyRequest['parts']>[0]);
  const next = async (): Promise<Multipart | undefined> => (await parts.next()).value as Multipart | undefined;
  const fields: Record<string, string | string[]> = {};
  let part = await next();
  for (; part?.type === 'field'; part = await next()) {
    const { fieldname: name, value } = part;
    if (typeof value === 'string') fields[name] = name in fields ? [fields[name]!, value].flat() : value;
  }
  request.body = fields;
  uploads.set(request, new Upload(rule, part ?? null, next));
}

/** Reads on what nobody wants, for a browser listens only once it has sent everything. */
function drain({ raw }: FastifyRequest): void {
  if (raw.readableEnded || raw.destroyed) return;
  let read = 0;
  raw.unpipe();
  raw.on('data', (chunk: Buffer) => {
    read += chunk.length;
    if (read > MOST_DRAINED_BYTES) raw.destroy();
  });
  raw.resume();
}

/** Teaches the routes marked `@TakesFile` to take files. Call it before the request's context is opened. */
export function addUploads(fastify: FastifyInstance): void {
  void fastify.register(multipart);
  fastify.addHook('onRequest', (request, _reply, done) => {
    done(isMultipart(request) && !ruleOf(request) ? new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE(TYPE) : undefined);
  });
  fastify.addHook('preValidation', async (request) => {
    const rule = ruleOf(request);
    if (rule && request.isMultipart()) await readable(readFields(request, rule), rule);
  });
  fastify.addHook('onResponse', (request, _reply, done) => {
    if (isMultipart(request)) drain(request);
    done();
  });
}

/** Puts the file on disk while somebody works with it there. @throws DomainError, whose fault names the field */
export async function withUploadedFile<T>(upload: Upload, work: (file: string) => Promise<T>): Promise<T> {
  const { bytes } = await upload.read();
  const folder = await mkdtemp(join(tmpdir(), 'sambung-upload-'));
  try {
    const file = join(folder, 'file');
    await writeFile(file, bytes, { mode: 0o600 });
    return await work(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The file of a request to a route marked `@TakesFile`. */
export const Uploaded = createParamDecorator((_: unknown, context: ExecutionContext): Upload => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return uploads.get(request) ?? new Upload(ruleOf(request)!, null, () => Promise.resolve(undefined));
});
