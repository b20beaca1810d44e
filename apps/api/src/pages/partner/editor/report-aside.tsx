import { Text } from '@sambung/reference';
import { Figures, languageOfText, Notice, Tag, useLanguage } from '@sambung/ui';
import { SECTION_NAMES, SectionName, sectionOf } from './change-form';
import { conditionsInWords } from './check-form';
import { DraftReport } from './draft-reports.service';
import { fieldAt, partOfField } from './fault-fields';
import { FormParts, LintReport } from '@sambung/offers';
import { namedText, rowName } from './row-name';

interface AsideProps {
  report: DraftReport;
  form: FormParts;
  /** Address of the editor, for links to the fields. */
  base: string;
  /** Whether contradictions were looked for and people counted. */
  isFull: boolean;
}

const useWords = () => {
  const { locale } = useLanguage();
  return (text: Text): string => text[languageOfText(locale)];
};

/** The conditions as owners will read them; none while some have faults. */
function Sentences({ report }: Pick<AsideProps, 'report'>) {
  const { t } = useLanguage();
  const words = useWords();
  const isFaulty = report.faults.some(({ field }) => partOfField(field) === 'syarat');
  if (isFaulty) return <p>{t('editor.read.faulty')}</p>;
  const conditions = conditionsInWords(report.document);
  if (conditions.length === 0) return <p>{t('editor.read.none')}</p>;
  return (
    <ol class="kalimat-kalimat">
      {conditions.map(({ path, text, law }) => (
        <li key={path}>
          {words(text)}
          {law ? <p class="catatan">{law}</p> : null}
        </li>
      ))}
    </ol>
  );
}

/** How many people it would fit; small numbers are hidden and the rest rounded, as everywhere outside the office. */
export function CountFigures({ report: { count } }: Pick<AsideProps, 'report'>) {
  const { t, locale } = useLanguage();
  if (!count) return <p>{t('editor.count.faulty')}</p>;
  const shown = (number: number | null): string => (number === null ? t('editor.count.few') : number.toLocaleString(locale));
  return (
    <>
      <Figures
        figures={[
          { value: shown(count.eligible), label: t('verdict.eligible') },
          { value: shown(count.undetermined), label: t('verdict.undetermined') },
          { value: shown(count.refused), label: t('verdict.notEligible') },
          { value: shown(count.wanting), label: t('editor.count.wanting') },
        ]}
      />
      <p class="catatan">
        {t('editor.count.note')} {count.among === null ? null : t('editor.count.partial', { count: count.among })}
      </p>
    </>
  );
}

/** Pages that keep every example from being run: said once, not at each. */
function stoppingPages({ faults, examples }: DraftReport): SectionName[] {
  if (examples.length < 2 || examples.some(({ result }) => result !== null)) return [];
  const faulty = new Set(faults.map(({ field }) => sectionOf(partOfField(field))));
  return SECTION_NAMES.filter((name) => name !== 'contoh' && faulty.has(name));
}

export function ExampleResults({ report, base }: Pick<AsideProps, 'report' | 'base'>) {
  const { t } = useLanguage();
  const { examples } = report;
  if (examples.length === 0) return <p>{t('editor.examples.none')}</p>;
  const stopping = stoppingPages(report);
  const expect = (value: string) => t(`editor.expect.${value}` as 'editor.expect.closed');
  const outcome = ({ result, expected }: (typeof examples)[number]): string => {
    if (result === null) return t('editor.examples.open');
    if (result === expected) return t('editor.examples.holds', { result: expect(result) });
    return t('editor.examples.differs', { result: expect(result), expected: expected ? expect(expected) : '–' });
  };
  return (
    <>
      {stopping.length > 0 ? (
        <Notice kind="warning" title={t('editor.examples.stopped')}>
          <ul>
            {stopping.map((name) => (
              <li key={name}>
                <a href={`${base}/${name}`}>{t(`editor.section.${name}`)}</a>
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <ul class="contoh-contoh">
        {examples.map((example, at) => (
          <li key={at}>
            <a href={`${base}/contoh/${at + 1}`}>{example.name || t('editor.example', { number: at + 1 })}</a>{' '}
            {stopping.length > 0 ? null : <Tag>{outcome(example)}</Tag>}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Where the row of a finding is mended. */
function rowHref(base: string, field: string): string {
  const row = field.replace(/-[a-z]+$/, '');
  const [section, place] = row.split('-');
  return section === 'contoh' && place !== undefined ? `${base}/contoh/${Number(place) + 1}` : `${base}/${section}#${row}`;
}

/** One warning; where several rows share it, it is said once and they are named below. */
function Finding({ said, findings, form, base }: Pick<AsideProps, 'form' | 'base'> & { said: string; findings: LintReport['findings'] }) {
  const words = useWords();
  const rows = findings.map(({ pointer, text }) => {
    const field = fieldAt(form, pointer);
    return { href: rowHref(base, field), name: rowName(form, field), text: namedText(form, field, text) };
  });
  if (rows.length === 1 || rows.some(({ name }) => name === null)) {
    return rows.map(({ href, text }, at) => (
      <a key={at} href={href}>
        {words(text)}
      </a>
    ));
  }
  return (
    <>
      {said}
      <ul>
        {rows.map(({ href, name }) => (
          <li key={href}>
            <a href={href}>{words(name!)}</a>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Warnings, the serious ones first, each leading to the row that it is about. */
export function LintFindings({ report: { lint }, form, base }: Omit<AsideProps, 'isFull'>) {
  const { t } = useLanguage();
  const words = useWords();
  if (!lint) return <p>{t('editor.lint.faulty')}</p>;
  const serious = lint.findings.filter(({ severity }) => severity === 'serious');
  const rest = lint.findings.filter(({ severity }) => severity !== 'serious');
  const list = (findings: typeof lint.findings) => (
    <ul>
      {[...new Set(findings.map(({ text }) => words(text)))].map((said) => (
        <li key={said}>
          <Finding said={said} findings={findings.filter(({ text }) => words(text) === said)} form={form} base={base} />
        </li>
      ))}
    </ul>
  );
  return (
    <>
      {serious.length > 0 ? (
        <Notice kind="warning" title={t('editor.lint.serious')}>
          {list(serious)}
        </Notice>
      ) : null}
      {rest.length > 0 ? list(rest) : null}
      {lint.findings.length === 0 ? <p>{t(lint.complete ? 'editor.lint.none' : 'editor.lint.incomplete')}</p> : null}
    </>
  );
}

/** What the conditions come to, beside the form that holds them. */
export function ReportAside(props: AsideProps) {
  const { t } = useLanguage();
  return (
    <aside class="samping" aria-label={t('editor.aside')}>
      <h2>{t('editor.read')}</h2>
      <Sentences {...props} />
      <h2>{t('editor.count')}</h2>
      {props.isFull ? <CountFigures {...props} /> : <p>{t('editor.count.press')}</p>}
      <h2>{t('editor.lint')}</h2>
      {props.isFull ? <LintFindings {...props} /> : <p>{t('editor.lint.press')}</p>}
      <h2>{t('editor.examples')}</h2>
      <ExampleResults {...props} />
    </aside>
  );
}
