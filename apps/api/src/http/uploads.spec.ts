import { DomainError } from '@sambung/errors';
import { Controller, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { connect } from 'node:net';
import { httpAdapter } from '../create-app';
import { FormBody, SentForm } from '../pages/web/form';
import { ProblemFilter } from './problem.filter';
import { addUploads, TakesFile, Upload, Uploaded } from './uploads';

const RULE = { field: 'berkas', mostBytes: 2_000_000, kinds: ['png', 'pdf', 'text'] } as const;

@Controller()
class ShelfController {
  @Post('kirim')
  @TakesFile(RULE)
  async take(@SentForm() form: FormBody, @Uploaded() upload: Upload): Promise<object> {
    const { name, kind, bytes } = await upload.read();
    return { form, name, kind, size: bytes.length };
  }

  @Post('tolak')
  @TakesFile(RULE)
  refuse(): never {
    throw new DomainError('forbidden', 'NotYours', { id: 'Bukan milik Anda.', en: 'Not yours.' });
  }

  @Post('lain')
  other(): string {
    return 'takes no file';
  }
}

@Module({ controllers: [ShelfController] })
class ShelfModule {}

const PDF = '%PDF-1.7\n';

describe('a form with a file', () => {
  let app: NestFastifyApplication;
  let address: string;

  beforeAll(async () => {
    app = await NestFactory.create<NestFastifyApplication>(ShelfModule, httpAdapter(), { logger: false });
    addUploads(app.getHttpAdapter().getInstance() as unknown as FastifyInstance);
    app.useGlobalFilters(new ProblemFilter());
    await app.listen(0, '127.0.0.1');
    address = await app.getUrl();
  });

  afterAll(() => app.close());

  const formOf = (...parts: [string, string | Blob, string?][]): FormData => {
    const form = new FormData();
    for (const [name, value, fileName] of parts) {
      if (typeof value === 'string') form.append(name, value);
      else form.append(name, value, fileName);
    }
    return form;
  };

  async function send(path: string, body: FormData | URLSearchParams): Promise<{ status: number; body: Record<string, unknown> }> {
    const answer = await fetch(address + path, { method: 'POST', body, headers: { 'accept-language': 'id' } });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  }

  it('brings its fields, and a file whose kind is told by its bytes', async () => {
    const body = formOf(
      ['jenis', 'a'],
      ['jenis', 'b'],
      ['berkas', new Blob([PDF, 'x'.repeat(1_000_000)]), '..\\..\\foto\u0007 produk.png'],
    );
    expect(await send('/kirim', body)).toEqual({
      status: 201,
      body: { form: { jenis: ['a', 'b'] }, name: 'foto produk.png', kind: 'pdf', size: 1_000_009 },
    });
  });

  it.each<[string, [string, string | Blob, string?][], string]>([
    ['without a file', [['jenis', 'a']], 'FileMissing'],
    ['whose field was left alone', [['berkas', new Blob([]), '']], 'FileMissing'],
    ['with a file in another field', [['lain', new Blob([PDF]), 'a.pdf']], 'FileMissing'],
    ['with an empty file', [['berkas', new Blob([]), 'a.pdf']], 'FileEmpty'],
    ['with a program that calls itself a picture', [['berkas', new Blob(['\x7fELF\0\0']), 'a.png']], 'FileUnreadable'],
    ['with a kind that this route does not take', [['berkas', new Blob(['PK\x03\x04']), 'a.pdf']], 'FileUnreadable'],
    ['with a file that is too large', [['berkas', new Blob([PDF, 'x'.repeat(2_000_000)]), 'a.pdf']], 'FileTooLarge'],
    [
      'with two files',
      [
        ['berkas', new Blob([PDF]), 'a.pdf'],
        ['berkas', new Blob([PDF]), 'b.pdf'],
      ],
      'FilesMany',
    ],
  ])('%s is refused by name of the field', async (_, parts, code) => {
    const { status, body } = await send('/kirim', formOf(...parts));
    expect([status, body.code, (body.errors as { pointer: string }[])[0]!.pointer]).toEqual([422, code, '/berkas']);
  });

  it('is refused where no file is taken, and for who may not send one', async () => {
    const body = () => formOf(['berkas', new Blob([PDF, 'x'.repeat(1_900_000)]), 'a.pdf']);
    expect((await send('/lain', body())).status).toBe(415);
    expect((await send('/tolak', body())).body.code).toBe('NotYours');
    expect((await send('/kirim', new URLSearchParams({ jenis: 'a' }))).body.code).toBe('FileMissing');
  });

  it('that breaks off half-way is refused, and what comes next is served', async () => {
    const cut = '--x\r\ncontent-disposition: form-data; name="berkas"; filename="a.pdf"\r\n\r\n%PDF-1.7';
    const answer = await fetch(`${address}/kirim`, {
      method: 'POST',
      body: cut,
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
    });
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([422, 'UploadCut']);
    await new Promise<void>((resolve) => {
      const { port, hostname } = new URL(address);
      const socket = connect(Number(port), hostname, () => {
        socket.write(
          `POST /kirim HTTP/1.1\r\nhost: x\r\ncontent-type: multipart/form-data; boundary=x\r\ncontent-length: 999\r\n\r\n${cut}`,
        );
        socket.end(resolve).destroySoon();
      });
    });
    expect((await send('/kirim', formOf(['berkas', new Blob(['nama;omzet\n']), 'a.csv']))).body).toMatchObject({ kind: 'text', size: 11 });
  });
});
