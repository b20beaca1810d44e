import { Clock } from '@sambung/config';
import { MessageKey } from '@sambung/ui';
import { Get } from '@nestjs/common';
import { Access } from '../../http/access';
import { Id } from '../../http/request-shapes';
import { Transactions } from '../../http/transactions';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { DataPage } from './data-page';
import { OwnerRecord } from './owner-record.service';
import { BehindPin } from './profile-lock';

/** What was just done, as the address tells. */
const NEWS: ReadonlyMap<string, MessageKey> = new Map([
  ['pin-simpan', 'pin.saved'],
  ['pin-hapus', 'pin.removed'],
  ['persetujuan', 'renewal.saved'],
  ['cabut', 'data.consent.withdrawn'],
]);

/** Shows owners what is kept about a business; from here they reach each of their rights. */
@PageController()
@Access('owner')
@BehindPin()
export class DataController {
  constructor(
    private readonly records: OwnerRecord,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  @Get('usaha/:id/data')
  async show(@CurrentVisit() visit: Visit, @Id() id: string): Promise<PageAnswer> {
    const record = await this.transactions.read((tx) => this.records.read(tx, visit.caller, id));
    const body = <DataPage {...record} now={this.clock.now()} news={NEWS.get(visit.query('kabar') ?? '')} token={visit.formToken} />;
    return { title: visit.t('data.title'), back: `/usaha/${id}`, body };
  }
}
