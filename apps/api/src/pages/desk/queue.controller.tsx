import { officerQueue, QUEUE_FILTERS, queueCounts, QueueName, QUEUES } from '@sambung/matches';
import { OFFER_KINDS } from '@sambung/offers';
import { Clock } from '@sambung/config';
import { Get, Post } from '@nestjs/common';
import { Access } from '../../http/access';
import { Transactions } from '../../http/transactions';
import { FormBody, listIn, SentForm } from '../web/form';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { BulkDecisions } from './bulk-decisions.service';
import { BulkPage } from './bulk-page';
import { readDecision } from './read-decision';
import { QueuePage, QueueView } from './queue-page';

const PAGE_SIZE = 50;
const MOST_IN_BULK = 200;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const REGION = /^\d{2}(\.\d{2}){0,2}(\.\d{4})?$/;

const oneOf = <T extends string>(options: readonly T[], text: string | undefined): T | undefined =>
  options.find((option) => option === text);

/** The list that the address asks for; whatever it does not know it leaves out. */
function viewOf(visit: Visit): QueueView {
  const region = visit.query('wilayah');
  const after = visit.query('sesudah');
  return {
    queue: oneOf<QueueName>(QUEUES, visit.query('antrean')) ?? 'new',
    verdict: oneOf(['eligible', 'undetermined', 'notEligible'] as const, visit.query('hasil')),
    kind: oneOf(OFFER_KINDS, visit.query('jenis')),
    regionCode: region && REGION.test(region) ? region : undefined,
    after: after && UUID.test(after) ? after : undefined,
  };
}

@PageController()
@Access('officer', 'admin')
export class QueueController {
  constructor(
    private readonly bulk: BulkDecisions,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  @Get('petugas')
  show(@CurrentVisit() visit: Visit): Promise<PageAnswer> {
    return this.page(visit, null);
  }

  /** Decides on every selected row by itself: one that cannot be decided leaves the others as they are. */
  @Post('petugas')
  async decide(@CurrentVisit() visit: Visit, @SentForm() form: FormBody): Promise<PageAnswer> {
    const selected = listIn(form, 'pilih').filter((text) => UUID.test(text.split(':')[0]!));
    if (selected.length === 0) return this.page(visit, visit.t('bulk.none'));
    if (selected.length > MOST_IN_BULK) return this.page(visit, visit.t('bulk.many', { most: MOST_IN_BULK }));
    const { decision, faults } = readDecision(form, []);
    if (!decision) return this.page(visit, visit.t(faults[0]!.key));
    const results = await this.bulk.decide(visit.caller, selected, decision);
    return { title: visit.t('bulk.result'), back: '/petugas', isWide: true, body: <BulkPage results={results} token={visit.formToken} /> };
  }

  private page(visit: Visit, error: string | null): Promise<PageAnswer> {
    const view = viewOf(visit);
    return this.transactions.read(async (tx) => {
      const { queue, ...filter } = view;
      const rows = await officerQueue(tx, visit.caller, { ...QUEUE_FILTERS[queue], ...filter, limit: PAGE_SIZE });
      const counts = await queueCounts(tx, visit.caller);
      const errors = error === null ? [] : [{ field: 'putusan', text: error }];
      const body = (
        <QueuePage
          view={view}
          counts={counts}
          rows={rows}
          hasMore={rows.length === PAGE_SIZE}
          now={this.clock.now()}
          territory={visit.caller.regionCode}
          token={visit.formToken}
          errors={errors}
        />
      );
      return { title: visit.t(`queue.${queue}`), isWide: true, body, errors, status: error ? 422 : 200 };
    });
  }
}
