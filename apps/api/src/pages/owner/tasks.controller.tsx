import { OutlookService, questionToAsk } from '@sambung/matches';
import { ActorsService, Documents, FactsService } from '@sambung/profiles';
import { Get } from '@nestjs/common';
import { Access } from '../../http/access';
import { Id } from '../../http/request-shapes';
import { Transactions } from '../../http/transactions';
import { ASKABLE } from '../questions/fact-questions';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { BehindPin } from './profile-lock';
import { TasksPage } from './tasks-page';

/** What an owner can still tell: questions that some open offer waits for, beside those that are answered. */
@PageController()
@Access('owner')
@BehindPin()
export class TasksController {
  constructor(
    private readonly actors: ActorsService,
    private readonly facts: FactsService,
    private readonly documents: Documents,
    private readonly outlook: OutlookService,
    private readonly transactions: Transactions,
  ) {}

  @Get('usaha/:id/lengkapi')
  show(@CurrentVisit() visit: Visit, @Id() id: string): Promise<PageAnswer> {
    return this.transactions.read(async (tx) => {
      const actor = await this.actors.get(tx, visit.caller, id);
      const suggestions = await this.outlook.all(tx, await this.outlook.situationOf(tx, actor));
      const known = new Set((await this.facts.current(tx, actor)).map(({ key }) => key));
      const tasks = ASKABLE.map((fact) => ({
        fact,
        isDone: known.has(fact),
        helps: known.has(fact) ? 0 : (questionToAsk(suggestions, (other) => other === fact)?.offers.length ?? 0),
      })).filter(({ isDone, helps }) => isDone || helps > 0);
      const documents = (await this.documents.list(tx, visit.caller, id)).length;
      const body = <TasksPage name={actor.name} at={`/usaha/${id}`} tasks={tasks} documents={documents} />;
      return { title: visit.t('tasks.title'), back: `/usaha/${id}`, body };
    });
  }
}
