import { Match, REASON_CODES } from '@sambung/matches';
import {
  Button,
  ButtonRow,
  Code,
  DataTable,
  errorOf,
  FieldError,
  FileInput,
  Form,
  LinkButton,
  Notice,
  Section,
  Tag,
  Title,
  useLanguage,
} from '@sambung/ui';
import { ResultFault, resultNamed, ResultRow } from './read-results';

/** Columns of the file that the table has not. */
const SHOWN: readonly string[] = ['reason', 'amount'];

/** One row after a look at it: what would happen, or what is wrong. */
export interface LookedAt {
  row: ResultRow;
  match: Match | null;
  faults: readonly ResultFault[];
  /** Whether the match stands so already. */
  isKnown: boolean;
  /** What became of it; null before anything was stored. */
  done: 'stored' | 'known' | 'refused' | null;
}

const example = (reason: string) => `id,hasil,alasan,jumlah,catatan
0193a1b2-0000-7000-8000-000000000001,selesai,,25.000.000,
0193a1b2-0000-7000-8000-000000000002,ditolak,${reason},,tiga kali ditelepon`;

/** Uploading what became of shared matches. */
export function ResultsUploadPage({ token, errors }: { token: string; errors: readonly FieldError[] }) {
  const { t } = useLanguage();
  return (
    <>
      <Title>{t('results.title')}</Title>
      <p>{t('results.text')}</p>
      <p>
        <LinkButton href="/mitra/hasil/daftar.csv" kind="secondary">
          {t('results.list')}
        </LinkButton>
      </p>
      <Form action="/mitra/hasil" token={token} hasFile>
        <FileInput
          name="berkas"
          label={t('results.file')}
          hint={t('results.file.hint')}
          error={errorOf(errors, 'berkas')}
          accept=".csv,.xlsx"
        />
        <Button>{t('results.check')}</Button>
      </Form>
      <Section title={t('results.columns')}>
        <p>{t('results.columns.text')}</p>
        <Code label={t('results.columns')}>{example(t('reason.unreachable'))}</Code>
        <p>{t('results.reasons')}</p>
        <ul>
          {REASON_CODES.map((code) => (
            <li key={code}>{t(`reason.${code}`)}</li>
          ))}
        </ul>
      </Section>
    </>
  );
}

interface LookPageProps {
  rows: readonly LookedAt[];
  /** The sound rows as a table, sent again to be stored. */
  table: string;
  isStored: boolean;
  token: string;
}

/** Of what is wrong, what was written too: the column may be far to the right in the file. */
function State({ row, faults, isKnown, done }: LookedAt) {
  const { t } = useLanguage();
  if (done) return <Tag>{t(`results.done.${done}`)}</Tag>;
  if (faults.length === 0) return <Tag>{t(isKnown ? 'results.done.known' : 'results.ready')}</Tag>;
  return (
    <ul>
      {faults.map(({ column, key }) => (
        <li key={column + key}>
          <strong>{t(`results.column.${column}`)}</strong>
          {SHOWN.includes(column) && row.cells[column] ? ` “${row.cells[column].slice(0, 40)}”` : ''}: {t(key)}
        </li>
      ))}
    </ul>
  );
}

/** The result by its name; what is none as it was written. */
function Result({ text }: { text: string }) {
  const { t } = useLanguage();
  const result = resultNamed(text);
  return <>{result ? t(`state.${result}`) : text.slice(0, 40)}</>;
}

/** How many rows can be stored, how many not, and how many have nothing to store. */
function Count({ ready, faulty, known }: Record<'ready' | 'faulty' | 'known', number>) {
  const { t } = useLanguage();
  if (ready + faulty === 0) return <p>{t('results.allKnown')}</p>;
  return (
    <p>
      {t('results.count', { sound: ready, faulty })} {known > 0 ? t('results.count.known', { count: known }) : null}
    </p>
  );
}

/** What a file would do, row by row; and after storing it what it did. */
export function ResultsLookPage({ rows, table, isStored, token }: LookPageProps) {
  const { t } = useLanguage();
  const sound = rows.filter(({ faults }) => faults.length === 0);
  const ready = sound.filter(({ isKnown }) => !isKnown).length;
  const known = sound.length - ready;
  const faulty = rows.length - sound.length;
  const stored = rows.filter(({ done }) => done === 'stored').length;
  return (
    <>
      <Title>{t(isStored ? 'results.stored' : 'results.look')}</Title>
      <Notice kind={isStored ? 'success' : faulty > 0 ? 'warning' : 'info'}>
        {isStored ? <p>{t('results.stored.count', { count: stored })}</p> : <Count ready={ready} faulty={faulty} known={known} />}
      </Notice>
      <DataTable
        caption={t('results.rows.count', { count: rows.length })}
        rows={rows}
        keyOf={({ row }) => String(row.line)}
        columns={[
          { title: t('results.line'), isNumber: true, cell: ({ row }) => row.line },
          {
            title: t('inbox.id'),
            cell: ({ row, match }) => (match ? <a href={`/mitra/cocok/${match.id}`}>{match.id.slice(-8)}</a> : row.cells.id.slice(0, 40)),
          },
          { title: t('results.result'), cell: ({ row }) => <Result text={row.cells.result} /> },
          { title: t('queue.state'), cell: (one) => <State {...one} /> },
        ]}
      />
      <Form action="/mitra/hasil/simpan" token={token}>
        <input type="hidden" name="tabel" value={table} />
        <ButtonRow>
          {isStored || ready === 0 ? null : <Button>{t('results.store', { count: ready })}</Button>}
          <LinkButton href="/mitra/hasil" kind="secondary">
            {t('results.another')}
          </LinkButton>
        </ButtonRow>
      </Form>
    </>
  );
}
