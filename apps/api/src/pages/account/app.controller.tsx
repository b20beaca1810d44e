import { SecondFactor } from '@sambung/accounts';
import { FieldError } from '@sambung/ui';
import { Get, Post } from '@nestjs/common';
import { Access, BeforeSecondFactor } from '../../http/access';
import { Transactions } from '../../http/transactions';
import { faultText } from '../web/fault-text';
import { FormBody, SentForm, textIn } from '../web/form';
import { homeOf } from '../web/menu';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { AppPage, ConfirmAppPage, Enrolment, RecoveryCodesPage } from './app-page';

/** Staff put an authenticator app in their account; those who must have one are led here. */
@PageController()
@Access('officer', 'admin', 'planner', 'partner')
@BeforeSecondFactor()
export class AppController {
  constructor(
    private readonly secondFactor: SecondFactor,
    private readonly transactions: Transactions,
  ) {}

  @Get('aplikasi')
  show(@CurrentVisit() visit: Visit): PageAnswer {
    return { title: visit.t('app.title'), back: '/keluar', body: <AppPage token={visit.formToken} /> };
  }

  /** The secret shows in this answer alone; asking again makes another until one is confirmed. */
  @Post('aplikasi')
  async enrol(@CurrentVisit() visit: Visit): Promise<PageAnswer> {
    return confirmPage(visit, await this.transactions.write((tx) => this.secondFactor.enrol(tx, visit.caller.id)), []);
  }

  @Get('aplikasi/kode')
  again(): PageAnswer {
    return { to: '/aplikasi' };
  }

  @Post('aplikasi/kode')
  async confirm(@CurrentVisit() visit: Visit, @SentForm() form: FormBody): Promise<PageAnswer> {
    const { id, role } = visit.caller;
    try {
      const codes = await this.transactions.write((tx) => this.secondFactor.confirm(tx, id, textIn(form, 'kode')));
      return { title: visit.t('app.codes'), body: <RecoveryCodesPage codes={codes} next={homeOf(role)} /> };
    } catch (error) {
      faultText(visit, error);
      return confirmPage(visit, null, [{ field: 'kode', text: visit.t('fault.AppCodeWrong') }]);
    }
  }
}

function confirmPage(visit: Visit, enrolment: Enrolment | null, errors: FieldError[]): PageAnswer {
  const body = <ConfirmAppPage token={visit.formToken} enrolment={enrolment} errors={errors} />;
  return { title: visit.t('app.title'), back: '/aplikasi', body, errors, status: errors.length > 0 ? 422 : 200 };
}
