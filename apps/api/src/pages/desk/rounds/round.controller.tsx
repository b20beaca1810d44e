import { Person } from '@sambung/accounts';
import { Clock } from '@sambung/config';
import { DomainError } from '@sambung/errors';
import { mayHoldRounds, RankingsService, RoundSheets } from '@sambung/rounds';
import { FieldError } from '@sambung/ui';
import { Get, Post } from '@nestjs/common';
import { EntityManager, In } from 'typeorm';
import { Access } from '../../../http/access';
import { Id } from '../../../http/request-shapes';
import { Transactions } from '../../../http/transactions';
import { faultText } from '../../web/fault-text';
import { FormBody, SentForm, textIn } from '../../web/form';
import { PageAnswer, PageController } from '../../web/page-controller';
import { CurrentVisit, Visit } from '../../web/visit';
import { isId } from '../desk-address';
import { LONGEST_REASON, reasonField } from './clear-form';
import { SHOWN } from './round-entrants';
import { RoundPage } from './round-page';
import { RoundStepTaker } from './round-step-taker.service';
import { STEPS } from './round-steps';

const ROWS = 25;
const TAKEN = [...STEPS, 'rancang', 'sama', 'izin'] as const;

/** One round, and its next step: through the same services as the API, each of which may be asked twice. */
@PageController()
@Access('officer', 'admin')
export class RoundController {
  constructor(
    private readonly sheets: RoundSheets,
    private readonly steps: RoundStepTaker,
    private readonly rankings: RankingsService,
    private readonly clock: Clock,
    private readonly transactions: Transactions,
  ) {}

  @Get('petugas/putaran/:id')
  show(@CurrentVisit() visit: Visit, @Id() id: string): Promise<PageAnswer> {
    return this.page(visit, id, {}, []);
  }

  @Post('petugas/putaran/:id')
  async step(@CurrentVisit() visit: Visit, @Id() id: string, @SentForm() form: FormBody): Promise<PageAnswer> {
    const step = STEPS.find((known) => known === textIn(form, 'langkah'));
    if (!step) return this.page(visit, id, form, [{ field: 'isi', text: visit.t('rounds.step.fault') }]);
    const field = `setuju-${step}`;
    if (textIn(form, field) !== 'ya') return this.page(visit, id, form, [{ field, text: visit.t('rounds.sure.fault') }]);
    return this.attempt(visit, id, form, field, async (tx) => {
      const taken = await this.steps.take(tx, visit.caller, id, { step, seen: Number(textIn(form, 'undian')) });
      return `/petugas/putaran/${id}?langkah=${taken}`;
    });
  }

  /** Lets an applicant take part of whom too little is known. */
  @Post('petugas/putaran/:id/izin')
  async clear(@CurrentVisit() visit: Visit, @Id() id: string, @SentForm() form: FormBody): Promise<PageAnswer> {
    const [actorId, offerSlug] = [textIn(form, 'peserta'), textIn(form, 'tawaran')];
    const field = reasonField(actorId, offerSlug);
    const reason = textIn(form, field).slice(0, LONGEST_REASON);
    if (!isId(actorId) || reason === '') return this.page(visit, id, form, [{ field, text: visit.t('rounds.clear.missing') }]);
    return this.attempt(visit, id, form, field, async (tx) => {
      await this.rankings.clear(tx, visit.caller, id, { actorId, offerSlug, reason });
      const part = new URLSearchParams({ peserta: visit.query('peserta') ?? 'semua', sesudah: visit.query('sesudah') ?? '' });
      return `/petugas/putaran/${id}?langkah=izin&${part}`;
    });
  }

  private async attempt(
    visit: Visit,
    id: string,
    form: FormBody,
    field: string,
    work: (tx: EntityManager) => Promise<string>,
  ): Promise<PageAnswer> {
    try {
      return { to: await this.transactions.write(work) };
    } catch (error) {
      if (!(error instanceof DomainError) || !['invalid', 'conflict'].includes(error.kind)) throw error;
      return this.page(visit, id, form, [{ field, text: faultText(visit, error) }]);
    }
  }

  private page(visit: Visit, id: string, sent: FormBody, errors: FieldError[]): Promise<PageAnswer> {
    return this.transactions.read(async (tx) => {
      const asked = visit.query('sesudah');
      const after = isId(asked) ? asked : undefined;
      const shown = SHOWN.find((known) => known === visit.query('peserta')) ?? 'semua';
      const page = { limit: ROWS, ...(after && { after }), ...(shown !== 'semua' && { isSeated: shown === 'dapat' }) };
      const sheet = await this.sheets.of(tx, visit.caller, id, page);
      const { round, steps } = sheet;
      const people = await tx.findBy(Person, { id: In(steps.flatMap(({ personId }) => personId ?? [])) });

      const body = (
        <RoundPage
          sheet={sheet}
          names={new Map(people.map((person) => [person.id, person.name]))}
          taken={TAKEN.find((known) => known === visit.query('langkah')) ?? null}
          mayHold={mayHoldRounds(visit.caller, round.regionCode)}
          now={this.clock.now()}
          shown={shown}
          after={after}
          rows={ROWS}
          token={visit.formToken}
          sent={sent}
          errors={errors}
        />
      );
      return {
        title: visit.t('rounds.title'),
        isWide: 'full',
        back: '/petugas/putaran',
        body,
        errors,
        status: errors.length > 0 ? 422 : 200,
      };
    });
  }
}
