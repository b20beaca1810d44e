import { shownValue } from '@sambung/profiles';
import { FACTS } from '@sambung/reference';
import { Button, EmptyState, Form, longDate, longDay, longMoment, Section, SummaryList, Tag, Title, useLanguage } from '@sambung/ui';
import { isAskable } from '../questions/fact-questions';
import { valueText } from '../results/answers-page';
import { OwnerNotices } from './owner-notices';
import { Record } from './owner-record.service';
import { RequestState } from './request-state';

interface DataPageProps extends Record {
  now: Date;
  token: string;
}

/** What is kept about a business, and everything that its owner may do about it (UU 27/2022 art. 5–13). */
export function DataPage(props: DataPageProps) {
  const { t } = useLanguage();
  const { actor, consents } = props;
  return (
    <>
      <Title caption={actor.name}>{t('data.title')}</Title>
      <OwnerNotices actor={actor} consents={consents} />
      <Answers {...props} />
      <Consents {...props} />
      <Rights {...props} />
      <Requests {...props} />
    </>
  );
}

function Answers({ actor: { id }, facts, unconfirmed }: DataPageProps) {
  const language = useLanguage();
  const { t, term, locale } = language;
  const rows = facts.map(({ key, value, observedAt }) => ({
    label: term(FACTS[key]!.label),
    value: (
      <>
        {valueText(key, shownValue(key, value), language)} <span class="catatan">({longDay(locale, observedAt)})</span>{' '}
        {unconfirmed.has(key) ? <Tag>{t('assisted.tag')}</Tag> : null}
      </>
    ),
    href: isAskable(key) ? `/usaha/${id}/fakta/${key}` : undefined,
  }));
  return <Section title={t('data.answers')}>{rows.length === 0 ? <p>{t('answers.none')}</p> : <SummaryList rows={rows} />}</Section>;
}

function Consents({ actor: { id }, consents, names, token }: DataPageProps) {
  const { t, locale } = useLanguage();
  return (
    <Section title={t('data.consents')}>
      {consents.length === 0 ? (
        <EmptyState title={t('data.consents.none')}>
          <p>{t('data.consents.none.text')}</p>
        </EmptyState>
      ) : (
        consents.map((consent) => (
          <Form key={consent.id} action={`/usaha/${id}/persetujuan/${consent.id}/cabut`} token={token}>
            <p>
              {consent.institutionId
                ? t('data.consent.sharing', { institution: names.get(consent.institutionId) ?? '–' })
                : t('data.consent.matching')}{' '}
              <span class="catatan">({longDate(locale, consent.givenAt)})</span>
            </p>
            <Button kind="warning">{t('data.consent.withdraw')}</Button>
          </Form>
        ))
      )}
      <p class="catatan">{t('data.consent.effect')}</p>
    </Section>
  );
}

function Rights({ actor, hasPin }: DataPageProps) {
  const { t, locale } = useLanguage();
  const at = `/usaha/${actor.id}`;
  const since = (moment: Date | null) => (moment ? <Tag>{t('right.since', { day: longDate(locale, moment) })}</Tag> : null);
  return (
    <Section title={t('right.title')}>
      <ul class="tugas bukan-cetak">
        <li>
          <a href={`${at}/unduh/html`} download>
            {t('right.page')}
          </a>
        </li>
        <li>
          <a href={`${at}/unduh/json`} download>
            {t('right.json')}
          </a>
        </li>
        <li>
          <a href={`${at}/jejak`}>{t('audit.title')}</a>
        </li>
        <li>
          <a href={`${at}/permintaan`}>{t('right.ask')}</a>
        </li>
        <li>
          <a href={`${at}/keberatan`}>{t('right.objection.title')}</a>
          {since(actor.objectedAt)}
        </li>
        <li>
          <a href={`${at}/pembatasan`}>{t('right.restriction.title')}</a>
          {since(actor.restrictedAt)}
        </li>
        <li>
          <a href={`${at}/pin/atur`}>{t(hasPin ? 'pin.change' : 'pin.set')}</a>
        </li>
        <li>
          <a href="/perangkat">{t('sessions.title')}</a>
        </li>
        <li>
          <a href={`${at}/hapus`}>{t('right.erasure.title')}</a>
        </li>
      </ul>
    </Section>
  );
}

function Requests({ requests, now }: DataPageProps) {
  const { t, locale } = useLanguage();
  return (
    <Section id="permintaan" title={t('request.title')}>
      {requests.length === 0 ? (
        <p>{t('request.none')}</p>
      ) : (
        <ol class="linimasa">
          {requests.map((request) => (
            <li key={request.id}>
              <p class="keterangan">
                <time dateTime={request.askedAt.toISOString()}>{longMoment(locale, request.askedAt)}</time>
              </p>
              <p class="pokok">{t(`request.kind.${request.kind}`)}</p>
              <p>
                <RequestState request={request} now={now} />
              </p>
              {request.note ? <p class="catatan">“{request.note}”</p> : null}
              {request.answer ? <p>{t('request.answer', { answer: request.answer })}</p> : null}
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}
