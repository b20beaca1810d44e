import { Consent, isOutgrown } from '@sambung/accounts';
import { Actor } from '@sambung/profiles';
import { LinkButton, Notice, useLanguage } from '@sambung/ui';

/** What waits for the owner: an entry by somebody else, and consents whose words have come to allow more. */
export function OwnerNotices({ actor, consents }: { actor: Actor; consents: readonly Consent[] }) {
  const { t } = useLanguage();
  return (
    <>
      {actor.confirmedAt ? null : (
        <Notice kind="warning" title={t('assisted.title')}>
          <p>{t('assisted.notice')}</p>
          <LinkButton href={`/usaha/${actor.id}/periksa`} kind="secondary">
            {t('assisted.open')}
          </LinkButton>
        </Notice>
      )}
      {consents.filter(isOutgrown).map(({ id }) => (
        <Notice key={id} kind="warning" title={t('renewal.title')}>
          <p>{t('renewal.notice')}</p>
          <LinkButton href={`/usaha/${actor.id}/persetujuan/${id}`} kind="secondary">
            {t('renewal.open')}
          </LinkButton>
        </Notice>
      ))}
    </>
  );
}
