import { DomainError } from '@sambung/errors';
import { Unmasking } from '@sambung/profiles';
import { FieldError } from '@sambung/ui';
import { Post } from '@nestjs/common';
import { Access } from '../../http/access';
import { Limited } from '../../http/rate-limits';
import { Id } from '../../http/request-shapes';
import { Transactions } from '../../http/transactions';
import { FormBody, SentForm, textIn } from '../web/form';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { MatchFile, MatchFiles } from './match-files.service';
import { MatchPage } from './match-page';

const LONGEST_REASON = 500;

@PageController()
@Access('officer', 'admin')
export class UnmaskController {
  constructor(
    private readonly files: MatchFiles,
    private readonly unmasking: Unmasking,
    private readonly transactions: Transactions,
  ) {}

  /** Answers the page itself, with what is masked in full: it goes into no address and is gone with the next page. */
  @Post('petugas/cocok/:id/buka')
  @Limited('unmask')
  async unmask(@CurrentVisit() visit: Visit, @Id() id: string, @SentForm() form: FormBody): Promise<PageAnswer> {
    const file = await this.transactions.read((tx) => this.files.of(tx, visit, id));
    const asked = { fields: null, reason: textIn(form, 'untuk').slice(0, LONGEST_REASON) };
    try {
      const unmasked = await this.transactions.write((tx) => this.unmasking.unmask(tx, visit.caller, file.actor.id, asked));
      return this.page(visit, { ...file, unmasked }, form, []);
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'invalid') throw error;
      return this.page(visit, file, form, [{ field: 'untuk', text: visit.t('unmask.reason.missing') }]);
    }
  }

  private page(visit: Visit, file: MatchFile, sent: FormBody, errors: FieldError[]): PageAnswer {
    const body = <MatchPage file={file} token={visit.formToken} sent={sent} errors={errors} me={visit.caller.id} />;
    return { title: visit.t('inbox.id'), back: '/petugas', isWide: true, body, errors, status: errors.length > 0 ? 422 : 200 };
  }
}
