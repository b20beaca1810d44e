import { ProfilePins } from '@sambung/accounts';
import { DomainError } from '@sambung/errors';
import { Actor, ActorsService } from '@sambung/profiles';
import { FieldError, MessageKey } from '@sambung/ui';
import { Get, Post } from '@nestjs/common';
import type { VNode } from 'preact';
import { Access } from '../../http/access';
import { Id } from '../../http/request-shapes';
import { Transactions } from '../../http/transactions';
import { SentCodes } from '../account/sent-codes.service';
import { stepAt, wishOf } from '../account/wish';
import { faultText } from '../web/fault-text';
import { FormBody, SentForm, textIn } from '../web/form';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { writtenPhone } from '../web/written-phone';
import { AskPinPage, BlockedPinPage, ForgottenPinPage, RenewPinPage, SetPinPage } from './pin-page';
import { BehindPin } from './profile-lock';

const SIX_DIGITS = /^\d{6}$/;

const digitsIn = (form: FormBody, field: string): string => textIn(form, field).replaceAll(/[\s.-]/g, '');

/** PINs of profiles, for those who share a phone. */
@PageController()
@Access('owner')
export class PinController {
  constructor(
    private readonly pins: ProfilePins,
    private readonly codes: SentCodes,
    private readonly actors: ActorsService,
    private readonly transactions: Transactions,
  ) {}

  private actor({ caller }: Visit, id: string): Promise<Actor> {
    return this.transactions.read((tx) => this.actors.get(tx, caller, id));
  }

  @Get('usaha/:id/pin')
  async ask(@CurrentVisit() visit: Visit, @Id() id: string): Promise<PageAnswer> {
    const actor = await this.actor(visit, id);
    if (!(await this.pins.isLocked(visit.caller, id))) return { to: wishOf(visit) ?? `/usaha/${id}` };
    return this.askPage(visit, actor, []);
  }

  @Post('usaha/:id/pin')
  async open(@CurrentVisit() visit: Visit, @Id() id: string, @SentForm() form: FormBody): Promise<PageAnswer> {
    const actor = await this.actor(visit, id);
    const pin = digitsIn(form, 'pin');
    if (!SIX_DIGITS.test(pin)) return this.askPage(visit, actor, [unfinished(visit, 'pin')]);
    try {
      await this.pins.open(visit.caller, id, pin);
      return { to: wishOf(visit) ?? `/usaha/${id}` };
    } catch (error) {
      return this.askPage(visit, actor, [faultOf(visit, error, () => 'pin')]);
    }
  }

  /** After the last try only a code is of use, so there is nothing to write. */
  private async askPage(visit: Visit, { id, name }: Actor, errors: FieldError[]): Promise<PageAnswer> {
    const at = `/usaha/${id}`;
    const shown = { at, name, token: visit.formToken, errors, action: stepAt(`${at}/pin`, visit) };
    if (!(await this.pins.isBlocked(visit.caller, id))) return page(visit, 'pin.ask', '/usaha?semua', <AskPinPage {...shown} />, errors);
    return page(visit, 'pin.blocked', '/usaha?semua', <BlockedPinPage at={at} name={name} />, []);
  }

  @Get('usaha/:id/pin/atur')
  @BehindPin()
  show(@CurrentVisit() visit: Visit, @Id() id: string): Promise<PageAnswer> {
    return this.setPage(visit, id, []);
  }

  @Post('usaha/:id/pin/atur')
  @BehindPin()
  async set(@CurrentVisit() visit: Visit, @Id() id: string, @SentForm() form: FormBody): Promise<PageAnswer> {
    await this.actor(visit, id);
    const [current, pin] = [digitsIn(form, 'sekarang'), digitsIn(form, 'pin')];
    if (!SIX_DIGITS.test(current) && (await this.isSet(id))) return this.setPage(visit, id, [unfinished(visit, 'sekarang')]);
    if (!SIX_DIGITS.test(pin)) return this.setPage(visit, id, [unfinished(visit, 'pin')]);
    try {
      await this.pins.set(visit.caller, id, pin, current);
      await this.pins.open(visit.caller, id, pin);
      return { to: `/usaha/${id}/data?kabar=pin-simpan` };
    } catch (error) {
      return this.setPage(visit, id, [faultOf(visit, error, (pointer) => (pointer === '/pin' ? 'pin' : 'sekarang'))]);
    }
  }

  /** Where a refusal stands, for whoever loads it again or changes the language there. */
  @Get('usaha/:id/pin/hapus')
  showAgain(@Id() id: string): PageAnswer {
    return { to: `/usaha/${id}/pin/atur` };
  }

  @Post('usaha/:id/pin/hapus')
  @BehindPin()
  async remove(@CurrentVisit() visit: Visit, @Id() id: string, @SentForm() form: FormBody): Promise<PageAnswer> {
    await this.actor(visit, id);
    const current = digitsIn(form, 'lama');
    if (!SIX_DIGITS.test(current)) return this.setPage(visit, id, [unfinished(visit, 'lama')]);
    try {
      await this.pins.remove(visit.caller, id, current);
      return { to: `/usaha/${id}/data?kabar=pin-hapus` };
    } catch (error) {
      return this.setPage(visit, id, [faultOf(visit, error, () => 'lama')]);
    }
  }

  private isSet(id: string): Promise<boolean> {
    return this.transactions.read((tx) => this.pins.isSet(tx, id));
  }

  private async setPage(visit: Visit, id: string, errors: FieldError[]): Promise<PageAnswer> {
    const actor = await this.actor(visit, id);
    const isSet = await this.isSet(id);
    const body = <SetPinPage at={`/usaha/${id}`} name={actor.name} token={visit.formToken} errors={errors} isSet={isSet} />;
    return page(visit, isSet ? 'pin.change' : 'pin.set', `/usaha/${id}/data`, body, errors);
  }

  @Get('usaha/:id/pin/lupa')
  async forgotten(@CurrentVisit() visit: Visit, @Id() id: string): Promise<PageAnswer> {
    return forgottenPage(visit, await this.actor(visit, id), []);
  }

  @Post('usaha/:id/pin/lupa')
  async sendCode(@CurrentVisit() visit: Visit, @Id() id: string): Promise<PageAnswer> {
    const actor = await this.actor(visit, id);
    try {
      await this.codes.sendForPin(visit, visit.caller, id);
      return { to: `/usaha/${id}/pin/kode` };
    } catch (error) {
      return forgottenPage(visit, actor, [{ field: 'kode', text: faultText(visit, error) }]);
    }
  }

  @Get('usaha/:id/pin/kode')
  enterCode(@CurrentVisit() visit: Visit, @Id() id: string): Promise<PageAnswer> {
    return this.renewPage(visit, id, '', []);
  }

  @Post('usaha/:id/pin/kode')
  async renew(@CurrentVisit() visit: Visit, @Id() id: string, @SentForm() form: FormBody): Promise<PageAnswer> {
    const sent = this.codes.of(visit, id);
    if (!sent) return { to: `/usaha/${id}/pin/lupa` };
    const [code, pin] = [digitsIn(form, 'kode'), digitsIn(form, 'pin')];
    if (!SIX_DIGITS.test(code)) return this.renewPage(visit, id, code, [{ field: 'kode', text: visit.t('fault.CodeMissing') }]);
    await this.actor(visit, id);
    try {
      await this.pins.reset(visit.caller, id, { requestId: sent.requestId, code, pin });
      visit.keepSentCode(null);
      return { to: `/usaha/${id}/data?kabar=pin-simpan` };
    } catch (error) {
      const fault = faultOf(visit, error, (pointer) => (pointer === '/pin' ? 'pin' : 'kode'));
      return this.renewPage(visit, id, fault.field === 'kode' ? '' : code, [fault]);
    }
  }

  private async renewPage(visit: Visit, id: string, code: string, errors: FieldError[]): Promise<PageAnswer> {
    const { name } = await this.actor(visit, id);
    const sent = this.codes.of(visit, id);
    if (!sent) return { to: `/usaha/${id}/pin/lupa` };
    const told = { phone: writtenPhone(sent.phone), shown: sent.code, code };
    const body = <RenewPinPage at={`/usaha/${id}`} name={name} token={visit.formToken} errors={errors} {...told} />;
    return page(visit, 'pin.renew', `/usaha/${id}/pin/lupa`, body, errors);
  }
}

/** What cannot be the PIN is no try at it, so nothing counts it. */
const unfinished = ({ t }: Visit, field: string): FieldError => ({ field, text: t('fault.PinMissing') });

/** @param fieldOf the field of the page that a pointer of the service means */
function faultOf(visit: Visit, error: unknown, fieldOf: (pointer: string | undefined) => string): FieldError {
  const { errors, triesLeft } = error instanceof DomainError ? error.extra : {};
  const field = fieldOf(errors?.[0]?.pointer);
  if (typeof triesLeft !== 'number') return { field, text: faultText(visit, error) };
  return { field, text: triesLeft > 0 ? visit.t('fault.PinWrong', { count: triesLeft }) : visit.t('fault.PinBlocked') };
}

function forgottenPage(visit: Visit, { id, name }: Actor, errors: FieldError[]): PageAnswer {
  const body = <ForgottenPinPage at={`/usaha/${id}`} name={name} token={visit.formToken} errors={errors} />;
  return page(visit, 'pin.forgotten', `/usaha/${id}/pin`, body, errors);
}

const page = (visit: Visit, title: MessageKey, back: string, body: VNode, errors: FieldError[]): PageAnswer => ({
  title: visit.t(title),
  back,
  body,
  errors,
  status: errors.length > 0 ? 422 : 200,
});
