import { CurrentOffer, FormParts } from '@sambung/offers';
import { Button, ButtonRow, FieldError, Form, LinkButton, Notice, Title, useLanguage } from '@sambung/ui';
import type { ComponentChildren } from 'preact';
import { BenefitFields } from './benefit-fields';
import { SECTION_NAMES, SectionName } from './change-form';
import { partOf } from './document-form';
import { DraftReport } from './draft-reports.service';
import { OrderFields } from './order-fields';
import { ExampleResults, ReportAside } from './report-aside';
import { ACTION } from './row-buttons';
import { RuleFields } from './rule-fields';
import { BasicsFields, SectionProps } from './section-fields';

export interface SectionPageProps {
  base: string;
  section: SectionName;
  form: FormParts;
  revision: number;
  isNew: boolean;
  /** Offers that this one may be a variant of; read for the page that asks. */
  general: readonly CurrentOffer[];
  report: DraftReport;
  isFull: boolean;
  errors: readonly FieldError[];
  token: string;
  /** Something that was just done or went wrong. */
  news: { kind: 'success' | 'warning'; text: string } | null;
}

/** Where one is in the editor, and the ways to its other pages. */
export function EditorNav({ base, current }: { base: string; current: SectionName | null }) {
  const { t } = useLanguage();
  const item = (href: string, text: string, isCurrent: boolean) => (
    <li key={href}>
      <a href={href} aria-current={isCurrent ? 'page' : undefined}>
        {text}
      </a>
    </li>
  );
  return (
    <nav class="bagian-bagian" aria-label={t('editor.sections')}>
      <ul>
        {SECTION_NAMES.map((name) => item(`${base}/${name}`, t(`editor.section.${name}`), name === current))}
        {item(base, t('editor.section.check'), current === null)}
      </ul>
    </nav>
  );
}

/** A form of the editor: what was seen when it was opened goes with it, so that nobody writes over another unseen. */
export function EditorForm({
  action,
  token,
  revision,
  children,
}: {
  action: string;
  token: string;
  revision: number;
  children: ComponentChildren;
}) {
  const { t } = useLanguage();
  return (
    <Form action={action} token={token}>
      <input type="hidden" name="revisi" value={revision} />
      <ButtonRow>
        <Button name={ACTION} value="simpan">
          {t('editor.save')}
        </Button>
      </ButtonRow>
      {children}
      <ButtonRow>
        <Button name={ACTION} value="simpan">
          {t('editor.save')}
        </Button>
        <Button kind="secondary" name={ACTION} value="lanjut">
          {t('editor.save.next')}
        </Button>
      </ButtonRow>
    </Form>
  );
}

function Fields({ section, isNew, general, base, report, ...props }: SectionPageProps & SectionProps) {
  const { t } = useLanguage();
  switch (section) {
    case 'pokok':
      return <BasicsFields {...props} isNew={isNew} general={general} />;
    case 'syarat':
      return <RuleFields part={partOf(props.form, 'syarat')} path="syarat" errors={props.errors} sentences={props.sentences} isRoot />;
    case 'manfaat':
      return <BenefitFields {...props} />;
    case 'urutan':
      return <OrderFields {...props} />;
    case 'contoh':
      return (
        <>
          <p>{t('editor.examples.text')}</p>
          <ExampleResults report={report} base={base} />
        </>
      );
  }
}

/** One page of the editor. */
export function SectionPage(props: SectionPageProps & Pick<SectionProps, 'sentences'>) {
  const { t } = useLanguage();
  const { base, section, report, news, form, revision, token, isFull } = props;
  const isRule = section === 'syarat';
  return (
    <>
      <Title caption={report.document.name.id ?? t('editor.unnamed')}>{t(`editor.section.${section}`)}</Title>
      <EditorNav base={base} current={section} />
      {news ? (
        <Notice kind={news.kind}>
          <p>{news.text}</p>
        </Notice>
      ) : null}
      {section === 'contoh' ? (
        <>
          <Fields {...props} />
          <Form action={`${base}/contoh`} token={token}>
            <input type="hidden" name="revisi" value={revision} />
            <ButtonRow>
              <Button name={ACTION} value="baris:contoh">
                {t('editor.example.add')}
              </Button>
              <LinkButton href={base} kind="secondary">
                {t('editor.section.check')}
              </LinkButton>
            </ButtonRow>
          </Form>
        </>
      ) : (
        <div class={isRule ? 'dua-lajur' : undefined}>
          <EditorForm action={`${base}/${section}`} token={token} revision={revision}>
            <Fields {...props} />
          </EditorForm>
          {isRule ? <ReportAside report={report} form={form} base={base} isFull={isFull} /> : null}
        </div>
      )}
    </>
  );
}
