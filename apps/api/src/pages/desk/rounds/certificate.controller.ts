import { ResultsService } from '@sambung/rounds';
import { Get, StreamableFile } from '@nestjs/common';
import { Access } from '../../../http/access';
import { Id } from '../../../http/request-shapes';
import { Transactions } from '../../../http/transactions';
import { toRunView } from '../../../rounds/rounds.views';
import { FileController } from '../../web/page-controller';
import { CurrentVisit, Visit } from '../../web/visit';

const NUMBER = /^[1-9]\d{0,5}$/;

/** The certificate of a run as the API gives it, for whoever wants to check it elsewhere. It names nobody. */
@FileController()
@Access('officer', 'admin')
export class CertificateFileController {
  constructor(
    private readonly results: ResultsService,
    private readonly transactions: Transactions,
  ) {}

  @Get('petugas/putaran/:id/sertifikat')
  async certificate(@CurrentVisit() visit: Visit, @Id() id: string): Promise<StreamableFile> {
    const asked = visit.query('undian') ?? '';
    const number = NUMBER.test(asked) ? Number(asked) : null;
    const run = await this.transactions.read((tx) => this.results.run(tx, visit.caller, id, number));
    const name = `sambung-putaran-${id.slice(-8)}-${run.number}.json`;
    return new StreamableFile(Buffer.from(JSON.stringify(toRunView(run))), {
      type: 'application/json; charset=utf-8',
      disposition: `attachment; filename="${name}"`,
    });
  }
}
