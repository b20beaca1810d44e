import { Clock } from '@sambung/config';
import { namesOf } from '@sambung/overlap';
import { Get } from '@nestjs/common';
import { Access } from '../../http/access';
import { Transactions } from '../../http/transactions';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { FigureActorsPage } from './figure-actors-page';
import { actorsBehind, institutionNames, Listed, matchesBehind, Part, territories } from './figure-lists.query';
import { FigureMatchesPage } from './figure-matches-page';
import { actorsAddress, actorsViewOf, matchesAddress, matchesViewOf, pageAsked, workloadSince } from './figure-views';

const ROWS = 50;

/** Whether a list has become shorter than the address knew. */
const isBeyond = ({ page, listed }: { page: number; listed: Listed<unknown> }): boolean => page > 1 && listed.rows.length === 0;

/** Lists behind the figures of the dashboard. */
@PageController()
@Access('planner', 'admin')
export class FigureListsController {
  constructor(
    private readonly clock: Clock,
    private readonly transactions: Transactions,
  ) {}

  @Get('dasbor/kecocokan')
  matches(@CurrentVisit() visit: Visit): Promise<PageAnswer> {
    return this.transactions.read(async (tx) => {
      const view = matchesViewOf(visit);
      const since = workloadSince(this.clock.today());
      const shown = await this.page(visit, (part) => matchesBehind(tx, view, since, part));
      if (isBeyond(shown)) return { to: matchesAddress(view) };
      const names = await namesOf(tx, shown.listed.rows.map(({ offer }) => offer)); // prettier-ignore
      const options = { institutions: await institutionNames(tx), territories: await territories(tx) };
      const body = <FigureMatchesPage view={view} names={names} {...options} {...shown} />;
      return { title: visit.t('behind.matches'), back: '/dasbor/laporan', isWide: 'full', body };
    });
  }

  @Get('dasbor/pelaku')
  actors(@CurrentVisit() visit: Visit): Promise<PageAnswer> {
    return this.transactions.read(async (tx) => {
      const view = actorsViewOf(visit);
      const shown = await this.page(visit, (part) => actorsBehind(tx, view, this.clock.today(), part));
      if (isBeyond(shown)) return { to: actorsAddress(view) };
      return {
        title: visit.t('behind.actors'),
        back: '/dasbor/laporan',
        isWide: 'full',
        body: <FigureActorsPage view={view} {...shown} />,
      };
    });
  }

  /** The page of a list that an address asks for. */
  private async page<Row>(
    visit: Visit,
    read: (part: Part) => Promise<Listed<Row>>,
  ): Promise<{ listed: Listed<Row>; page: number; before: number; hasMore: boolean }> {
    const page = pageAsked(visit);
    const before = (page - 1) * ROWS;
    const listed = await read({ most: ROWS, skipped: before });
    return { listed, page, before, hasMore: before + listed.rows.length < listed.total };
  }
}
