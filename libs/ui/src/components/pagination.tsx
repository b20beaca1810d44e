import { useLanguage } from '../language';

/** Lists go by cursor: back to the first page, or on to the next. */
export function Pagination({ first, next }: { first?: string | null; next?: string | null }) {
  const { t } = useLanguage();
  if (!first && !next) return null;
  return (
    <nav class="halaman-halaman" aria-label={t('pagination.label')}>
      {first ? <a href={first}>{t('pagination.first')}</a> : null}
      {next ? (
        <a href={next} rel="next">
          {t('pagination.next')}
        </a>
      ) : null}
    </nav>
  );
}
