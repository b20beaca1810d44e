import { useLanguage } from '../language';

export function BackLink({ href }: { href: string }) {
  const { t } = useLanguage();
  return (
    <nav class="jejak" aria-label={t('layout.back')}>
      <a class="kembali" href={href}>
        {t('layout.back')}
      </a>
    </nav>
  );
}
