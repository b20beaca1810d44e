import { FormNode } from '@sambung/offers';
import { FieldError, Notice, Title, useLanguage } from '@sambung/ui';
import { SectionName } from './change-form';
import { ExampleFields } from './example-fields';
import { ExampleOutcome } from './draft-reports.service';
import { RowButtons } from './row-buttons';
import { EditorForm, EditorNav } from './section-page';

interface ExamplePageProps {
  base: string;
  /** Place in the list, from 0. */
  place: number;
  example: FormNode;
  outcome: ExampleOutcome | undefined;
  checks: readonly { code: string; text: string }[];
  revision: number;
  token: string;
  errors: readonly FieldError[];
  news: { kind: 'success' | 'warning'; text: string } | null;
}

const SECTION: SectionName = 'contoh';

/** One example case, and what the conditions say of it. */
export function ExamplePage({ base, place, example, outcome, checks, revision, token, errors, news }: ExamplePageProps) {
  const { t } = useLanguage();
  const expect = (value: string) => t(`editor.expect.${value}` as 'editor.expect.closed');
  return (
    <>
      <Title caption={t('editor.section.contoh')}>{outcome?.name || t('editor.example', { number: place + 1 })}</Title>
      <EditorNav base={base} current={SECTION} />
      {news ? (
        <Notice kind={news.kind}>
          <p>{news.text}</p>
        </Notice>
      ) : null}
      {outcome?.result ? (
        <Notice kind={outcome.result === outcome.expected ? 'success' : 'warning'}>
          <p>
            {outcome.result === outcome.expected
              ? t('editor.examples.holds', { result: expect(outcome.result) })
              : t('editor.examples.differs', {
                  result: expect(outcome.result),
                  expected: outcome.expected ? expect(outcome.expected) : '–',
                })}
          </p>
        </Notice>
      ) : null}
      <EditorForm action={`${base}/contoh/${place + 1}`} token={token} revision={revision}>
        <ExampleFields example={example} errors={errors} checks={checks} />
        <RowButtons path="contoh-0" of={outcome?.name || String(place + 1)} />
      </EditorForm>
    </>
  );
}
