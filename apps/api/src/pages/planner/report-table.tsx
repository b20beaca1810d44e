import { useLanguage, wholeNumber } from '@sambung/ui';
import { FEWEST_SHOWN } from './districts.service';
import { Report, ReportCell } from './report';

export function TooFew() {
  const { t } = useLanguage();
  return (
    <>
      <span aria-hidden="true">&lt;{FEWEST_SHOWN}</span>
      <span class="senyap">{t('totals.small')}</span>
    </>
  );
}

function Cell({ cell, href }: { cell: ReportCell; href: string | undefined }) {
  const { locale } = useLanguage();
  if (cell === null) return <TooFew />;
  const text = typeof cell === 'number' ? wholeNumber(locale, cell) : cell;
  return href && cell !== 0 ? <a href={href}>{text}</a> : <>{text}</>;
}

const Bar = ({ share }: { share: number }) => (
  <svg class="batang" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    <rect width={Math.round(share * 100)} height="6" />
  </svg>
);

/** The file of a table; of one that stays in the office, also the form that may be published. */
export function Files({ title, csv, isOffice }: { title: string; csv: string; isOffice?: boolean | undefined }) {
  const { t } = useLanguage();
  return (
    <p class="tautan-tautan bukan-cetak">
      <a href={csv}>{t('report.csv', { title })}</a>
      {isOffice ? <a href={`${csv}${csv.includes('?') ? '&' : '?'}terbit=1`}>{t('report.csv.published')}</a> : null}
    </p>
  );
}

interface ReportTableProps {
  report: Report;
  /** Where its CSV file is. */
  csv: string;
  /** Whether the file comes in a second form, for publication. */
  isOffice?: boolean;
  /** Ids of the rows, for links to lead to. */
  ids?: readonly string[];
  /** Rows of the page; the file has all. */
  most?: number;
  /** Rows are compared with one another: on a phone they stay a table, where others of many columns become a block each. */
  compares?: boolean;
}

/** More do not fit beside one another on a phone. */
const MOST_COLUMNS = 3;

/** The figures of a report, a bar for the eye where one helps, and the file. */
export function ReportTable({ report: { title, head, rows, bar, links }, csv, isOffice, ids, most: mostRows, compares }: ReportTableProps) {
  const { t } = useLanguage();
  const shownRows = rows.slice(0, mostRows);
  const isFigure = (column: number): boolean => rows.some((row) => typeof row[column] !== 'string');
  const most = bar === undefined ? 0 : Math.max(1, ...rows.map((row) => Number(row[bar] ?? 0)));
  return (
    <>
      <section class={compares ? 'tabel seraya' : head.length > MOST_COLUMNS ? 'tabel susun' : 'tabel'} aria-label={title} tabindex={0}>
        <table>
          <caption class="senyap">{title}</caption>
          <thead>
            <tr>
              {head.map((name, column) => (
                <th key={name} scope="col" class={isFigure(column) ? 'angka' : undefined}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shownRows.map((row, index) => (
              <tr key={index} id={ids?.[index]}>
                <th scope="row">
                  <Cell cell={row[0]!} href={links?.[index]?.[0]} />
                  {bar === undefined ? null : <Bar share={Number(row[bar] ?? 0) / most} />}
                </th>
                {row.slice(1).map((cell, column) => (
                  <td key={head[column + 1]} class={isFigure(column + 1) ? 'angka' : undefined} data-judul={head[column + 1]}>
                    <Cell cell={cell} href={links?.[index]?.[column + 1]} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {shownRows.length < rows.length ? <p>{t('report.part', { shown: shownRows.length, all: rows.length })}</p> : null}
      <Files title={title} csv={csv} isOffice={isOffice} />
    </>
  );
}
