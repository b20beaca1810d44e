import { DomainError, notFound } from '@sambung/errors';
import { DraftsService, OpenDraft } from '@sambung/profiles';
import { Button, ButtonRow, Form, LinkButton, longDate, Title } from '@sambung/ui';
import { Get, Param, Post } from '@nestjs/common';
import { Public } from '../../http/access';
import { Transactions } from '../../http/transactions';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, isVisitToken, Visit } from '../web/visit';

const unknownDraft = (): DomainError =>
  notFound(
    'DraftUnknown',
    'Isian ini tidak ada. Alamatnya salah tulis, sudah dihapus, atau lewat 30 hari.',
    'There are no such answers. The address is mistyped, or they were erased or are older than 30 days.',
  );

/** Opens a draft by its address. Only the POST changes anything, so that whoever previews a link changes nothing. */
@PageController()
@Public()
export class ResumeController {
  constructor(
    private readonly drafts: DraftsService,
    private readonly transactions: Transactions,
  ) {}

  @Get('lanjut/:token')
  async show(@CurrentVisit() visit: Visit, @Param('token') token: string): Promise<PageAnswer> {
    const draft = await this.draft(token);
    if (draft.actorId) return { to: `/usaha/${draft.actorId}` };
    if (visit.draftToken === token) return { to: '/mulai' };
    const { t, locale } = visit;
    const body = (
      <>
        <Title>{t('resume.title')}</Title>
        <p>{t('resume.lead', { day: longDate(locale, draft.updatedAt) })}</p>
        {visit.draftToken ? <p>{t('resume.replaces')}</p> : null}
        <Form action={`/lanjut/${token}`} token={visit.formToken}>
          <ButtonRow>
            <Button>{t('resume.button')}</Button>
            <LinkButton href="/mulai/siapa" kind="quiet">
              {t('resume.anew')}
            </LinkButton>
          </ButtonRow>
        </Form>
      </>
    );
    return { title: t('resume.title'), body };
  }

  @Post('lanjut/:token')
  async resume(@CurrentVisit() visit: Visit, @Param('token') token: string): Promise<PageAnswer> {
    await this.draft(token);
    visit.keepToken(token);
    return { to: '/mulai' };
  }

  private async draft(token: string): Promise<OpenDraft> {
    const draft = isVisitToken(token) ? await this.transactions.read((tx) => this.drafts.find(tx, token)) : null;
    if (!draft) throw unknownDraft();
    return draft;
  }
}
