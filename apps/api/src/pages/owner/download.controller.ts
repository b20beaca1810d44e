import { notFound } from '@sambung/errors';
import { Principal } from '@sambung/accounts';
import { Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Access, Caller } from '../../http/access';
import { Id } from '../../http/request-shapes';
import { Transactions } from '../../http/transactions';
import { subjectDataPage } from '../../privacy/subject-data.page';
import { SubjectDataReader } from '../../privacy/subject-data.service';
import { FileController } from '../web/page-controller';
import { BehindPin } from './profile-lock';

const TYPES: Readonly<Record<string, string>> = { html: 'text/html; charset=utf-8', json: 'application/json; charset=utf-8' };

/** Everything that is kept about a business, as a file: for people or for programs (UU 27/2022 art. 7, 13). */
@FileController()
@Access('owner')
@BehindPin()
export class DownloadController {
  constructor(
    private readonly subjectData: SubjectDataReader,
    private readonly transactions: Transactions,
  ) {}

  @Get('usaha/:id/unduh/:kind')
  async download(
    @Caller() caller: Principal,
    @Id() id: string,
    @Param('kind') kind: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const type = Object.hasOwn(TYPES, kind) ? TYPES[kind]! : null;
    if (!type) throw notFound('FileUnknown', 'Berkas tidak ditemukan.', 'There is no such file.');
    const data = await this.transactions.write((tx) => this.subjectData.read(tx, caller, id));
    void reply.headers({
      'content-type': type,
      'content-disposition': `attachment; filename="data-sambung.${kind}"`,
      'cache-control': 'no-store',
    });
    return kind === 'html' ? subjectDataPage(data) : JSON.stringify(data, null, 2);
  }
}
