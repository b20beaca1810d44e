import { Principal } from '@sambung/accounts';
import { Documents } from '@sambung/profiles';
import { Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { sendDocument } from '../../documents/send-document';
import { Access, Caller } from '../../http/access';
import { Id } from '../../http/request-shapes';
import { Transactions } from '../../http/transactions';
import { FileController } from '../web/page-controller';
import { BehindPin } from './profile-lock';

/** What is in a photo or document, for whoever sees the page that names it. */
@FileController()
@BehindPin()
export class DocumentFileController {
  constructor(
    private readonly documents: Documents,
    private readonly transactions: Transactions,
  ) {}

  @Access('owner')
  @Get('usaha/:id/berkas/:berkas')
  own(
    @Caller() caller: Principal,
    @Id() id: string,
    @Id('berkas') document: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    return this.file(caller, id, document, reply);
  }

  @Access('officer', 'admin')
  @Get('petugas/usaha/:id/berkas/:berkas')
  ofOthers(
    @Caller() caller: Principal,
    @Id() id: string,
    @Id('berkas') document: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    return this.file(caller, id, document, reply);
  }

  private async file(caller: Principal, id: string, document: string, reply: FastifyReply): Promise<Buffer> {
    return sendDocument(reply, await this.transactions.read((tx) => this.documents.open(tx, caller, id, document)));
  }
}
