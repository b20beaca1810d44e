import { PasswordResets } from '@sambung/accounts';
import { DomainError, notFound } from '@sambung/errors';
import { FieldError } from '@sambung/ui';
import { Get, Param, Post } from '@nestjs/common';
import { Public } from '../../http/access';
import { Limited } from '../../http/rate-limits';
import { faultText } from '../web/fault-text';
import { FormBody, SentForm, textIn } from '../web/form';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { AskForLinkPage, LinkSentPage, NewPasswordPage, NoMailPage } from './password-reset-page';

const LONGEST = 200;
const TOKEN = /^sbr_[A-Za-z0-9_-]{43}$/;

/** Staff who forgot their password get a link by e-mail, or from an administrator, and set another. */
@PageController()
@Public()
export class PasswordResetController {
  constructor(private readonly resets: PasswordResets) {}

  @Get('masuk/sandi')
  show(@CurrentVisit() visit: Visit): PageAnswer {
    return this.askPage(visit, []);
  }

  /** The same answer for every address, at once. */
  @Post('masuk/sandi')
  @Limited('code')
  ask(@CurrentVisit() visit: Visit, @SentForm() form: FormBody): PageAnswer {
    const email = textIn(form, 'email').slice(0, LONGEST);
    if (!/^\S+@\S+$/.test(email)) return this.askPage(visit, [{ field: 'email', text: visit.t('fault.LoginMissing') }]);
    this.resets.request(email);
    return { to: '/masuk/sandi?terkirim' };
  }

  private askPage(visit: Visit, errors: FieldError[]): PageAnswer {
    const page = { title: visit.t('reset.title'), back: '/masuk/petugas' };
    if (!this.resets.goesByMail) return { ...page, body: <NoMailPage /> };
    if (visit.query('terkirim') !== undefined) return { ...page, body: <LinkSentPage /> };
    return { ...page, body: <AskForLinkPage token={visit.formToken} errors={errors} />, errors, status: errors.length > 0 ? 422 : 200 };
  }

  @Get('masuk/sandi/:token')
  @Limited('signIn')
  async open(@CurrentVisit() visit: Visit, @Param('token') token: string): Promise<PageAnswer> {
    await this.resets.assertUsable(known(token));
    return newPasswordPage(visit, token, []);
  }

  @Post('masuk/sandi/:token')
  @Limited('signIn')
  async set(@CurrentVisit() visit: Visit, @Param('token') token: string, @SentForm() form: FormBody): Promise<PageAnswer> {
    const password = [form['sandi'] ?? ''].flat()[0]!;
    if (password.length > LONGEST) return newPasswordPage(visit, token, [{ field: 'sandi', text: visit.t('fault.PasswordLong') }]);
    try {
      await this.resets.use(known(token), password);
      return { to: '/masuk/petugas?sandi=baru' };
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'invalid') throw error;
      const [fault] = error.extra.errors ?? [];
      const text = faultText(visit, fault ? new DomainError('invalid', fault.code, fault.detail) : error);
      return newPasswordPage(visit, token, [{ field: 'sandi', text }]);
    }
  }
}

/** @throws DomainError for what is no token of ours */
function known(token: string): string {
  if (TOKEN.test(token)) return token;
  throw notFound('ResetUnknown', 'Tautan ini salah tulis.', 'This link is mistyped.');
}

function newPasswordPage(visit: Visit, token: string, errors: FieldError[]): PageAnswer {
  const body = <NewPasswordPage action={`/masuk/sandi/${token}`} token={visit.formToken} errors={errors} />;
  return { title: visit.t('reset.new'), back: '/masuk/petugas', body, errors, status: errors.length > 0 ? 422 : 200 };
}
