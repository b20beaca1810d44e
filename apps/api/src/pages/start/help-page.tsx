import { Section, Title, useLanguage } from '@sambung/ui';

const TOPICS = ['what', 'unknown', 'decide', 'data', 'cost', 'person', 'network'] as const;

export function HelpPage() {
  const { t } = useLanguage();
  return (
    <>
      <Title>{t('help.title')}</Title>
      <p class="pembuka">{t('help.lead')}</p>
      {TOPICS.map((topic) => (
        <Section key={topic} title={t(`help.${topic}.q`)}>
          <p>{t(`help.${topic}.a`)}</p>
        </Section>
      ))}
    </>
  );
}
