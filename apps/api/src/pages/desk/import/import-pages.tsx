import { ImportFault, TableImport } from '@sambung/exchange';
import {
  Button,
  ButtonRow,
  DataTable,
  EmptyState,
  errorOf,
  FieldError,
  FileInput,
  Form,
  languageOfText,
  LinkButton,
  longMoment,
  Notice,
  Section,
  Tag,
  Title,
  useLanguage,
  wholeNumber,
} from '@sambung/ui';
import { StagedTable } from './staged-tables.service';

interface ImportsPageProps {
  imports: readonly TableImport[];
  staged: readonly StagedTable[];
  token: string;
  errors: readonly FieldError[];
}

/** Where a table is uploaded, and what became of those before. */
export function ImportsPage({ imports, staged, token, errors }: ImportsPageProps) {
  const { t } = useLanguage();
  return (
    <>
      <Title>{t('import.title')}</Title>
      <p>{t('import.lead')}</p>
      <Form action="/petugas/impor" token={token} hasFile>
        <FileInput
          name="berkas"
          label={t('import.file')}
          hint={t('import.file.hint')}
          error={errorOf(errors, 'berkas')}
          accept=".csv,.xlsx"
        />
        <ButtonRow>
          <Button>{t('import.upload')}</Button>
        </ButtonRow>
      </Form>
      {staged.length > 0 ? <StagedList staged={staged} /> : null}
      <ImportList imports={imports.filter(({ state }) => state !== 'checked')} />
    </>
  );
}

function StagedList({ staged }: Pick<ImportsPageProps, 'staged'>) {
  const { t, locale } = useLanguage();
  return (
    <Section title={t('import.staged')}>
      <ul>
        {staged.map(({ id, fileName, stagedAt }) => (
          <li key={id}>
            <a href={`/petugas/impor/berkas/${id}`}>{fileName}</a> <span class="catatan">({longMoment(locale, stagedAt)})</span>
          </li>
        ))}
      </ul>
      <p class="catatan">{t('import.staged.note')}</p>
    </Section>
  );
}

function ImportList({ imports }: Pick<ImportsPageProps, 'imports'>) {
  const { t, locale } = useLanguage();
  return (
    <Section title={t('import.list')}>
      {imports.length === 0 ? (
        <EmptyState title={t('import.none')}>
          <p>{t('import.none.text')}</p>
        </EmptyState>
      ) : (
        <DataTable
          caption={t('import.list')}
          isTitled
          rows={imports}
          keyOf={({ id }) => id}
          columns={[
            { title: t('import.file'), cell: ({ id, fileName }) => <a href={`/petugas/impor/${id}`}>{fileName}</a> },
            { title: t('match.state'), cell: ({ state }) => <Tag>{t(`import.state.${state}`)}</Tag> },
            { title: t('import.lines'), cell: ({ lines }) => wholeNumber(locale, lines), numeric: true },
            { title: t('import.stored'), cell: ({ stored }) => wholeNumber(locale, stored), numeric: true },
            { title: t('import.started'), cell: ({ startedAt }) => longMoment(locale, startedAt) },
          ]}
        />
      )}
    </Section>
  );
}

/** How many rows were read, and what became of them. */
export function ImportCounts({ run, isCheck }: { run: TableImport; isCheck: boolean }) {
  const { t, locale } = useLanguage();
  const figures = [
    ['import.lines', run.lines],
    [isCheck ? 'import.wouldStore' : 'import.stored', run.stored],
    ['import.known', run.known],
    ['import.faulty', run.faulty],
  ] as const;
  return (
    <dl class="rincian">
      {figures.map(([key, count]) => (
        <div key={key}>
          <dt>{t(key)}</dt>
          <dd>{wholeNumber(locale, count)}</dd>
        </div>
      ))}
    </dl>
  );
}

interface FaultsProps {
  faults: readonly ImportFault[];
  /** Where the file with all of them is. */
  file: string;
}

/** What was wrong with which row; all of it is in the file. */
export function ImportFaults({ faults, file }: FaultsProps) {
  const { t, locale } = useLanguage();
  if (faults.length === 0) return null;
  return (
    <>
      <DataTable
        caption={t('import.faults')}
        rows={faults}
        keyOf={({ line, column, code }) => `${line}/${column}/${code}`}
        columns={[
          { title: t('import.line'), cell: ({ line }) => `${t('import.line')} ${line}` },
          { title: t('import.column'), cell: ({ column }) => column },
          { title: t('import.wrong'), cell: ({ detail }) => detail[languageOfText(locale)] },
        ]}
      />
      <p>
        <a href={file} download>
          {t('import.faults.download')}
        </a>
      </p>
    </>
  );
}

interface ImportPageProps {
  run: TableImport;
  /** The first of its faults. */
  faults: readonly ImportFault[];
  /** Its file, while that waits to be brought in again. */
  staged: StagedTable | null;
  /** What taking it back came to, just now. */
  undone: { removed: number; kept: number } | null;
  token: string;
  errors: readonly FieldError[];
}

/** One import: how far it is, what was wrong, and taking it back. */
export function ImportPage({ run, faults, staged, undone, token }: ImportPageProps) {
  const { t, locale } = useLanguage();
  const at = `/petugas/impor/${run.id}`;
  return (
    <>
      <Title caption={run.fileName}>{t('import.one')}</Title>
      <p>
        <Tag>{t(`import.state.${run.state}`)}</Tag> <span class="catatan">{longMoment(locale, run.startedAt)}</span>
      </p>
      {undone ? (
        <Notice kind="success">
          <p>{t('import.undone', undone)}</p>
        </Notice>
      ) : null}
      {run.state === 'running' ? (
        <Notice title={t('import.running')}>
          <p>{t('import.running.text')}</p>
          <LinkButton href={at} kind="secondary">
            {t('import.reload')}
          </LinkButton>
        </Notice>
      ) : null}
      {run.state === 'stopped' && staged ? (
        <Notice kind="warning" title={t('import.stopped')}>
          <p>{t('import.stopped.text')}</p>
          <LinkButton href={`/petugas/impor/berkas/${staged.id}`}>{t('import.resume')}</LinkButton>
        </Notice>
      ) : null}
      <ImportCounts run={run} isCheck={false} />
      <ImportFaults faults={faults} file={`${at}/kesalahan`} />
      {run.state === 'done' || run.state === 'stopped' ? (
        <Section title={t('import.undo')}>
          <p>{t('import.undo.text')}</p>
          <Form action={`${at}/batal`} token={token}>
            <Button kind="warning">{t('import.undo.button')}</Button>
          </Form>
        </Section>
      ) : null}
    </>
  );
}
