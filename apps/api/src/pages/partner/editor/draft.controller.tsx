import { DomainError, notFound } from '@sambung/errors';
import { explain, statusFor } from '@sambung/matches';
import { FormParts, OfferDraft, OfferDrafts, OffersService, situationOfExample } from '@sambung/offers';
import { ButtonRow, FieldError, LinkButton, Notice, useLanguage } from '@sambung/ui';
import { Get, Param, Post } from '@nestjs/common';
import { Access } from '../../../http/access';
import { Id } from '../../../http/request-shapes';
import { Transactions } from '../../../http/transactions';
import { OfferDetail } from '../../results/offer-detail';
import { FormBody, SentForm, textIn } from '../../web/form';
import { PageAnswer, PageController } from '../../web/page-controller';
import { CurrentVisit, Visit } from '../../web/visit';
import { changed, SECTION_NAMES, SectionName, withSent } from './change-form';
import { CheckPage, LONGEST_NOTE } from './check-page';
import { refusalFaults } from './check-form';
import { FormFault } from './rule-faults';
import { partOf } from './document-form';
import { DraftReport, DraftReports, previewed } from './draft-reports.service';
import { baseOf, checksIn, errorsOfExample, errorsOn, openFaults, sentencesOf } from './draft-words';
import { ExamplePage } from './example-page';
import { node, nodeAt } from './form-tree';
import { ACTION } from './row-buttons';
import { SectionPage } from './section-page';

type News = { kind: 'success' | 'warning'; text: string } | null;

const pageUnknown = (): DomainError => notFound('PageUnknown', 'Halaman ini tidak ada.', 'There is no such page.');

const sectionNamed = (name: string): SectionName => {
  const found = SECTION_NAMES.find((one) => one === name);
  if (!found) throw pageUnknown();
  return found;
};

/** Writing an offer, page by page. Each button stores what was filled in, sound or not. */
@PageController()
@Access('partner')
export class DraftController {
  constructor(
    private readonly drafts: OfferDrafts,
    private readonly offers: OffersService,
    private readonly reports: DraftReports,
    private readonly transactions: Transactions,
  ) {}

  @Get('mitra/draf/:id')
  async check(@CurrentVisit() visit: Visit, @Id() id: string): Promise<PageAnswer> {
    return this.checkPage(visit, await this.draft(visit, id), '', []);
  }

  @Post('mitra/draf/:id')
  async submit(@CurrentVisit() visit: Visit, @Id() id: string, @SentForm() form: FormBody): Promise<PageAnswer> {
    if (textIn(form, ACTION) === 'buang') {
      await this.transactions.write((tx) => this.drafts.remove(tx, visit.caller, id));
      return { to: '/mitra/tawaran' };
    }
    const draft = await this.draft(visit, id);
    const note = textIn(form, 'catatan').slice(0, LONGEST_NOTE);
    const { document, slug, faults } = await this.reports.brief(draft.form);
    if (faults.length > 0) return this.checkPage(visit, draft, note, [{ field: 'catatan', text: visit.t('editor.submit.open') }]);
    try {
      const wish = { slug, document, note: note || null };
      await this.transactions.write((tx) => this.drafts.submit(tx, visit.caller, id, wish));
    } catch (error) {
      return this.checkPage(
        visit,
        draft,
        note,
        [{ field: 'catatan', text: visit.t('editor.submit.open') }],
        refusalFaults(draft.form, error),
      );
    }
    return { to: `/mitra/tawaran/${draft.offerId ? await this.slugOf(draft) : slug}` };
  }

  @Get('mitra/draf/:id/pratinjau')
  async preview(@CurrentVisit() visit: Visit, @Id() id: string): Promise<PageAnswer> {
    const draft = await this.draft(visit, id);
    const { document, slug, faults } = await this.reports.brief(draft.form);
    const place = Number(visit.query('contoh') ?? 1) - 1;
    const example = document.examples[place] ?? document.examples[0];
    if (faults.length > 0 || !example) return { to: baseOf(draft) };
    const offer = previewed(document, slug);
    const situation = situationOfExample(example);
    const suggestion = { offer, situation, explanation: explain(offer, situation), status: statusFor(offer, situation), plans: [] };
    const title = visit.t('editor.preview');
    const body = (
      <OfferDetail suggestion={suggestion} answerAt={() => `${baseOf(draft)}/pratinjau`} offerAt={(other) => `/mitra/tawaran/${other}`}>
        <PreviewNotice base={baseOf(draft)} names={document.examples.map(({ name }) => name)} current={example.name} />
      </OfferDetail>
    );
    return { title, back: baseOf(draft), body };
  }

  @Get('mitra/draf/:id/:bagian')
  async show(@CurrentVisit() visit: Visit, @Id() id: string, @Param('bagian') name: string): Promise<PageAnswer> {
    const section = sectionNamed(name);
    const draft = await this.draft(visit, id);
    const isFull = section === 'syarat' && visit.query('periksa') !== undefined;
    const news: News = visit.query('periksa') === undefined ? null : { kind: 'success', text: visit.t('editor.saved') };
    const report = isFull ? await this.reports.full(draft.form) : await this.reports.brief(draft.form);
    return this.sectionPage(visit, draft, { section, form: draft.form, report, isFull, news, errors: [] });
  }

  @Post('mitra/draf/:id/:bagian')
  async save(
    @CurrentVisit() visit: Visit,
    @Id() id: string,
    @Param('bagian') name: string,
    @SentForm() sent: FormBody,
  ): Promise<PageAnswer> {
    const section = sectionNamed(name);
    const draft = await this.draft(visit, id);
    const isSent = section !== 'contoh';
    const form = isSent ? withSent(draft.form, section, sent, null) : draft.form;
    const change = changed(form, textIn(sent, ACTION));
    const base = baseOf(draft);
    if (!(await this.stored(visit, draft, change?.form ?? form, sent))) {
      const news: News = { kind: 'warning', text: visit.t('editor.stale') };
      return this.sectionPage(visit, draft, {
        section,
        form,
        report: await this.reports.brief(form),
        isFull: false,
        news,
        errors: [],
        status: 409,
      });
    }
    if (change)
      return {
        to: section === 'contoh' ? `${base}/contoh/${partOf(change.form, 'contoh').children.length}` : `${base}/${section}#${change.at}`,
      };
    const isFull = section === 'syarat';
    const report = await this.reports.brief(form);
    const errors = errorsOn(visit, report.faults, section);
    if (errors.length > 0) {
      const shown = isFull ? await this.reports.full(form) : report;
      return this.sectionPage(visit, await this.draft(visit, id), {
        section,
        form,
        report: shown,
        isFull,
        news: null,
        errors,
        status: 422,
      });
    }
    return { to: textIn(sent, ACTION) === 'lanjut' ? nextOf(base, section) : `${base}/${section}?periksa` };
  }

  @Get('mitra/draf/:id/contoh/:nomor')
  async example(@CurrentVisit() visit: Visit, @Id() id: string, @Param('nomor') number: string): Promise<PageAnswer> {
    const draft = await this.draft(visit, id);
    const news: News = visit.query('periksa') === undefined ? null : { kind: 'success', text: visit.t('editor.saved') };
    return this.examplePage(visit, draft, draft.form, Number(number) - 1, { news, errors: [] });
  }

  @Post('mitra/draf/:id/contoh/:nomor')
  async saveExample(
    @CurrentVisit() visit: Visit,
    @Id() id: string,
    @Param('nomor') number: string,
    @SentForm() sent: FormBody,
  ): Promise<PageAnswer> {
    const draft = await this.draft(visit, id);
    const base = baseOf(draft);
    const place = Number(number) - 1;
    const form = withSent(draft.form, 'contoh', sent, place);
    const action = textIn(sent, ACTION);
    const changedForm = changedExample(form, place, action);
    if (!(await this.stored(visit, draft, changedForm?.form ?? form, sent))) {
      const news: News = { kind: 'warning', text: visit.t('editor.stale') };
      return this.examplePage(visit, draft, form, place, { news, errors: [], status: 409 });
    }
    if (changedForm) return { to: changedForm.isGone ? `${base}/contoh` : `${base}/contoh/${place + 1}#${changedForm.at}` };
    const errors = errorsOfExample(visit, (await this.reports.brief(form)).faults, place);
    if (errors.length > 0) return this.examplePage(visit, await this.draft(visit, id), form, place, { news: null, errors, status: 422 });
    return { to: action === 'lanjut' ? `${base}/contoh` : `${base}/contoh/${place + 1}?periksa` };
  }

  private draft(visit: Visit, id: string): Promise<OfferDraft> {
    return this.transactions.read((tx) => this.drafts.get(tx, visit.caller, id));
  }

  private slugOf(draft: OfferDraft): Promise<string> {
    return this.transactions.read(
      async (tx) => (await tx.query('select slug from offers where id = $1', [draft.offerId]))[0].slug as string,
    );
  }

  /** @returns false when somebody else saved meanwhile */
  private async stored({ caller }: Visit, { id }: OfferDraft, form: FormParts, sent: FormBody): Promise<boolean> {
    const revision = Number(textIn(sent, 'revisi'));
    const { _token: _, ...content } = sent;
    return (await this.transactions.write((tx) => this.drafts.save(tx, caller, id, { form, revision, sent: content }))) !== 'stale';
  }

  private async checkPage(
    visit: Visit,
    draft: OfferDraft,
    note: string,
    errors: FieldError[],
    refused: readonly FormFault[] = [],
  ): Promise<PageAnswer> {
    const report = await this.reports.full(draft.form);
    const base = baseOf(draft);
    const open = openFaults(visit, base, [...report.faults, ...refused]);
    const body = (
      <CheckPage base={base} form={draft.form} report={report} open={open} note={note} token={visit.formToken} errors={errors} />
    );
    return {
      title: visit.t('editor.section.check'),
      back: '/mitra/tawaran',
      isWide: true,
      body,
      errors,
      status: errors.length > 0 ? 422 : 200,
    };
  }

  private async sectionPage(
    visit: Visit,
    draft: OfferDraft,
    {
      section,
      form,
      report,
      isFull,
      news,
      errors,
      status = 200,
    }: { section: SectionName; form: FormParts; report: DraftReport; isFull: boolean; news: News; errors: FieldError[]; status?: number },
  ): Promise<PageAnswer> {
    const { revision, offerId } = draft;
    const general = section === 'pokok' ? await this.transactions.read((tx) => this.offers.general(tx)) : [];
    const shown = { base: baseOf(draft), section, form, revision, isNew: offerId === null, general, report, isFull, errors, news };
    const body = <SectionPage {...shown} token={visit.formToken} sentences={sentencesOf(visit, form, report)} />;
    return { title: visit.t(`editor.section.${section}`), back: '/mitra/tawaran', isWide: true, body, errors, status };
  }

  private async examplePage(
    visit: Visit,
    draft: OfferDraft,
    form: FormParts,
    place: number,
    { news, errors, status = 200 }: { news: News; errors: FieldError[]; status?: number },
  ): Promise<PageAnswer> {
    const example = nodeAt(partOf(form, 'contoh'), [place]);
    if (!example) throw pageUnknown();
    const report = await this.reports.brief(form);
    const shown = { base: baseOf(draft), place, example, outcome: report.examples[place], revision: draft.revision, errors, news };
    const body = <ExamplePage {...shown} checks={checksIn(visit, report)} token={visit.formToken} />;
    return { title: visit.t('editor.section.contoh'), back: `${baseOf(draft)}/contoh`, isWide: true, body, errors, status };
  }
}

const nextOf = (base: string, section: SectionName): string => {
  const next = SECTION_NAMES[SECTION_NAMES.indexOf(section) + 1];
  return next ? `${base}/${next}` : base;
};

/** A button of the page of one example; there it is called the first. */
function changedExample(form: FormParts, place: number, action: string): { form: FormParts; at: string; isGone: boolean } | null {
  const examples = partOf(form, 'contoh').children;
  const change = changed({ contoh: node({}, examples.slice(place, place + 1)) }, action);
  if (!change) return null;
  const own = partOf(change.form, 'contoh').children;
  const children = [...examples.slice(0, place), ...own, ...examples.slice(place + 1)];
  return { form: { ...form, contoh: node({}, children) }, at: change.at, isGone: own.length === 0 };
}

function PreviewNotice({ base, names, current }: { base: string; names: readonly string[]; current: string }) {
  const { t } = useLanguage();
  return (
    <Notice title={t('editor.preview')}>
      <p>{t('editor.preview.text', { name: current })}</p>
      <ButtonRow>
        {names.map((name, at) => (
          <LinkButton key={at} kind="quiet" href={`${base}/pratinjau?contoh=${at + 1}`}>
            {name}
          </LinkButton>
        ))}
      </ButtonRow>
    </Notice>
  );
}
