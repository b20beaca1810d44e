import { Clock } from '@sambung/config';
import { notFound } from '@sambung/errors';
import { cellKey, Naming, quarterOf } from '@sambung/matching';
import { CellsService, namesOf, ShownCell } from '@sambung/overlap';
import { Get, Param } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { Access } from '../../http/access';
import { Transactions } from '../../http/transactions';
import { queueAddress } from '../desk/desk-address';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { CellsPage } from './cells-page';
import { DistrictPage } from './district-page';
import { Districts } from './districts.service';
import { cellsFilter, CellsView, cellsViewOf, quartersFrom } from './cells-view';

const MOST_ROWS = 100;

const namesIn = (tx: EntityManager, cells: readonly ShownCell[]): Promise<Naming> => namesOf(tx, cells.flatMap(({ offers }) => offers)); // prettier-ignore

@PageController()
@Access('planner', 'admin')
export class CellsPageController {
  constructor(
    private readonly cells: CellsService,
    private readonly districts: Districts,
    private readonly clock: Clock,
    private readonly transactions: Transactions,
  ) {}

  private found(tx: EntityManager, visit: Visit, view: CellsView): Promise<ShownCell[]> {
    return this.cells.list(tx, visit.caller, cellsFilter(view, false));
  }

  @Get('dasbor/sel')
  list(@CurrentVisit() visit: Visit): Promise<PageAnswer> {
    return this.transactions.read(async (tx) => {
      const quarters = quartersFrom(this.clock.today());
      const view = cellsViewOf(visit, quarters);
      const found = await this.found(tx, visit, view);
      const after = visit.query('sesudah');
      const rest = found.filter((cell) => cellKey(cell) > (after ?? ''));
      const cells = rest.slice(0, MOST_ROWS);
      const next = rest.length > MOST_ROWS ? cellKey(cells.at(-1)!) : undefined;
      const names = await namesIn(tx, cells);
      const body = <CellsPage view={view} quarters={quarters} found={found} cells={cells} names={names} after={after} next={next} />;
      return { title: visit.t('cells.title'), isWide: 'full', body };
    });
  }

  @Get('dasbor/kecamatan/:kode')
  one(@CurrentVisit() visit: Visit, @Param('kode') code: string): Promise<PageAnswer> {
    return this.transactions.read(async (tx) => {
      const district = (await this.districts.all(tx)).find((known) => known.code === code);
      if (!district) throw notFound('RegionUnknown', 'Kecamatan tidak ditemukan.', 'There is no such kecamatan.');
      const quarter = quarterOf(this.clock.today());
      const cells = await this.found(tx, visit, { quarter, region: code });
      const queue = visit.caller.role === 'admin' ? queueAddress({ queue: 'new', regionCode: code }) : null;
      const body = <DistrictPage district={district} cells={cells} quarter={quarter} queue={queue} names={await namesIn(tx, cells)} />;
      return { title: visit.t('district.title'), back: '/dasbor', isWide: true, body };
    });
  }
}
