import { Principal } from '@sambung/accounts';
import { DomainError } from '@sambung/errors';
import { checkPhone, regionLevel } from '@sambung/reference';
import { DraftAnswers, DraftsService } from '@sambung/profiles';
import { FieldError, MessageKey } from '@sambung/ui';
import { Get, Post } from '@nestjs/common';
import { Public } from '../../http/access';
import { Limited } from '../../http/rate-limits';
import { Transactions } from '../../http/transactions';
import { AnonymousAnswers } from '../questions/draft-answers';
import { BUSINESS } from '../questions/business';
import { isReadyForResults } from '../questions/flow';
import { faultText } from '../web/fault-text';
import { FormBody, SentForm, textIn } from '../web/form';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { RegisterPage, TwinPage } from './register-page';
import { keptAt, Registration } from './registration.service';
import { SentCodes } from './sent-codes.service';

const ownerOf = ({ principal }: Visit): Principal | null => (principal?.role === 'owner' ? principal : null);

@PageController()
@Public()
export class RegisterController {
  constructor(
    private readonly anonymous: AnonymousAnswers,
    private readonly drafts: DraftsService,
    private readonly registration: Registration,
    private readonly codes: SentCodes,
    private readonly transactions: Transactions,
  ) {}

  @Get('simpan')
  async show(@CurrentVisit() visit: Visit): Promise<PageAnswer> {
    const answers = await this.transactions.read((tx) => this.anonymous.of(tx, visit));
    if (!isReadyForResults(answers)) return { to: '/mulai' };
    if (regionLevel(answers.region!) < 3) return { to: '/mulai/kecamatan' };
    return this.page(visit, {}, []);
  }

  @Post('simpan')
  @Limited('code')
  async keep(@CurrentVisit() visit: Visit, @SentForm() form: FormBody): Promise<PageAnswer> {
    const draft = await this.transactions.read((tx) => this.drafts.find(tx, visit.draftToken!));
    if (!draft || (!draft.actorId && !isReadyForResults(draft.answers))) return { to: '/mulai' };
    const owner = ownerOf(visit);
    const { registrant, faults } = readRegistrant(form, owner !== null);
    if (faults.length > 0) return this.page(visit, form, faults.map(({ field, key }) => ({ field, text: visit.t(key) }))); // prettier-ignore
    try {
      return { to: owner ? await this.register(visit, owner) : await this.sendCode(visit, registrant) };
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'notFound') throw error;
      if (error instanceof DomainError && error.code === 'ActorDuplicate') return twinPage(visit, error, draft.answers);
      return this.page(visit, form, [{ field: owner ? 'setuju' : 'telepon', text: faultText(visit, error) }]);
    }
  }

  private async register({ draftToken, locale }: Visit, owner: Principal): Promise<string> {
    return keptAt(await this.transactions.write((tx) => this.registration.keep(tx, draftToken!, owner, locale)));
  }

  /** The account comes with the right code, and the answers with it. */
  private async sendCode(visit: Visit, { name, phone }: Registrant): Promise<string> {
    await this.codes.send(visit, phone, name);
    return '/masuk/kode';
  }

  private page(visit: Visit, form: FormBody, errors: FieldError[]): PageAnswer {
    const body = <RegisterPage token={visit.formToken} form={form} errors={errors} isKnown={ownerOf(visit) !== null} />;
    return { title: visit.t('register.title'), back: '/cocok', body, errors, status: errors.length > 0 ? 422 : 200 };
  }
}

function twinPage({ t }: Visit, { extra }: DomainError, answers: DraftAnswers): PageAnswer {
  const actorId = typeof extra.actorId === 'string' ? extra.actorId : null;
  const body = <TwinPage actorId={actorId} mayRename={BUSINESS.concerns(answers)} />;
  return { title: t('register.twin'), back: '/cocok', body, status: 409 };
}

interface Registrant {
  name: string;
  /** E.164. */
  phone: string;
}

/** What the form says of the owner, and everything that is wrong with it. */
function readRegistrant(form: FormBody, isKnown: boolean): { registrant: Registrant; faults: { field: string; key: MessageKey }[] } {
  const name = textIn(form, 'nama');
  const phone = checkPhone(textIn(form, 'telepon'));
  const faults: { field: string; key: MessageKey }[] = [];
  if (!isKnown && !/^[^\p{Cc}]{1,200}$/u.test(name)) faults.push({ field: 'nama', key: 'fault.OwnNameMissing' });
  if (!isKnown && !phone.ok) faults.push({ field: 'telepon', key: 'fault.PhoneWrong' });
  if (textIn(form, 'setuju') !== 'ya') faults.push({ field: 'setuju', key: 'fault.ConsentMissing' });
  return { registrant: { name, phone: phone.ok ? phone.value : '' }, faults };
}
