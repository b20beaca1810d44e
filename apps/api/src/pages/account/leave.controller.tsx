import { SessionsService } from '@sambung/accounts';
import { Clock } from '@sambung/config';
import { DRAFT_DAYS, DraftsService } from '@sambung/profiles';
import { longDate } from '@sambung/ui';
import { Get, Post } from '@nestjs/common';
import { Public } from '../../http/access';
import { Transactions } from '../../http/transactions';
import { FormBody, SentForm, textIn } from '../web/form';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { AnonymousAnswers } from '../questions/draft-answers';
import { LeavePage, LEFT, LeftPage } from './leave-page';

const DAY_MS = 86_400_000;

@PageController()
@Public()
export class LeaveController {
  constructor(
    private readonly anonymous: AnonymousAnswers,
    private readonly drafts: DraftsService,
    private readonly sessions: SessionsService,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  @Get('keluar')
  async show(@CurrentVisit() visit: Visit): Promise<PageAnswer> {
    const left = LEFT.get(visit.query('selesai') ?? '');
    if (left) return { title: visit.t('leave.done'), body: <LeftPage text={left} /> };
    const hasDraft = await this.hasAnswers(visit);
    const keptUntil = longDate(visit.locale, new Date(this.clock.now().getTime() + DRAFT_DAYS * DAY_MS));
    const resumeAt = hasDraft ? `${visit.origin}/lanjut/${visit.draftToken}` : null;
    const isSignedIn = visit.principal !== null;
    const body = <LeavePage token={visit.formToken} resumeAt={resumeAt} keptUntil={keptUntil} isSignedIn={isSignedIn} />;
    return { title: visit.t('leave.title'), back: '/', body };
  }

  /** Ends the session and makes the phone forget the draft; erases it when that is wished. */
  @Post('keluar')
  async leave(@CurrentVisit() visit: Visit, @SentForm() form: FormBody): Promise<PageAnswer> {
    const isErased = textIn(form, 'cara') === 'hapus';
    const { draftToken, sessionToken } = visit;
    const kept = (await this.hasAnswers(visit)) ? 'simpan' : 'akun';
    if (isErased && draftToken) await this.transactions.write((tx) => this.drafts.erase(tx, draftToken));
    if (sessionToken) await this.sessions.signOut(sessionToken);
    visit.endSession();
    visit.keepSentCode(null);
    visit.forgetDraft();
    return { to: `/keluar?selesai=${isErased ? 'hapus' : kept}` };
  }

  /** Whether there are answers that no account holds. */
  private async hasAnswers(visit: Visit): Promise<boolean> {
    const answers = await this.transactions.read((tx) => this.anonymous.of(tx, visit));
    return answers.asked.length > 0;
  }
}
