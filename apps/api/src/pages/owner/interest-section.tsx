import { MatchState, mayBecome } from '@sambung/matches';
import { ConsentPoints } from '../account/consent-points';
import { Button, ButtonRow, Checkboxes, errorOf, FieldError, Form, Notice, Section, useLanguage } from '@sambung/ui';

interface InterestSectionProps {
  action: string;
  token: string;
  /** Whether the offer is open to the actor. */
  mayAsk: boolean;
  /** Of the newest match; null when nobody has touched the pair. */
  state: MatchState | null;
  /** How a round came out for it, in the page's language. */
  allocation: string | null;
  institution: string;
  hasConsent: boolean;
  errors: readonly FieldError[];
}

/** What the owner can do about an offer: be interested, with consent to share, or not any more. */
export function InterestSection({ action, token, mayAsk, state, allocation, institution, hasConsent, errors }: InterestSectionProps) {
  const { t } = useLanguage();
  const mayDecline = state !== null && mayBecome(state, 'notInterested');
  const isClosed = state === null || (mayDecline ? state !== 'interested' && state !== 'inReview' : !mayBecome(state, 'withdrawn'));
  return (
    <>
      {state ? (
        <Notice kind="success" title={t(`state.${state}`)}>
          {/* A seat of a round waits for the owner, not for the provider, as other offered matches do. */}
          <p>{allocation ?? t(`state.${state}.text`)}</p>
          {mayDecline ? (
            <Form action={`${action}/tidak`} token={token}>
              <Button kind="quiet">{t('interest.decline')}</Button>
            </Form>
          ) : null}
        </Notice>
      ) : null}
      {mayAsk && isClosed ? (
        <Section title={t('interest.title')}>
          <Form action={`${action}/minat`} token={token}>
            <p>{t('interest.text', { institution })}</p>
            {hasConsent ? null : (
              <>
                <ConsentPoints purpose="sharing" />
                <Checkboxes
                  name="setuju"
                  legend={t('consent.legend')}
                  error={errorOf(errors, 'setuju')}
                  options={[{ value: 'ya', label: t('interest.consent', { institution }) }]}
                  chosen={[]}
                />
              </>
            )}
            <ButtonRow>
              <Button>{t('interest.button')}</Button>
            </ButtonRow>
          </Form>
        </Section>
      ) : null}
    </>
  );
}
