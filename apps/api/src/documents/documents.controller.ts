import { Principal } from '@sambung/accounts';
import { Documents } from '@sambung/profiles';
import { Body, Controller, Delete, Get, Post, Req, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access, Caller } from '../http/access';
import { Describe } from '../http/describe';
import { Id } from '../http/request-shapes';
import { Transactions } from '../http/transactions';
import { TakesFile, Upload, Uploaded } from '../http/uploads';
import { AddDocumentRequest, DocumentContentView, DocumentView, toDocumentView } from './documents.views';
import { documentRule, readyDocument } from './ready-document';
import { sendDocument } from './send-document';

const FILE = 'file';
/** What asks for the file itself instead of JSON. */
const FILE_TYPES = /^(image\/|application\/(pdf|octet-stream))/;

@ApiTags('documents')
@Access('owner', 'officer', 'admin')
@Controller('api/v1/actors/:id/documents')
export class DocumentsController {
  constructor(
    private readonly documents: Documents,
    private readonly transactions: Transactions,
  ) {}

  @Get()
  @Describe({ summary: 'Photos and documents of the actor, without what is in them', ok: [DocumentView], problems: [404] })
  async list(@Caller() caller: Principal, @Id() id: string): Promise<DocumentView[]> {
    return (await this.transactions.read((tx) => this.documents.list(tx, caller, id))).map(toDocumentView);
  }

  @Post()
  @TakesFile(documentRule(FILE))
  @Describe({
    summary: 'Add a photo or a PDF; the same file sent again is kept once',
    description: 'Photos are drawn anew at 1280 points at most, without place and camera. PDF up to 5 MB, photos up to 8 MB.',
    upload: { fields: AddDocumentRequest, file: FILE },
    ok: DocumentView,
    status: 201,
    problems: [404, 409],
  })
  async add(
    @Caller() caller: Principal,
    @Id() id: string,
    @Body() { kind }: AddDocumentRequest,
    @Uploaded() upload: Upload,
  ): Promise<DocumentView> {
    await this.transactions.read((tx) => this.documents.expect(tx, caller, id));
    const ready = await readyDocument(upload);
    return toDocumentView(await this.transactions.write((tx) => this.documents.add(tx, caller, id, { kind, ...ready })));
  }

  @Get(':documentId')
  @ApiProduces('application/json', 'image/jpeg', 'application/pdf')
  @Describe({
    summary: 'A file with what is in it; whoever opens it is on record',
    description: 'JSON, or the file itself with Accept: image/jpeg or application/pdf.',
    ok: DocumentContentView,
    problems: [404],
  })
  async open(
    @Caller() caller: Principal,
    @Id() id: string,
    @Id('documentId') documentId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DocumentContentView | Buffer> {
    const document = await this.transactions.read((tx) => this.documents.open(tx, caller, id, documentId));
    if (FILE_TYPES.test(request.headers.accept ?? '')) return sendDocument(reply, document);
    return { ...toDocumentView(document), content: document.content.toString('base64') };
  }

  @Access('owner')
  @Delete(':documentId')
  @Describe({ summary: 'Delete a file for good', problems: [404, 409] })
  async remove(@Caller() caller: Principal, @Id() id: string, @Id('documentId') documentId: string): Promise<void> {
    await this.transactions.write((tx) => this.documents.remove(tx, caller, id, documentId));
  }
}
