import { LinkButton, Notice, Title, useLanguage } from '@sambung/ui';

interface SecretPageProps {
  title: string;
  /** Shown now and never again. */
  secret: string;
  text: string;
  /** Where to go on. */
  next: string;
}

export function SecretPage({ title, secret, text, next }: SecretPageProps) {
  const { t } = useLanguage();
  return (
    <>
      <Title>{title}</Title>
      <Notice kind="warning" title={t('secret.once')}>
        <p>{text}</p>
        <p class="alamat">
          <code>{secret}</code>
        </p>
      </Notice>
      <LinkButton href={next}>{t('secret.kept')}</LinkButton>
    </>
  );
}
