import { Erasure, SubjectRights } from '@sambung/matches';
import { Actor, ActorsService, RightsRequests } from '@sambung/profiles';
import { DomainError } from '@sambung/errors';
import { FieldError } from '@sambung/ui';
import { Get, Post } from '@nestjs/common';
import { Access } from '../../http/access';
import { Id } from '../../http/request-shapes';
import { Transactions } from '../../http/transactions';
import { FormBody, SentForm, textIn } from '../web/form';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { BehindPin } from './profile-lock';
import { ASKABLE_KINDS, AskPage, ErasurePage, LONGEST_NOTE, Switch, SwitchPage } from './rights-page';

/** What an owner may do about the data of a business: object, restrict, erase, and ask for what needs a person. */
@PageController()
@Access('owner')
@BehindPin()
export class RightsController {
  constructor(
    private readonly actors: ActorsService,
    private readonly rights: SubjectRights,
    private readonly erasure: Erasure,
    private readonly requests: RightsRequests,
    private readonly transactions: Transactions,
  ) {}

  private actor({ caller }: Visit, id: string): Promise<Actor> {
    return this.transactions.read((tx) => this.actors.get(tx, caller, id));
  }

  @Get('usaha/:id/keberatan')
  showObjection(@CurrentVisit() visit: Visit, @Id() id: string): Promise<PageAnswer> {
    return this.switchPage(visit, id, 'objection');
  }

  @Post('usaha/:id/keberatan')
  async object(@CurrentVisit() visit: Visit, @Id() id: string, @SentForm() form: FormBody): Promise<PageAnswer> {
    const turn = textIn(form, 'aktif') === 'ya' ? 'object' : 'allowMatching';
    await this.transactions.write((tx) => this.rights[turn](tx, visit.caller, id, 'web'));
    return { to: `/usaha/${id}/keberatan` };
  }

  @Get('usaha/:id/pembatasan')
  showRestriction(@CurrentVisit() visit: Visit, @Id() id: string): Promise<PageAnswer> {
    return this.switchPage(visit, id, 'restriction');
  }

  @Post('usaha/:id/pembatasan')
  async restrict(@CurrentVisit() visit: Visit, @Id() id: string, @SentForm() form: FormBody): Promise<PageAnswer> {
    const turn = textIn(form, 'aktif') === 'ya' ? 'restrict' : 'lift';
    await this.transactions.write((tx) => this.rights[turn](tx, visit.caller, id, 'web'));
    return { to: `/usaha/${id}/pembatasan` };
  }

  private async switchPage(visit: Visit, id: string, which: Switch): Promise<PageAnswer> {
    const { name, objectedAt, restrictedAt } = await this.actor(visit, id);
    const since = which === 'objection' ? objectedAt : restrictedAt;
    const body = <SwitchPage at={`/usaha/${id}`} name={name} token={visit.formToken} which={which} since={since} />;
    return { title: visit.t(`right.${which}.title`), back: `/usaha/${id}/data`, body };
  }

  @Get('usaha/:id/hapus')
  async showErasure(@CurrentVisit() visit: Visit, @Id() id: string): Promise<PageAnswer> {
    return erasurePage(visit, await this.actor(visit, id), '', []);
  }

  /** An owner without another business loses the account too. */
  @Post('usaha/:id/hapus')
  async erase(@CurrentVisit() visit: Visit, @Id() id: string, @SentForm() form: FormBody): Promise<PageAnswer> {
    const { caller, t } = visit;
    const actor = await this.actor(visit, id);
    const confirmation = textIn(form, 'nama');
    try {
      const left = await this.transactions.write(async (tx) => {
        await this.erasure.erase(tx, caller, id, { confirmation, channel: 'web' });
        return this.actors.list(tx, caller, { limit: 1 });
      });
      if (left.length > 0) return { to: '/usaha?semua' };
      visit.endSession();
      return { to: '/keluar?selesai=hapus' };
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'invalid') throw error;
      return erasurePage(visit, actor, confirmation, [{ field: 'nama', text: t('fault.NameDiffers', { name: actor.name }) }]);
    }
  }

  @Get('usaha/:id/permintaan')
  async showAsk(@CurrentVisit() visit: Visit, @Id() id: string): Promise<PageAnswer> {
    return askPage(visit, await this.actor(visit, id), {}, []);
  }

  @Post('usaha/:id/permintaan')
  async ask(@CurrentVisit() visit: Visit, @Id() id: string, @SentForm() form: FormBody): Promise<PageAnswer> {
    const kind = ASKABLE_KINDS.find((one) => one === textIn(form, 'jenis'));
    const note = textIn(form, 'catatan').slice(0, LONGEST_NOTE);
    const errors: FieldError[] = [
      ...(kind ? [] : [{ field: 'jenis', text: visit.t('fault.RequestKindMissing') }]),
      ...(note || kind === 'access' ? [] : [{ field: 'catatan', text: visit.t('fault.NoteMissing') }]),
    ];
    if (!kind || errors.length > 0) return askPage(visit, await this.actor(visit, id), form, errors);
    await this.transactions.write((tx) => this.requests.ask(tx, visit.caller, id, { kind, note: note || null, channel: 'web' }));
    return { to: `/usaha/${id}/data#permintaan` };
  }
}

function erasurePage(visit: Visit, { id, name }: Actor, written: string, errors: FieldError[]): PageAnswer {
  const body = <ErasurePage at={`/usaha/${id}`} name={name} token={visit.formToken} written={written} errors={errors} />;
  return { title: visit.t('right.erasure.title'), back: `/usaha/${id}/data`, body, errors, status: errors.length > 0 ? 422 : 200 };
}

function askPage(visit: Visit, { id, name }: Actor, sent: FormBody, errors: FieldError[]): PageAnswer {
  const body = <AskPage at={`/usaha/${id}`} name={name} token={visit.formToken} sent={sent} errors={errors} />;
  return { title: visit.t('right.ask'), back: `/usaha/${id}/data`, body, errors, status: errors.length > 0 ? 422 : 200 };
}
