import { Match, SharingService } from '@sambung/matches';
import { FieldError, Notice, Title, useLanguage } from '@sambung/ui';
import { Get, Param, Post } from '@nestjs/common';
import { Public } from '../../http/access';
import { requestContext } from '../../http/request-context';
import { Transactions } from '../../http/transactions';
import { FormBody, SentForm } from '../web/form';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { AnswerLink, AnswerLinks } from './answer-links.service';
import { answersFor, isAnswered, readAnswer } from './read-answer';
import { SharedMatchPage } from './shared-match-page';

/** Answering one match by a signed link. Opening it changes nothing, for mail programs open links too. */
@PageController()
@Public()
export class AnswerLinkController {
  constructor(
    private readonly links: AnswerLinks,
    private readonly sharing: SharingService,
    private readonly transactions: Transactions,
  ) {}

  @Get('jawab/:tautan')
  show(@CurrentVisit() visit: Visit, @Param('tautan') text: string): Promise<PageAnswer> {
    return this.page(visit, text, {}, []);
  }

  @Post('jawab/:tautan')
  async answer(@CurrentVisit() visit: Visit, @Param('tautan') text: string, @SentForm() form: FormBody): Promise<PageAnswer> {
    const { answer, errors } = readAnswer(visit, form);
    if (!answer) return this.page(visit, text, form, errors);
    const link = await this.open(text);
    const overtaken = await this.transactions.write(async (tx) => {
      const { match } = await this.sharing.shared(tx, link.principal, link.matchId);
      // Pressed twice, or sent again because the page of thanks was loaded anew.
      if (match.state === answer.status) return null;
      if (this.links.isUsed(link, match)) return match;
      await this.sharing.answer(tx, link.principal, link.matchId, answer);
      return null;
    });
    if (overtaken) return usedPage(visit, overtaken, 'late');
    return { title: visit.t('answer.thanks'), body: <ThanksPage /> };
  }

  /** Whoever made the link is the one who acts. */
  private async open(text: string): Promise<AnswerLink> {
    const link = await this.transactions.read((tx) => this.links.open(tx, text));
    requestContext().principal = link.principal;
    return link;
  }

  private async page(visit: Visit, text: string, sent: FormBody, errors: FieldError[]): Promise<PageAnswer> {
    const link = await this.open(text);
    const shared = await this.transactions.write((tx) => this.sharing.shared(tx, link.principal, link.matchId));
    if (this.links.isUsed(link, shared.match)) return usedPage(visit, shared.match, 'text');
    const body = (
      <SharedMatchPage
        shared={shared}
        action={`/jawab/${text}`}
        answers={answersFor(shared.match)}
        token={visit.formToken}
        sent={sent}
        errors={errors}
      />
    );
    return { title: visit.t('inbox.id'), body, errors, status: errors.length > 0 ? 422 : 200 };
  }
}

/** Whoever comes too late reads why, and whether something of theirs was lost. */
function usedPage({ t }: Visit, match: Match, text: 'text' | 'late'): PageAnswer {
  const why = isAnswered(match) ? 'answer.used' : 'answer.changed';
  const body = (
    <>
      <Title>{t(why)}</Title>
      <p class="pembuka">{t(`${why}.${text}`)}</p>
    </>
  );
  return { title: t(why), body, status: 410 };
}

function ThanksPage() {
  const { t } = useLanguage();
  return (
    <>
      <Title>{t('answer.thanks')}</Title>
      <Notice kind="success">
        <p>{t('answer.thanks.text')}</p>
      </Notice>
    </>
  );
}
