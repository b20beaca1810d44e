import { WebhookEndpoint } from '@sambung/webhooks';
import {
  Button,
  ButtonRow,
  Details,
  errorOf,
  Facts,
  FieldError,
  Form,
  longMoment,
  Notice,
  Section,
  Select,
  Tag,
  Title,
  useLanguage,
} from '@sambung/ui';
import { FormBody, textIn } from '../web/form';
import { EventTypes } from './event-types';

interface EndpointPageProps {
  endpoint: WebhookEndpoint;
  oldSecretUntil: Date | null;
  token: string;
  /** What was just done. */
  news: string | null;
  errors: readonly FieldError[];
  sent: FormBody;
}

/** Hours for which the old secret may hold beside the new one. */
export const OVERLAPS = [24, 72, 168, 0] as const;
/** Days back from which deliveries can be sent again. */
export const RECOVERABLE_DAYS = [1, 3, 7, 30] as const;

type Translate = ReturnType<typeof useLanguage>['t'];

/** Why a challenge failed, and what to look at. */
function challengeText(error: string, t: Translate): string {
  const status = /^status (\d+)$/.exec(error)?.[1];
  if (status) return t('endpoint.challenge.status', { status });
  const known = (['timeout', 'connection', 'refusedAddress'] as const).find((one) => one === error);
  return t(known ? `endpoint.challenge.${known}` : 'endpoint.challenge.other');
}

function disabledText(reason: string | null, t: Translate): string {
  const known = (['partner', 'gone', 'failing'] as const).find((one) => one === reason);
  return known ? t(`endpoint.disabled.${known}`) : '–';
}

function State({ endpoint }: Pick<EndpointPageProps, 'endpoint'>) {
  const { t, locale } = useLanguage();
  const { status, isTest, eventTypes, ordering, verifiedAt, challengeError, disabledReason, failingSince } = endpoint;
  const moment = (at: Date | null): string => (at ? longMoment(locale, at) : '–');
  return (
    <Facts
      rows={[
        { label: t('queue.state'), value: <Tag>{t(`endpoint.status.${status}`)}</Tag> },
        { label: t('endpoint.kind'), value: t(isTest ? 'endpoint.kind.test' : 'endpoint.kind.live') },
        { label: t('endpoint.events'), value: <EventTypes types={eventTypes} /> },
        { label: t('endpoint.ordering'), value: t(`endpoint.ordering.${ordering}`) },
        { label: t('endpoint.verifiedAt'), value: moment(verifiedAt) },
        ...(challengeError ? [{ label: t('endpoint.challengeError'), value: challengeText(challengeError, t) }] : []),
        ...(status === 'disabled' ? [{ label: t('endpoint.disabledReason'), value: disabledText(disabledReason, t) }] : []),
        ...(failingSince ? [{ label: t('endpoint.failingSince'), value: moment(failingSince) }] : []),
      ]}
    />
  );
}

/** Buttons for what the state of the endpoint allows. */
function Actions({ endpoint: { id, status }, token }: Pick<EndpointPageProps, 'endpoint' | 'token'>) {
  const { t } = useLanguage();
  return (
    <Form action={`/mitra/endpoint/${id}`} token={token}>
      <ButtonRow>
        {status === 'active' ? (
          <>
            <Button name="tindakan" value="uji">
              {t('endpoint.test')}
            </Button>
            <Button kind="secondary" name="tindakan" value="jeda">
              {t('endpoint.pause')}
            </Button>
          </>
        ) : (
          <Button name="tindakan" value="periksa">
            {t(status === 'disabled' ? 'endpoint.resume' : 'endpoint.verify')}
          </Button>
        )}
      </ButtonRow>
    </Form>
  );
}

function Recovery({ endpoint: { id }, token, sent }: Pick<EndpointPageProps, 'endpoint' | 'token' | 'sent'>) {
  const { t } = useLanguage();
  return (
    <Section title={t('endpoint.recover')}>
      <p>{t('endpoint.recover.text')}</p>
      <Form action={`/mitra/endpoint/${id}`} token={token}>
        <Select
          name="hari"
          label={t('endpoint.recover.since')}
          placeholder={t('endpoint.recover.choose')}
          value={textIn(sent, 'hari')}
          options={RECOVERABLE_DAYS.map((days) => ({ value: String(days), label: t('endpoint.recover.days', { days }) }))}
        />
        <Button kind="secondary" name="tindakan" value="pulihkan">
          {t('endpoint.recover.button')}
        </Button>
      </Form>
    </Section>
  );
}

function Secret({ endpoint: { id }, oldSecretUntil, token, errors, sent }: EndpointPageProps) {
  const { t, locale } = useLanguage();
  return (
    <Section title={t('endpoint.secret')}>
      <p>{t('endpoint.secret.text')}</p>
      {oldSecretUntil ? <p>{t('endpoint.secret.old', { day: longMoment(locale, oldSecretUntil) })}</p> : null}
      <Form action={`/mitra/endpoint/${id}/rahasia`} token={token}>
        <Select
          name="jam"
          label={t('endpoint.overlap')}
          error={errorOf(errors, 'jam')}
          placeholder={t('endpoint.overlap.hours', { hours: 24 })}
          value={textIn(sent, 'jam') || '24'}
          options={OVERLAPS.map((hours) => ({ value: String(hours), label: t('endpoint.overlap.hours', { hours }) }))}
        />
        <Button kind="secondary">{t('endpoint.rotate')}</Button>
      </Form>
    </Section>
  );
}

/** One address: how it is, and everything that can be done about it. */
export function EndpointPage(props: EndpointPageProps) {
  const { endpoint, token, news } = props;
  const { t } = useLanguage();
  return (
    <>
      <Title>{t('endpoint.one')}</Title>
      <p class="alamat">{endpoint.url}</p>
      {news ? (
        <Notice kind="success">
          <p>{news}</p>
        </Notice>
      ) : null}
      <State endpoint={endpoint} />
      <Actions endpoint={endpoint} token={token} />
      <p>
        <a href={`/mitra/kiriman?endpoint=${endpoint.id}`}>{t('endpoint.log')}</a>
      </p>
      {endpoint.status === 'active' ? <Recovery {...props} /> : null}
      <Secret {...props} />
      <Details summary={t('endpoint.remove')}>
        <p>{t('endpoint.remove.text')}</p>
        <Form action={`/mitra/endpoint/${endpoint.id}`} token={token}>
          <Button kind="warning" name="tindakan" value="hapus">
            {t('endpoint.remove')}
          </Button>
        </Form>
      </Details>
    </>
  );
}
