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

function Cell({ cell }: { cell: ReportCell }) {
  const { locale } = useLanguage();
  if (cell === null) return <TooFew />;
  return <>{typeof cell === 'number' ? wholeNumber(locale, cell) : cell}</>;
}

const Bar = ({ share }: { share: number }) => (
  <svg class="batang" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    <rect width={Math.round(share * 100)} height="6" />
  </svg>
);

interface ReportTableProps {
  report: Report;
  /** Where its CSV file is. */
  csv: string;
  /** Where the first cell of each row leads. */
  hrefs?: readonly string[];
  /** Ids of the rows, for links to lead to. */
  ids?: readonly string[];
}

/** The figures of a report, a bar for the eye where one helps, and the file. */
export function ReportTable({ report: { title, head, rows, bar }, csv, hrefs, ids }: ReportTableProps) {
  const { t } = useLanguage();
  const isFigure = (column: number): boolean => rows.some((row) => typeof row[column] !== 'string');
  const most = bar === undefined ? 0 : Math.max(1, ...rows.map((row) => Number(row[bar] ?? 0)));
  return (
    <>
      <section class="tabel" aria-label={title} tabindex={0}>
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
            {rows.map((row, index) => (
              <tr key={index} id={ids?.[index]}>
                <th scope="row">
                  {hrefs ? <a href={hrefs[index]}>{row[0]}</a> : row[0]}
                  {bar === undefined ? null : <Bar share={Number(row[bar] ?? 0) / most} />}
                </th>
                {row.slice(1).map((cell, column) => (
                  <td key={head[column + 1]} class={isFigure(column + 1) ? 'angka' : undefined}>
                    <Cell cell={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p class="bukan-cetak">
        <a href={csv}>{t('report.csv', { title })}</a>
      </p>
    </>
  );
}
