import { PasswordSignIn, SecondFactor } from '@sambung/accounts';
import { FieldError } from '@sambung/ui';
import { Get, Post } from '@nestjs/common';
import { Access, BeforeSecondFactor } from '../../http/access';
import { Transactions } from '../../http/transactions';
import { faultText } from '../web/fault-text';
import { FormBody, SentForm, textIn } from '../web/form';
import { homeOf } from '../web/menu';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { AppOnPage, AppPage, ConfirmAppPage, Enrolment, RecoveryCodesPage } from './app-page';

/** Staff put an authenticator app in their account, or take it off; those who must have one are led here. */
@PageController()
@Access('officer', 'admin', 'planner', 'partner')
@BeforeSecondFactor()
export class AppController {
  constructor(
    private readonly secondFactor: SecondFactor,
    private readonly passwords: PasswordSignIn,
    private readonly transactions: Transactions,
  ) {}

  @Get('aplikasi')
  show(@CurrentVisit() visit: Visit): Promise<PageAnswer> {
    return this.page(visit, []);
  }

  /** The secret shows in this answer alone; asking again makes another until one is confirmed. */
  @Post('aplikasi')
  async enrol(@CurrentVisit() visit: Visit): Promise<PageAnswer> {
    const { id } = visit.caller;
    return this.transactions.write(async (tx) => {
      if ((await this.secondFactor.recoveryCodesLeft(tx, id)) !== null) return { to: '/aplikasi' };
      return confirmPage(visit, await this.secondFactor.enrol(tx, id), []);
    });
  }

  @Get('aplikasi/kode')
  again(): PageAnswer {
    return { to: '/aplikasi' };
  }

  @Get('aplikasi/lepas')
  showAgain(): PageAnswer {
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

  @Post('aplikasi/lepas')
  async remove(@CurrentVisit() visit: Visit, @SentForm() form: FormBody): Promise<PageAnswer> {
    try {
      await this.passwords.removeSecondFactor(visit.caller, textIn(form, 'kode'));
      return { to: '/aplikasi?lepas' };
    } catch (error) {
      return this.page(visit, [{ field: 'kode', text: faultText(visit, error) }]);
    }
  }

  private async page(visit: Visit, errors: FieldError[]): Promise<PageAnswer> {
    const left = await this.transactions.read((tx) => this.secondFactor.recoveryCodesLeft(tx, visit.caller.id));
    const token = visit.formToken;
    if (left === null) {
      const body = <AppPage token={token} isRemoved={visit.query('lepas') !== undefined} />;
      return { title: visit.t('app.title'), back: '/perangkat', body };
    }
    const body = <AppOnPage token={token} codesLeft={left} errors={errors} />;
    return { title: visit.t('app.on'), back: '/perangkat', body, errors, status: errors.length > 0 ? 422 : 200 };
  }
}

function confirmPage(visit: Visit, enrolment: Enrolment | null, errors: FieldError[]): PageAnswer {
  const body = <ConfirmAppPage token={visit.formToken} enrolment={enrolment} errors={errors} />;
  return { title: visit.t('app.title'), back: '/aplikasi', body, errors, status: errors.length > 0 ? 422 : 200 };
}
