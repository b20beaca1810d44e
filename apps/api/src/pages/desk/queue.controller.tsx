import { DeskViews, MATCH_STATES, MOST_COUNTED, officerQueue, QueueFilter, queueCounts, queueFilter, queueSize } from '@sambung/matches';
import { Get, Post } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { Access } from '../../http/access';
import { Transactions } from '../../http/transactions';
import { DESK_SCRIPT } from '../web/assets';
import { FormBody, listIn, SentForm, textIn } from '../web/form';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { BulkDecisions } from './bulk-decisions.service';
import { BulkPage } from './bulk-page';
import { isId, MOST_FOUND, queueAddress, QueueView, readView } from './desk-address';
import { DeskState } from './desk-state.service';
import { MatchFile, MatchFiles } from './match-files.service';
import { readDecision } from './read-decision';
import { ListedRow } from './queue-list';
import { ListPlace, QueuePage, queueTitle } from './queue-page';
import { CountedView, MOST_IN_VIEW } from './views-bar';

const PAGE_SIZE = 50;
const MOST_IN_BULK = 200;
const LONGEST_SEARCH = 100;

/** What was wrong with a form of the desk. */
interface Refusal {
  field: 'pilih' | 'alasan' | 'cari';
  text: string;
  searched?: string;
}

@PageController()
@Access('officer', 'admin')
export class QueueController {
  constructor(
    private readonly bulk: BulkDecisions,
    private readonly files: MatchFiles,
    private readonly state: DeskState,
    private readonly views: DeskViews,
    private readonly transactions: Transactions,
  ) {}

  @Get('petugas')
  show(@CurrentVisit() visit: Visit): Promise<PageAnswer> {
    return this.page(visit, null);
  }

  /** Decides on every selected row by itself: one that cannot be decided leaves the others as they are. */
  @Post('petugas')
  async decide(@CurrentVisit() visit: Visit, @SentForm() form: FormBody): Promise<PageAnswer> {
    const selected = listIn(form, 'pilih').filter((text) => isId(text.split(':')[0]));
    const refuse = (field: Refusal['field'], text: string) => this.page(visit, { field, text });
    if (selected.length === 0) return refuse('pilih', visit.t('bulk.none'));
    if (selected.length > MOST_IN_BULK) return refuse('pilih', visit.t('bulk.many', { most: MOST_IN_BULK }));
    const { decision, faults } = readDecision(form, []);
    if (!decision) return refuse('alasan', visit.t(faults[0]!.key));
    const results = await this.bulk.decide(visit.caller, selected, decision);
    const only = results.map(({ matchId }) => matchId);
    const rows = await this.transactions.read((tx) => officerQueue(tx, visit.caller, { states: MATCH_STATES, only, limit: MOST_IN_BULK }));
    const body = <BulkPage results={results} rows={rows} token={visit.formToken} />;
    return { title: visit.t('bulk.result'), back: '/petugas', isWide: true, body };
  }

  /** Leads to the rows found by their ids. */
  @Post('petugas/cari')
  async search(@CurrentVisit() visit: Visit, @SentForm() form: FormBody): Promise<PageAnswer> {
    const searched = textIn(form, 'cari').slice(0, LONGEST_SEARCH);
    const view = { ...readView((name) => visit.query(name)), only: undefined, after: undefined, open: undefined };
    if (searched === '') return { to: queueAddress(view) };
    const found = await this.transactions.read((tx) => this.rows(tx, visit, view, MOST_FOUND, searched));
    if (found.length === 0) return this.page(visit, { field: 'cari', text: visit.t('queue.search.none'), searched });
    return { to: queueAddress({ ...view, only: found.map(({ id }) => id) }) };
  }

  private async page(visit: Visit, error: Refusal | null): Promise<PageAnswer> {
    const view = readView((name) => visit.query(name));
    const errors = error === null ? [] : [error];
    return this.transactions.read(async (tx) => {
      const size = view.isLong ? MOST_IN_BULK : PAGE_SIZE;
      const found = await this.rows(tx, visit, view, size + 1);
      const rows = found.slice(0, size);
      const hasMore = found.length > size;
      const { terms } = this.state;
      const body = (
        <QueuePage
          view={view}
          counts={await queueCounts(tx, visit.caller, terms)}
          rows={rows}
          hasMore={hasMore}
          place={hasMore || view.after ? await this.placeOf(tx, visit, view) : null}
          today={terms.today}
          daysOff={await this.state.daysOff(tx)}
          territory={visit.caller.regionCode}
          token={visit.formToken}
          errors={errors}
          searched={error?.searched ?? ''}
          file={await this.openFile(tx, visit, view, rows)}
          decided={await this.decidedFile(tx, visit)}
          hasTaken={isId(visit.query('ambil'))}
          me={visit.caller.id}
          views={await this.countedViews(tx, visit)}
          mayShare={visit.caller.role === 'admin'}
          hasSingleKeys={await this.views.hasSingleKeys(tx, visit.caller)}
        />
      );
      return { title: queueTitle(view.queue, visit.t), isWide: 'full', script: DESK_SCRIPT, body, errors, status: error ? 422 : 200 };
    });
  }

  private async rows(tx: EntityManager, { caller }: Visit, view: QueueView, limit: number, search?: string): Promise<ListedRow[]> {
    const rows = await officerQueue(tx, caller, { ...this.filterOf(view), search, limit });
    return rows.map((row) => ({ ...row, cameOn: this.state.dayOf(row.createdAt) }));
  }

  private async placeOf(tx: EntityManager, { caller }: Visit, view: QueueView): Promise<ListPlace> {
    const { after, ...filter } = this.filterOf(view);
    return {
      before: after ? await queueSize(tx, caller, { ...filter, upTo: after, limit: null }) : 0,
      total: await queueSize(tx, caller, { ...filter, limit: MOST_COUNTED + 1 }),
    };
  }

  private filterOf({ queue, verdict, kind, regionCode, after, only }: QueueView): Omit<QueueFilter, 'limit'> {
    return { ...queueFilter(queue, this.state.terms), verdict, kind, regionCode, after, only };
  }

  private async countedViews(tx: EntityManager, { caller }: Visit): Promise<CountedView[]> {
    const counted: CountedView[] = [];
    for (const view of await this.views.list(tx, caller)) {
      const query = new URLSearchParams(view.query);
      const filter = this.filterOf(readView((name) => query.get(name) ?? undefined));
      counted.push({ ...view, count: await queueSize(tx, caller, { ...filter, limit: MOST_IN_VIEW }) });
    }
    return counted;
  }

  /** The row asked for, else the first. */
  private async openFile(tx: EntityManager, visit: Visit, { open }: QueueView, rows: readonly ListedRow[]): Promise<MatchFile | null> {
    const id = open ?? rows[0]?.id;
    return id ? this.files.of(tx, visit, id) : null;
  }

  private async decidedFile(tx: EntityManager, visit: Visit): Promise<MatchFile | null> {
    const id = visit.query('putus');
    return isId(id) ? this.files.of(tx, visit, id) : null;
  }
}
