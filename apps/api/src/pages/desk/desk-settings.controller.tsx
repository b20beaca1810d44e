import { DomainError } from '@sambung/errors';
import { DeskViews } from '@sambung/matches';
import { languageOfText, Title, useLanguage } from '@sambung/ui';
import { Get, Post } from '@nestjs/common';
import { Access } from '../../http/access';
import { Transactions } from '../../http/transactions';
import { FormBody, SentForm, textIn } from '../web/form';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { OFFICES } from './areas';
import { deskAddress, isId } from './desk-address';
import { KeySheet } from './key-sheet';
import { SaveViewForm } from './views-bar';

const LONGEST_NAME = 60;

/** What each officer keeps for the desk: named views and the switch of the keys. */
@PageController()
@Access('officer', 'admin')
export class DeskSettingsController {
  constructor(
    private readonly views: DeskViews,
    private readonly transactions: Transactions,
  ) {}

  @Get('petugas/tombol')
  keys(@CurrentVisit() visit: Visit): Promise<PageAnswer> {
    return this.transactions.read(async (tx) => {
      const body = <KeysPage token={visit.formToken} hasSingleKeys={await this.views.hasSingleKeys(tx, visit.caller)} />;
      return { title: visit.t('keys.title'), back: '/petugas', body };
    });
  }

  @Post('petugas/tombol')
  async switchKeys(@CurrentVisit() visit: Visit, @SentForm() form: FormBody): Promise<PageAnswer> {
    await this.transactions.write((tx) => this.views.setSingleKeys(tx, visit.caller, textIn(form, 'tombol') === 'hidup'));
    return { to: '/petugas/tombol' };
  }

  @Post('petugas/tampilan')
  async saveView(@CurrentVisit() visit: Visit, @SentForm() form: FormBody): Promise<PageAnswer> {
    const address = deskAddress(textIn(form, 'ke')) ?? '/petugas?antrean=new';
    const name = textIn(form, 'nama-tampilan').slice(0, LONGEST_NAME);
    if (name === '') return this.refused(visit, form, address, visit.t('views.name.missing'));
    const office = ['*', ...OFFICES].find((code) => code === textIn(form, 'kantor')) ?? null;
    try {
      await this.transactions.write((tx) => this.views.save(tx, visit.caller, { name, query: address.split('?')[1]!, office }));
      return { to: address };
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'conflict') throw error;
      return this.refused(visit, form, address, error.detail[languageOfText(visit.locale)]);
    }
  }

  @Post('petugas/tampilan/hapus')
  async removeView(@CurrentVisit() visit: Visit, @SentForm() form: FormBody): Promise<PageAnswer> {
    const id = textIn(form, 'tampilan');
    if (isId(id)) await this.transactions.write((tx) => this.views.remove(tx, visit.caller, id));
    return { to: '/petugas' };
  }

  /** The form alone, with what was written. */
  private refused(visit: Visit, sent: FormBody, address: string, text: string): PageAnswer {
    const errors = [{ field: 'nama-tampilan', text }];
    const body = (
      <>
        <Title>{visit.t('views.title')}</Title>
        <SaveViewForm address={address} mayShare={visit.caller.role === 'admin'} token={visit.formToken} sent={sent} errors={errors} />
      </>
    );
    return { title: visit.t('views.title'), back: address, body, errors, status: 422 };
  }
}

function KeysPage(props: { token: string; hasSingleKeys: boolean }) {
  const { t } = useLanguage();
  return (
    <>
      <Title>{t('keys.title')}</Title>
      <KeySheet {...props} />
    </>
  );
}
