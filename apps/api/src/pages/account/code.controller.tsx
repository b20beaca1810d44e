import { Person } from '@sambung/accounts';
import { DomainError } from '@sambung/errors';
import { FieldError } from '@sambung/ui';
import { Get, Post } from '@nestjs/common';
import { Public } from '../../http/access';
import { Limited } from '../../http/rate-limits';
import { Transactions } from '../../http/transactions';
import { faultText } from '../web/fault-text';
import { FormBody, SentForm, textIn } from '../web/form';
import { homeOf } from '../web/menu';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { writtenPhone } from '../web/written-phone';
import { AGAIN, CodePage } from './code-page';
import { keptAt, principalOf, Registration } from './registration.service';
import { SentCodes, SentTo } from './sent-codes.service';
import { stepAt, wishOf } from './wish';

/** The second step of signing in and of keeping answers: the code that the phone got. */
@PageController()
@Public()
export class CodeController {
  constructor(
    private readonly codes: SentCodes,
    private readonly registration: Registration,
    private readonly transactions: Transactions,
  ) {}

  @Get('masuk/kode')
  show(@CurrentVisit() visit: Visit): PageAnswer {
    const sent = this.codes.of(visit);
    if (sent) return page(visit, sent, []);
    return { to: visit.principal ? homeOf(visit.principal.role) : '/masuk' };
  }

  @Post('masuk/kode')
  @Limited('signIn')
  async signIn(@CurrentVisit() visit: Visit, @SentForm() form: FormBody): Promise<PageAnswer> {
    const sent = this.codes.of(visit);
    if (!sent) return { to: '/masuk' };
    const code = textIn(form, 'kode').replaceAll(/[\s.-]/g, '');
    if (!/^\d{6}$/.test(code)) return page(visit, sent, [{ field: 'kode', text: visit.t('fault.CodeMissing') }]);
    try {
      const { person } = await this.codes.signIn(visit, sent, code);
      return { to: sent.name === null ? (wishOf(visit) ?? homeOf(person.role)) : await this.register(visit, person) };
    } catch (error) {
      return page(visit, sent, [{ field: 'kode', text: faultText(visit, error) }]);
    }
  }

  /** Where a refusal stands, for whoever loads it again or changes the language there. */
  @Get('masuk/kode/baru')
  showAgain(@CurrentVisit() visit: Visit): PageAnswer {
    return { to: stepAt('/masuk/kode', visit) };
  }

  @Post('masuk/kode/baru')
  @Limited('code')
  async again(@CurrentVisit() visit: Visit): Promise<PageAnswer> {
    const sent = this.codes.of(visit);
    if (!sent) return { to: '/masuk' };
    try {
      await this.codes.send(visit, sent.phone, sent.name);
      return { to: stepAt('/masuk/kode', visit) };
    } catch (error) {
      return page(visit, sent, [{ field: AGAIN, text: faultText(visit, error) }]);
    }
  }

  /** Who is refused here is signed in all the same, and reads why where the answers are kept. @returns where to go on */
  private async register({ draftToken, locale }: Visit, person: Person): Promise<string> {
    try {
      const owner = principalOf(person);
      const actorId = await this.transactions.write((tx) => this.registration.keep(tx, draftToken!, owner, locale), owner);
      return keptAt(actorId);
    } catch (error) {
      if (error instanceof DomainError) return '/simpan';
      throw error;
    }
  }
}

function page(visit: Visit, { phone, code }: SentTo, errors: FieldError[]): PageAnswer {
  const body = (
    <CodePage
      action={stepAt('/masuk/kode', visit)}
      again={stepAt('/masuk/kode/baru', visit)}
      token={visit.formToken}
      phone={writtenPhone(phone)}
      shown={code}
      errors={errors}
    />
  );
  return { title: visit.t('code.title'), back: '/masuk', body, errors, status: errors.length > 0 ? 422 : 200 };
}
