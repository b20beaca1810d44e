import { Config } from '@sambung/config';
import {
  CHALLENGE_TYPE,
  challengeSchema,
  eventSample,
  eventSchema,
  PARTNER_EVENT_TYPES,
  PartnerEventType,
  RECEIVERS,
  SNIPPETS,
  snippetText,
} from '@sambung/webhooks';
import { Code, Details, languageOfText, Section, Title, useLanguage } from '@sambung/ui';
import { Get } from '@nestjs/common';
import type { ComponentChildren } from 'preact';
import { Access } from '../../http/access';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { EVENT_TYPES } from './event-types';
import { sandboxCalls } from './sandbox-calls';

/** What developers of an institution need to know before the first delivery. */
@PageController()
@Access('partner')
export class GuideController {
  constructor(private readonly config: Config) {}

  @Get('mitra/panduan')
  show(@CurrentVisit() visit: Visit): PageAnswer {
    const { RATE_LIMIT_PER_MINUTE: perMinute, ALLOW_LOOPBACK_WEBHOOKS: mayBeLocal } = this.config;
    const body = <GuidePage origin={visit.origin} perMinute={perMinute} mayBeLocal={mayBeLocal} />;
    return { title: visit.t('guide.title'), isWide: true, body };
  }
}

const TUNNEL = 'cloudflared tunnel --url http://127.0.0.1:4000';

const firstCalls = (origin: string): string => `export KUNCI=sbk_…
curl -H "Authorization: Bearer $KUNCI" -H 'Content-Type: application/json' \\
  -d '{"url":"https://mitra.contoh.id/sambung"}' ${origin}/api/v1/webhook-endpoints
curl -H "Authorization: Bearer $KUNCI" -X POST ${origin}/api/v1/webhook-endpoints/ID/test
curl -H "Authorization: Bearer $KUNCI" '${origin}/api/v1/events?limit=10'`;

/** What a receiver has to count with. */
const RULES = ['answer', 'twice', 'order', 'retries', 'disabled', 'mended', 'outage'] as const;
/** What a program that calls the API has to know. */
const API_RULES = ['pages', 'repeat', 'version', 'fault'] as const;

interface GuidePageProps {
  origin: string;
  perMinute: number;
  mayBeLocal: boolean;
}

function Programs({ programs }: { programs: readonly { language: string; file: string }[] }) {
  const { t } = useLanguage();
  return (
    <>
      {programs.map((program) => (
        <Details key={program.file} summary={`${program.language}: ${program.file}`}>
          <p>
            <a href={`/mitra/panduan/${program.file}`}>{t('guide.download', { file: program.file })}</a>
          </p>
          <Code label={program.file}>{snippetText(program)}</Code>
        </Details>
      ))}
    </>
  );
}

/** From nothing to a first event whose signature was checked. */
function FirstEvent({ mayBeLocal }: Pick<GuidePageProps, 'mayBeLocal'>) {
  const { t } = useLanguage();
  const link = (href: string, text: ComponentChildren) => <a href={href}>{text}</a>;
  return (
    <Section title={t('guide.steps')}>
      <ol class="langkah">
        <li>
          <p>{t('guide.step.receiver')}</p>
          <Programs programs={RECEIVERS} />
          <Code label={t('guide.step.receiver')}>{RECEIVERS.map(({ start }) => start.join('\n')).join('\n# Python\n')}</Code>
        </li>
        <li>
          <p>{t(mayBeLocal ? 'guide.step.address.local' : 'guide.step.address')}</p>
          <Code label={t('guide.step.address')}>{mayBeLocal ? 'http://127.0.0.1:4000' : TUNNEL}</Code>
        </li>
        <li>
          <p>
            {t('guide.step.register')} {link('/mitra/endpoint', t('endpoint.title'))}
          </p>
        </li>
        <li>
          <p>{t('guide.step.secret')}</p>
        </li>
        <li>
          <p>{t('guide.step.test')}</p>
        </li>
      </ol>
    </Section>
  );
}

function Catalogue() {
  const { t, locale } = useLanguage();
  const types = [
    { type: CHALLENGE_TYPE as typeof CHALLENGE_TYPE | PartnerEventType, text: t('guide.events.challenge'), schema: challengeSchema },
    ...EVENT_TYPES.map((type) => ({ type, text: PARTNER_EVENT_TYPES[type][languageOfText(locale)], schema: eventSchema(type) })),
  ];
  return (
    <Section title={t('guide.events')}>
      <p>{t('guide.events.text')}</p>
      {types.map(({ type, text, schema }) => (
        <Details key={type} summary={`${type}: ${text}`}>
          <Code label={t('guide.events.sample', { type })}>{JSON.stringify(eventSample(type), null, 2)}</Code>
          <Code label={t('guide.events.schema', { type })}>{JSON.stringify(schema, null, 2)}</Code>
        </Details>
      ))}
    </Section>
  );
}

function GuidePage({ origin, perMinute, mayBeLocal }: GuidePageProps) {
  const { t, locale } = useLanguage();
  return (
    <>
      <Title>{t('guide.title')}</Title>
      <p class="pembuka">{t('guide.lead')}</p>
      <p>
        <a href="/api/docs">{t('guide.api')}</a>
      </p>
      <FirstEvent mayBeLocal={mayBeLocal} />
      <Section title={t('guide.signature')}>
        <p>{t('guide.signature.text')}</p>
        <Programs programs={SNIPPETS} />
      </Section>
      <Section title={t('guide.first')}>
        <p>
          {t('guide.first.text')} <a href="/mitra/kunci">{t('key.title')}</a>
        </p>
        <Code label={t('guide.first')}>{firstCalls(origin)}</Code>
        <ul>
          {API_RULES.map((rule) => (
            <li key={rule}>{t(`guide.api.${rule}`)}</li>
          ))}
          <li>{t('guide.api.limit', { count: perMinute.toLocaleString(locale) })}</li>
        </ul>
      </Section>
      <Section title={t('guide.sandbox')}>
        <p>{t('guide.sandbox.text')}</p>
        <Code label={t('guide.sandbox')}>{sandboxCalls(origin)}</Code>
        <p>{t('guide.sandbox.rest')}</p>
      </Section>
      <Section title={t('guide.deliveries')}>
        <ul>
          {RULES.map((rule) => (
            <li key={rule}>{t(`guide.rule.${rule}`)}</li>
          ))}
        </ul>
      </Section>
      <Catalogue />
    </>
  );
}
