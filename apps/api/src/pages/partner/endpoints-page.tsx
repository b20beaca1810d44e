import { PARTNER_EVENT_TYPES, WebhookEndpoint } from '@sambung/webhooks';
import {
  Button,
  Checkboxes,
  DataTable,
  EmptyState,
  errorOf,
  FieldError,
  Form,
  languageOfText,
  Radios,
  Section,
  Tag,
  TextInput,
  Title,
  useLanguage,
} from '@sambung/ui';
import { FormBody, listIn, textIn } from '../web/form';
import { EVENT_TYPES, EventTypes } from './event-types';

interface EndpointsPageProps {
  endpoints: readonly WebhookEndpoint[];
  /** Whether addresses of this machine are called too, as in a demonstration. */
  mayBeLocal: boolean;
  token: string;
  sent: FormBody;
  errors: readonly FieldError[];
}

function RegisterForm({ token, sent, errors, mayBeLocal }: Omit<EndpointsPageProps, 'endpoints'>) {
  const { t, locale } = useLanguage();
  return (
    <Form action="/mitra/endpoint" token={token}>
      <TextInput
        name="url"
        label={t('endpoint.url')}
        hint={`${t('endpoint.url.hint')}${mayBeLocal ? ` ${t('endpoint.url.local')}` : ''}`}
        error={errorOf(errors, 'url')}
        value={textIn(sent, 'url')}
        maxLength={2000}
      />
      <Checkboxes
        name="peristiwa"
        legend={t('endpoint.events')}
        hint={t('endpoint.events.hint')}
        options={EVENT_TYPES.map((value) => ({ value, label: value, hint: PARTNER_EVENT_TYPES[value][languageOfText(locale)] }))}
        chosen={listIn(sent, 'peristiwa')}
      />
      <Radios
        name="urutan"
        legend={t('endpoint.ordering')}
        options={(['none', 'perSubject'] as const).map((value) => ({ value, label: t(`endpoint.ordering.${value}`) }))}
        chosen={[textIn(sent, 'urutan') || 'none']}
      />
      <Radios
        name="jenis"
        legend={t('endpoint.kind')}
        options={(['live', 'test'] as const).map((value) => ({ value, label: t(`endpoint.kind.${value}`) }))}
        chosen={[textIn(sent, 'jenis') || 'live']}
      />
      <Button>{t('endpoint.register')}</Button>
    </Form>
  );
}

/** Where an institution is told of events, and registering another address. */
export function EndpointsPage({ endpoints, ...form }: EndpointsPageProps) {
  const { t } = useLanguage();
  return (
    <>
      <Title>{t('endpoint.title')}</Title>
      {endpoints.length === 0 ? (
        <EmptyState title={t('endpoint.none')}>
          <p>{t('endpoint.none.text')}</p>
        </EmptyState>
      ) : (
        <DataTable
          caption={t('endpoint.title')}
          isTitled
          rows={endpoints}
          keyOf={({ id }) => id}
          columns={[
            { title: t('endpoint.url'), cell: ({ id, url }) => <a href={`/mitra/endpoint/${id}`}>{url}</a> },
            { title: t('endpoint.kind'), cell: ({ isTest }) => t(isTest ? 'endpoint.kind.test' : 'endpoint.kind.live') },
            { title: t('queue.state'), cell: ({ status }) => <Tag>{t(`endpoint.status.${status}`)}</Tag> },
            { title: t('endpoint.events'), cell: ({ eventTypes }) => <EventTypes types={eventTypes} /> },
          ]}
        />
      )}
      <Section title={t('endpoint.new')}>
        <RegisterForm {...form} />
      </Section>
    </>
  );
}
