import { WaivedPair, WaiversService } from '@sambung/overlap';
import { Post } from '@nestjs/common';
import { Access } from '../../http/access';
import { Id } from '../../http/request-shapes';
import { Transactions } from '../../http/transactions';
import { FormBody, SentForm, textIn } from '../web/form';
import { PageAnswer, PageController, Redirect } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { deskAddress } from './desk-address';
import { matchAnswer } from './match-answer';
import { MatchFile, MatchFiles } from './match-files.service';
import { waiverFields } from './waiver-section';

/** Of a reason, as the API takes it. */
const MOST_LETTERS = 500;

const pairOf = ({ actor, offer }: MatchFile): WaivedPair => ({ actorId: actor.id, offer: offer.offer.slug });

/** The match again, still on the way from the desk that the form came from. */
function matchAt(id: string, form: FormBody): Redirect {
  const back = deskAddress(textIn(form, 'ke'));
  return { to: `/petugas/cocok/${id}${back ? `?${new URLSearchParams({ ke: back })}` : ''}` };
}

/** An officer lifts one rule about earlier help, or lets it hold again; who lifted it may not approve the match. */
@PageController()
@Access('officer', 'admin')
export class WaiversPageController {
  constructor(
    private readonly waivers: WaiversService,
    private readonly files: MatchFiles,
    private readonly transactions: Transactions,
  ) {}

  /** Sent twice, it is lifted once. */
  @Post('petugas/cocok/:id/kecuali')
  async grant(@CurrentVisit() visit: Visit, @Id() id: string, @SentForm() form: FormBody): Promise<PageAnswer> {
    const file = await this.file(visit, id);
    const rule = file.overlap.findings.find((finding) => finding.effect === 'needsWaiver' && finding.rule === textIn(form, 'aturan'))?.rule;
    if (!rule || file.waivers.some((waiver) => waiver.rule === rule)) return matchAt(id, form);
    const fields = waiverFields(rule);
    const [reason, expiresOn] = [textIn(form, fields.reason), textIn(form, fields.until)];
    const errors = [
      ...(reason === '' || reason.length > MOST_LETTERS ? [{ field: fields.reason, text: visit.t('waiver.reason.missing') }] : []),
      ...(file.waiverDays.includes(expiresOn) ? [] : [{ field: fields.until, text: visit.t('waiver.until.missing') }]),
    ];
    if (errors.length > 0) return matchAnswer(visit, file, form, errors);
    await this.transactions.write((tx) => this.waivers.grant(tx, visit.caller, pairOf(file), { rule, reason, expiresOn }));
    return matchAt(id, form);
  }

  @Post('petugas/cocok/:id/kecuali/:waiverId')
  async end(
    @CurrentVisit() visit: Visit,
    @Id() id: string,
    @Id('waiverId') waiverId: string,
    @SentForm() form: FormBody,
  ): Promise<PageAnswer> {
    const file = await this.file(visit, id);
    if (file.waivers.some((waiver) => waiver.id === waiverId)) {
      await this.transactions.write((tx) => this.waivers.end(tx, visit.caller, pairOf(file), waiverId));
    }
    return matchAt(id, form);
  }

  private file(visit: Visit, id: string): Promise<MatchFile> {
    return this.transactions.read((tx) => this.files.of(tx, visit, id));
  }
}
