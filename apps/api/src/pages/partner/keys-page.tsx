import { API_KEY_SCOPES, ApiKey } from '@sambung/accounts';
import {
  Button,
  Checkboxes,
  DataTable,
  EmptyState,
  errorOf,
  FieldError,
  Form,
  longDate,
  longMoment,
  Radios,
  Section,
  Tag,
  TextInput,
  Title,
  useLanguage,
} from '@sambung/ui';
import { FormBody, listIn, textIn } from '../web/form';

interface ListedKey {
  apiKey: ApiKey;
  isOver: boolean;
}

interface KeysPageProps {
  keys: readonly ListedKey[];
  token: string;
  sent: FormBody;
  errors: readonly FieldError[];
}

function IssueForm({ token, sent, errors }: Omit<KeysPageProps, 'keys'>) {
  const { t } = useLanguage();
  return (
    <Form action="/mitra/kunci" token={token}>
      <TextInput
        name="nama"
        label={t('key.name')}
        hint={t('key.name.hint')}
        error={errorOf(errors, 'nama')}
        value={textIn(sent, 'nama')}
        maxLength={100}
        size="medium"
      />
      <Checkboxes
        name="izin"
        legend={t('key.scopes')}
        error={errorOf(errors, 'izin')}
        options={API_KEY_SCOPES.map((value) => ({ value, label: t(`key.scope.${value}`) }))}
        chosen={listIn(sent, 'izin')}
      />
      <Radios
        name="jenis"
        legend={t('key.kind')}
        options={(['live', 'test'] as const).map((value) => ({ value, label: t(`key.kind.${value}`), hint: t(`key.kind.${value}.hint`) }))}
        chosen={[textIn(sent, 'jenis') || 'live']}
      />
      <Button>{t('key.issue')}</Button>
    </Form>
  );
}

function KeyState({ apiKey, isOver }: ListedKey) {
  const { t } = useLanguage();
  return <Tag>{t(apiKey.revokedAt ? 'key.revoked' : isOver ? 'key.expired' : 'key.active')}</Tag>;
}

function RevokeForm({ apiKey, token }: Pick<ListedKey, 'apiKey'> & { token: string }) {
  const { t } = useLanguage();
  return (
    <Form action={`/mitra/kunci/${apiKey.id}/cabut`} token={token}>
      <Button kind="warning">
        {t('key.revoke')} <span class="senyap">{apiKey.name}</span>
      </Button>
    </Form>
  );
}

/** Keys that an institution's programs use, when each was last used, and issuing or revoking one. */
export function KeysPage({ keys, ...form }: KeysPageProps) {
  const { t, locale } = useLanguage();
  return (
    <>
      <Title>{t('key.title')}</Title>
      {keys.length === 0 ? (
        <EmptyState title={t('key.none')}>
          <p>{t('key.none.text')}</p>
        </EmptyState>
      ) : (
        <DataTable
          caption={t('key.title')}
          isTitled
          rows={keys}
          keyOf={({ apiKey }) => apiKey.id}
          columns={[
            {
              title: t('key.name'),
              cell: ({ apiKey }) => (
                <>
                  {apiKey.name} {apiKey.isTest ? <Tag>{t('key.kind.test')}</Tag> : null}
                  <p class="catatan">
                    <code>{apiKey.prefix}…</code>
                  </p>
                </>
              ),
            },
            { title: t('key.scopes'), cell: ({ apiKey }) => apiKey.scopes.map((scope) => t(`key.scope.${scope}`)).join(', ') },
            { title: t('key.created'), cell: ({ apiKey }) => longDate(locale, apiKey.createdAt) },
            { title: t('key.used'), cell: ({ apiKey }) => (apiKey.lastUsedAt ? longMoment(locale, apiKey.lastUsedAt) : t('key.unused')) },
            { title: t('queue.state'), cell: (row) => <KeyState {...row} /> },
            {
              title: t('key.action'),
              isAction: true,
              cell: ({ apiKey, isOver }) => (isOver ? null : <RevokeForm apiKey={apiKey} token={form.token} />),
            },
          ]}
        />
      )}
      <Section title={t('key.new')}>
        <IssueForm {...form} />
      </Section>
    </>
  );
}
