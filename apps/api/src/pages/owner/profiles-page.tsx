import { Actor } from '@sambung/profiles';
import { placeName } from '@sambung/reference';
import { ButtonRow, EmptyState, LinkButton, Title, useLanguage } from '@sambung/ui';

/** The owner's businesses: several may share one phone. */
export function ProfilesPage({ actors }: { actors: readonly Actor[] }) {
  const { t } = useLanguage();
  return (
    <>
      <Title>{t('profiles.title')}</Title>
      {actors.length === 0 ? (
        <EmptyState title={t('profiles.empty')}>
          <p>{t('profiles.empty.text')}</p>
        </EmptyState>
      ) : (
        <ul class="tugas">
          {actors.map(({ id, name, regionCode }) => (
            <li key={id}>
              <a href={`/usaha/${id}`}>{name}</a>
              <span class="tanda belum">{placeName(regionCode)}</span>
            </li>
          ))}
        </ul>
      )}
      <ButtonRow>
        <LinkButton href="/mulai" kind="secondary">
          {t('profiles.add')}
        </LinkButton>
      </ButtonRow>
    </>
  );
}
