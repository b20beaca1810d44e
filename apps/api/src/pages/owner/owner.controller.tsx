import { ConsentsService } from '@sambung/accounts';
import { questionToAsk } from '@sambung/matches';
import { ActorsService, FactsService } from '@sambung/profiles';
import { Get } from '@nestjs/common';
import { Access } from '../../http/access';
import { Id } from '../../http/request-shapes';
import { Transactions } from '../../http/transactions';
import { isAskable } from '../questions/fact-questions';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { OwnerOffers } from './owner-offers.service';
import { ProfilePage } from './profile-page';
import { ProfilesPage } from './profiles-page';
import { BehindPin } from './profile-lock';
import { factStep } from './profile-steps';

const MOST_PROFILES = 50;

@PageController()
@Access('owner')
@BehindPin()
export class OwnerController {
  constructor(
    private readonly actors: ActorsService,
    private readonly facts: FactsService,
    private readonly consents: ConsentsService,
    private readonly offers: OwnerOffers,
    private readonly transactions: Transactions,
  ) {}

  @Get('usaha')
  list(@CurrentVisit() visit: Visit): Promise<PageAnswer> {
    return this.transactions.read(async (tx) => {
      const actors = await this.actors.list(tx, visit.caller, { limit: MOST_PROFILES });
      const standing = actors.filter(({ status }) => status !== 'withdrawn');
      if (standing.length === 1 && visit.query('semua') === undefined) return { to: `/usaha/${standing[0]!.id}` };
      return { title: visit.t('profiles.title'), body: <ProfilesPage actors={standing} /> };
    });
  }

  @Get('usaha/:id')
  show(@CurrentVisit() visit: Visit, @Id() id: string): Promise<PageAnswer> {
    return this.transactions.read(async (tx) => {
      const actor = await this.actors.get(tx, visit.caller, id);
      const { suggestions, matches } = await this.offers.all(tx, actor);
      const facts = await this.facts.current(tx, actor);
      const wanted = facts.find(({ key }) => key === 'need.wanted')?.value;
      const body = (
        <ProfilePage
          actor={actor}
          consents={await this.consents.standing(tx, id)}
          suggestions={suggestions}
          wanted={Array.isArray(wanted) ? wanted : []}
          matches={matches}
          next={questionToAsk(suggestions, isAskable)}
          questionAt={factStep(id)}
          isJustKept={visit.query('kabar') === 'simpan'}
          isJustChecked={visit.query('kabar') === 'periksa'}
        />
      );
      return { title: visit.t('matches.title'), body };
    });
  }
}
