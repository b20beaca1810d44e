import { ButtonRow, Figures, LinkButton, Section, Title, useLanguage, wholeNumber } from '@sambung/ui';

interface StartPageProps {
  /** How much the catalogue holds today. */
  coverage: { offers: number; institutions: number; needs: number };
  hasDraft: boolean;
  isSignedIn: boolean;
}

/** What it is, how long it takes and what is needed. */
export function StartPage({ coverage, hasDraft, isSignedIn }: StartPageProps) {
  const { t, locale } = useLanguage();
  const figures = (['offers', 'institutions', 'needs'] as const).map((name) => ({
    value: wholeNumber(locale, coverage[name]),
    label: t(`start.figure.${name}`),
  }));
  return (
    <>
      <Title>{t('start.title')}</Title>
      <p class="pembuka">{t('start.lead')}</p>
      <ButtonRow>
        <LinkButton href="/mulai">{t(hasDraft ? 'start.resume' : 'start.button')}</LinkButton>
        {isSignedIn ? null : (
          <LinkButton href="/masuk" kind="secondary">
            {t('signIn.title')}
          </LinkButton>
        )}
      </ButtonRow>
      <h2 class="senyap">{t('start.figures')}</h2>
      <Figures figures={figures} />
      <Section title={t('start.how')}>
        <ol class="langkah">
          <li>{t('start.how.1')}</li>
          <li>{t('start.how.2')}</li>
          <li>{t('start.how.3')}</li>
        </ol>
      </Section>
      <div class="dua-kolom">
        <Section title={t('start.time')}>
          <p>{t('start.time.text')}</p>
        </Section>
        <Section title={t('start.need')}>
          <p>{t('start.need.text')}</p>
        </Section>
      </div>
      <Section title={t('start.for')}>
        <p>{t('start.for.text')}</p>
      </Section>
    </>
  );
}
