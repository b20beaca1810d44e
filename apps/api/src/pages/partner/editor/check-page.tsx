import { FormParts } from '@sambung/offers';
import {
  Button,
  ButtonRow,
  Details,
  FieldError,
  Form,
  LinkButton,
  Notice,
  Section,
  Textarea,
  Title,
  useLanguage,
  errorOf,
} from '@sambung/ui';
import { DraftReport } from './draft-reports.service';
import { CountFigures, ExampleResults, LintFindings } from './report-aside';
import { EditorNav } from './section-page';

export const LONGEST_NOTE = 1000;

interface CheckPageProps {
  base: string;
  form: FormParts;
  report: DraftReport;
  /** What still has to be mended, each with the page on which that is done. */
  open: readonly { href: string; text: string }[];
  note: string;
  token: string;
  errors: readonly FieldError[];
}

/** The last page of the editor: what is left to mend, what it would do, and putting it before a second person. */
export function CheckPage({ base, form, report, open, note, token, errors }: CheckPageProps) {
  const { t } = useLanguage();
  return (
    <>
      <Title caption={report.document.name.id ?? t('editor.unnamed')}>{t('editor.section.check')}</Title>
      <EditorNav base={base} current={null} />
      {open.length > 0 ? (
        <Notice kind="warning" title={t('editor.open', { count: open.length })}>
          <ul>
            {open.map(({ href, text }) => (
              <li key={href}>
                <a href={href}>{text}</a>
              </li>
            ))}
          </ul>
        </Notice>
      ) : (
        <p>
          {report.examples.length > 0 ? (
            <LinkButton href={`${base}/pratinjau`} kind="secondary">
              {t('editor.preview')}
            </LinkButton>
          ) : (
            <a href={`${base}/contoh`}>{t('editor.preview.none')}</a>
          )}
        </p>
      )}
      <Section title={t('editor.count')}>
        <CountFigures report={report} />
      </Section>
      <Section title={t('editor.lint')}>
        <LintFindings report={report} form={form} base={base} />
      </Section>
      <Section title={t('editor.examples')}>
        <ExampleResults report={report} base={base} />
      </Section>
      <Submission base={base} note={note} token={token} errors={errors} />
    </>
  );
}

function Submission({ base, note, token, errors }: Pick<CheckPageProps, 'base' | 'note' | 'token' | 'errors'>) {
  const { t } = useLanguage();
  return (
    <Section title={t('editor.submit')}>
      <p>{t('editor.submit.text')}</p>
      <Form action={base} token={token}>
        <Textarea
          name="catatan"
          label={t('editor.submit.note')}
          error={errorOf(errors, 'catatan')}
          value={note}
          rows={3}
          maxLength={LONGEST_NOTE}
        />
        <ButtonRow>
          <Button name="aksi" value="ajukan">
            {t('editor.submit')}
          </Button>
        </ButtonRow>
      </Form>
      <Details summary={t('editor.discard')}>
        <p>{t('editor.discard.text')}</p>
        <Form action={base} token={token}>
          <Button kind="warning" name="aksi" value="buang">
            {t('editor.discard')}
          </Button>
        </Form>
      </Details>
    </Section>
  );
}
