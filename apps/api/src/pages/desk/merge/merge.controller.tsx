import { DomainError } from '@sambung/errors';
import { RecordMerges } from '@sambung/matches';
import { ActorsService, MERGED_FIELDS, MergeChoice } from '@sambung/profiles';
import { FACTS } from '@sambung/reference';
import { languageOfText } from '@sambung/ui';
import { Get, Post } from '@nestjs/common';
import { Access } from '../../../http/access';
import { Id } from '../../../http/request-shapes';
import { Transactions } from '../../../http/transactions';
import { FormBody, SentForm, textIn } from '../../web/form';
import { PageAnswer, PageController } from '../../web/page-controller';
import { CurrentVisit, Visit } from '../../web/visit';
import { CHANGED } from '../changed-notice';
import { JOINED } from '../assisted/record-page';
import { isId } from '../desk-address';
import { ComparePage } from './compare-page';
import { MOST_PAIRS, RecordPairs } from './record-pairs.service';
import { TwinsPage } from './twins-page';

const LIST = '/petugas/ganda';
const TOLD_APART = 'beda';

/** What the form takes from the second record. */
function readChoice(form: FormBody, keptId: string, mergedId: string): MergeChoice {
  const fields = [...MERGED_FIELDS, ...Object.keys(FACTS)];
  const roles = textIn(form, 'roles');
  return {
    keptId,
    mergedId,
    versions: { kept: Number(textIn(form, 'versi-tetap')) || 0, merged: Number(textIn(form, 'versi-gabung')) || 0 },
    fromMerged: new Set(fields.filter((field) => textIn(form, field) === 'gabung')),
    roles: roles === 'tetap' ? 'kept' : roles === 'gabung' ? 'merged' : 'both',
  };
}

/** Records that may be one person's: joined, or told apart for good. */
@PageController()
@Access('officer', 'admin')
export class MergeController {
  constructor(
    private readonly pairs: RecordPairs,
    private readonly actors: ActorsService,
    private readonly merges: RecordMerges,
    private readonly transactions: Transactions,
  ) {}

  @Get('petugas/ganda')
  list(@CurrentVisit() visit: Visit): Promise<PageAnswer> {
    const asked = visit.query('usaha');
    return this.transactions.read(async (tx) => {
      const of = isId(asked) ? await this.actors.get(tx, visit.caller, asked) : null;
      const rows = await this.pairs.list(tx, visit, of?.id);
      const body = <TwinsPage rows={rows} hasMore={rows.length === MOST_PAIRS} of={of} toldApart={visit.query('kabar') === TOLD_APART} />;
      return { title: visit.t('twins.title'), isWide: true, body, ...(of && { back: `/petugas/usaha/${of.id}` }) };
    });
  }

  @Get('petugas/ganda/:id/:other')
  compare(@CurrentVisit() visit: Visit, @Id() id: string, @Id('other') other: string): Promise<PageAnswer> {
    return id === other ? Promise.resolve({ to: `/petugas/usaha/${id}` }) : this.page(visit, [id, other], {}, null);
  }

  @Post('petugas/ganda/:id/:other')
  async merge(@CurrentVisit() visit: Visit, @Id() id: string, @Id('other') other: string, @SentForm() form: FormBody): Promise<PageAnswer> {
    try {
      await this.transactions.write((tx) => this.merges.merge(tx, visit.caller, readChoice(form, id, other)));
      return { to: `/petugas/usaha/${id}?kabar=${JOINED}` };
    } catch (error) {
      if (!(error instanceof DomainError) || !['conflict', 'precondition'].includes(error.kind)) throw error;
      return this.page(visit, [id, other], form, error);
    }
  }

  @Post('petugas/ganda/:id/:other/beda')
  async distinguish(@CurrentVisit() visit: Visit, @Id() id: string, @Id('other') other: string): Promise<PageAnswer> {
    await this.transactions.write((tx) => this.merges.distinguish(tx, visit.caller, [id, other]));
    return { to: `${LIST}?kabar=${TOLD_APART}` };
  }

  private page(visit: Visit, [id, other]: readonly [string, string], sent: FormBody, refusal: DomainError | null): Promise<PageAnswer> {
    return this.transactions.read(async (tx) => {
      const pair = await this.pairs.of(tx, visit, id, other);
      const isStale = refusal?.kind === 'precondition';
      const errors = isStale
        ? [{ field: CHANGED, text: visit.t('merge.stale.error') }]
        : refusal
          ? [{ field: 'isi', text: refusal.detail[languageOfText(visit.locale)] }]
          : [];
      const body = <ComparePage pair={pair} token={visit.formToken} sent={sent} isStale={isStale} />;
      return { title: visit.t('merge.title'), back: LIST, isWide: true, body, errors, status: refusal ? 409 : 200 };
    });
  }
}
