import { agreedText, Consent } from '@sambung/accounts';
import { Button, ButtonRow, Details, Form, LinkButton, longDate, Section, Title, useLanguage } from '@sambung/ui';
import { ConsentPoints, TextPoints } from '../account/consent-points';

interface RenewalPageProps {
  /** Path of the profile. */
  at: string;
  /** Name of the business. */
  name: string;
  consent: Consent;
  institution: string | null;
  token: string;
}

/** Asks again for a consent whose words have come to allow more; until then the old one holds for what it said. */
export function RenewalPage({ at, name, consent, institution, token }: RenewalPageProps) {
  const { t, locale } = useLanguage();
  const agreed = agreedText(consent);
  return (
    <>
      <Title caption={name}>{t('renewal.title')}</Title>
      <p>{t('renewal.lead', { day: longDate(locale, consent.givenAt) })}</p>
      <p class="pokok">{institution ? t('data.consent.sharing', { institution }) : t('data.consent.matching')}</p>
      <ConsentPoints purpose={consent.purpose} />
      {agreed ? (
        <Details summary={t('renewal.before')}>
          <TextPoints {...agreed} />
        </Details>
      ) : null}
      <Form action={`${at}/persetujuan/${consent.id}`} token={token}>
        <ButtonRow>
          <Button>{t('consent.agree')}</Button>
          <LinkButton href={at} kind="quiet">
            {t('renewal.later')}
          </LinkButton>
        </ButtonRow>
      </Form>
      <Section title={t('data.consent.withdraw')}>
        <p>{t('data.consent.effect')}</p>
        <Form action={`${at}/persetujuan/${consent.id}/cabut`} token={token}>
          <Button kind="warning">{t('data.consent.withdraw')}</Button>
        </Form>
      </Section>
    </>
  );
}
