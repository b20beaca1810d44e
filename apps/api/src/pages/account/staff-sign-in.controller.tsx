import { OidcSignIn, PasswordSignIn } from '@sambung/accounts';
import { DomainError } from '@sambung/errors';
import { FieldError } from '@sambung/ui';
import { Get, Post } from '@nestjs/common';
import { Public } from '../../http/access';
import { Limited } from '../../http/rate-limits';
import { faultText } from '../web/fault-text';
import { FormBody, SentForm, textIn } from '../web/form';
import { homeOf } from '../web/menu';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { beginAt } from './organisation.controller';
import { StaffSignInPage } from './staff-sign-in-page';
import { stepAt, wishOf } from './wish';

const LONGEST = 200;

/** Officers, planners, partners and administrators sign in with a password and, where they have one, an authenticator app. */
@PageController()
@Public()
export class StaffSignInPageController {
  constructor(
    private readonly passwords: PasswordSignIn,
    private readonly oidc: OidcSignIn,
  ) {}

  @Get('masuk/petugas')
  show(@CurrentVisit() visit: Visit): PageAnswer {
    return visit.principal ? { to: homeOf(visit.principal.role) } : this.page(visit, '', []);
  }

  @Post('masuk/petugas')
  @Limited('signIn')
  async signIn(@CurrentVisit() visit: Visit, @SentForm() form: FormBody): Promise<PageAnswer> {
    const login = textIn(form, 'akun').slice(0, LONGEST);
    const password = [form['sandi'] ?? ''].flat()[0]!.slice(0, LONGEST);
    const secondFactor = textIn(form, 'aplikasi').slice(0, LONGEST);
    const faults = [
      ...(login ? [] : [{ field: 'akun', text: visit.t('fault.LoginMissing') }]),
      ...(password ? [] : [{ field: 'sandi', text: visit.t('fault.PasswordMissing') }]),
    ];
    if (faults.length > 0) return this.page(visit, login, faults);
    try {
      const opened = await this.passwords.signIn({ login, password, ...(secondFactor && { secondFactor }) }, visit.signInContext);
      visit.openSession(opened);
      return { to: wishOf(visit) ?? homeOf(opened.person.role) };
    } catch (error) {
      const field = error instanceof DomainError && error.code.startsWith('SecondFactor') ? 'aplikasi' : 'akun';
      return this.page(visit, login, [{ field, text: faultText(visit, error) }]);
    }
  }

  private page(visit: Visit, login: string, errors: FieldError[]): PageAnswer {
    const { providerName } = this.oidc;
    const token = visit.formToken;
    const body = (
      <StaffSignInPage
        action={stepAt('/masuk/petugas', visit)}
        token={token}
        login={login}
        errors={errors}
        organisation={providerName === null ? null : { name: providerName, href: beginAt(visit, token) }}
        hasNewPassword={visit.query('sandi') === 'baru'}
      />
    );
    return { title: visit.t('signIn.staff.title'), back: '/masuk', body, errors, status: errors.length > 0 ? 422 : 200 };
  }
}
