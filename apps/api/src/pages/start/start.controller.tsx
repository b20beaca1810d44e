import { OutlookService } from '@sambung/matches';
import { Get } from '@nestjs/common';
import { Public } from '../../http/access';
import { Transactions } from '../../http/transactions';
import { CurrentVisit, Visit } from '../web/visit';
import { PageAnswer, PageController } from '../web/page-controller';
import { HelpPage } from './help-page';
import { StartPage } from './start-page';
import { AnonymousAnswers } from '../questions/draft-answers';

@PageController()
@Public()
export class StartController {
  constructor(
    private readonly anonymous: AnonymousAnswers,
    private readonly outlook: OutlookService,
    private readonly transactions: Transactions,
  ) {}

  @Get()
  start(@CurrentVisit() visit: Visit): Promise<PageAnswer> {
    return this.transactions.read(async (tx) => {
      const { asked } = await this.anonymous.of(tx, visit);
      const coverage = await this.outlook.coverage(tx);
      const body = <StartPage coverage={coverage} hasDraft={asked.length > 0} isSignedIn={visit.principal !== null} />;
      return { title: visit.t('start.title'), body };
    });
  }

  @Get('bantuan')
  help(@CurrentVisit() visit: Visit): PageAnswer {
    return { title: visit.t('help.title'), back: '/', body: <HelpPage /> };
  }
}
