import { eventSchema, PARTNER_EVENT_TYPES, RECEIVER, SNIPPETS, snippetText } from '@sambung/webhooks';
import { Code, Details, languageOfText, Section, Title, useLanguage } from '@sambung/ui';
import { Get } from '@nestjs/common';
import { Access } from '../../http/access';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { EVENT_TYPES } from './endpoints-page';
import { sandboxCalls } from './sandbox-calls';

/** What developers of an institution need to know before the first delivery. */
@PageController()
@Access('partner')
export class GuideController {
  @Get('mitra/panduan')
  show(@CurrentVisit() visit: Visit): PageAnswer {
    return { title: visit.t('guide.title'), isWide: true, body: <GuidePage origin={visit.origin} /> };
  }
}

const firstCalls = (origin: string): string => `export KUNCI=sbk_…
curl -H "Authorization: Bearer $KUNCI" -H 'Content-Type: application/json' \\
  -d '{"url":"https://mitra.contoh.id/sambung"}' ${origin}/api/v1/webhook-endpoints
curl -H "Authorization: Bearer $KUNCI" -X POST ${origin}/api/v1/webhook-endpoints/ID/test
curl -H "Authorization: Bearer $KUNCI" '${origin}/api/v1/events?limit=10'`;

/** What a receiver has to count with. */
const RULES = ['answer', 'twice', 'order', 'retries', 'disabled', 'mended', 'outage'] as const;

function GuidePage({ origin }: { origin: string }) {
  const { t, locale } = useLanguage();
  return (
    <>
      <Title>{t('guide.title')}</Title>
      <p class="pembuka">{t('guide.lead')}</p>
      <p>
        <a href="/api/docs">{t('guide.api')}</a>
      </p>
      <Section title={t('guide.first')}>
        <Code label={t('guide.first')}>{firstCalls(origin)}</Code>
      </Section>
      <Section title={t('guide.sandbox')}>
        <p>{t('guide.sandbox.text')}</p>
        <Code label={t('guide.sandbox')}>{sandboxCalls(origin)}</Code>
        <p>{t('guide.sandbox.rest')}</p>
      </Section>
      <Section title={t('guide.receiver')}>
        <p>{t('guide.receiver.text')}</p>
        <Details summary={RECEIVER.file}>
          <Code label={RECEIVER.file}>{snippetText(RECEIVER)}</Code>
        </Details>
      </Section>
      <Section title={t('guide.signature')}>
        <p>{t('guide.signature.text')}</p>
        {SNIPPETS.map((snippet) => (
          <Details key={snippet.file} summary={snippet.language}>
            <Code label={snippet.file}>{snippetText(snippet)}</Code>
          </Details>
        ))}
      </Section>
      <Section title={t('guide.deliveries')}>
        <ul>
          {RULES.map((rule) => (
            <li key={rule}>{t(`guide.rule.${rule}`)}</li>
          ))}
        </ul>
      </Section>
      <Section title={t('guide.events')}>
        <p>{t('guide.events.text')}</p>
        {EVENT_TYPES.map((type) => (
          <Details key={type} summary={`${type}: ${PARTNER_EVENT_TYPES[type][languageOfText(locale)]}`}>
            <Code label={type}>{JSON.stringify(eventSchema(type), null, 2)}</Code>
          </Details>
        ))}
      </Section>
    </>
  );
}
