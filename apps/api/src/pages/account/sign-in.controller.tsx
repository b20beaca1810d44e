import { checkPhone } from '@sambung/reference';
import { FieldError } from '@sambung/ui';
import { Get, Post } from '@nestjs/common';
import { Public } from '../../http/access';
import { Limited } from '../../http/rate-limits';
import { faultText } from '../web/fault-text';
import { FormBody, SentForm, textIn } from '../web/form';
import { homeOf } from '../web/menu';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { SentCodes } from './sent-codes.service';
import { SignInPage } from './sign-in-page';
import { stepAt } from './wish';

const LONGEST = 40;

/** Owners sign in with their phone: first the number, then the code that it gets. */
@PageController()
@Public()
export class SignInController {
  constructor(private readonly codes: SentCodes) {}

  @Get('masuk')
  show(@CurrentVisit() visit: Visit): PageAnswer {
    return visit.principal ? { to: homeOf(visit.principal.role) } : this.page(visit, '', []);
  }

  @Post('masuk')
  @Limited('code')
  async send(@CurrentVisit() visit: Visit, @SentForm() form: FormBody): Promise<PageAnswer> {
    const written = textIn(form, 'telepon').slice(0, LONGEST);
    const phone = checkPhone(written);
    if (!phone.ok) return this.page(visit, written, [{ field: 'telepon', text: visit.t('fault.PhoneWrong') }]);
    try {
      await this.codes.send(visit, phone.value, null);
      return { to: stepAt('/masuk/kode', visit) };
    } catch (error) {
      return this.page(visit, written, [{ field: 'telepon', text: faultText(visit, error) }]);
    }
  }

  private page(visit: Visit, phone: string, errors: FieldError[]): PageAnswer {
    const addresses = { action: stepAt('/masuk', visit), staff: stepAt('/masuk/petugas', visit) };
    const body = <SignInPage {...addresses} token={visit.formToken} phone={phone} errors={errors} />;
    return { title: visit.t('signIn.title'), back: '/', body, errors, status: errors.length > 0 ? 422 : 200 };
  }
}
