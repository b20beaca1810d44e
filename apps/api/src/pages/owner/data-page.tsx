import { shownValue } from '@sambung/profiles';
import { FACTS, labelOfValue } from '@sambung/reference';
import {
  Button,
  EmptyState,
  Form,
  longDate,
  longDay,
  longMoment,
  MessageKey,
  News,
  Section,
  SummaryList,
  Tag,
  Title,
  useLanguage,
} from '@sambung/ui';
import type { ComponentChildren } from 'preact';
import { isAskable } from '../questions/fact-questions';
import { questionsFor } from '../questions/flow';
import { valueText } from '../results/answers-page';
import { answersOf } from './own-answers';
import { OwnerNotices } from './owner-notices';
import { Record } from './owner-record.service';
import { RequestState } from './request-state';

interface DataPageProps extends Record {
  now: Date;
  token: string;
  /** What the owner just did. */
  news: MessageKey | undefined;
}

/** What is kept about a business, and everything that its owner may do about it (UU 27/2022 art. 5–13). */
export function DataPage(props: DataPageProps) {
  const { t } = useLanguage();
  const { actor, consents, news } = props;
  return (
    <>
      <Title caption={actor.name}>{t('data.title')}</Title>
      <News news={news} />
      <OwnerNotices actor={actor} consents={consents} />
      <Answers {...props} />
      <Consents {...props} />
      <Rights {...props} />
      <Requests {...props} />
    </>
  );
}

/** The first questions with what is kept, then each fact that none of them asks for. */
function Answers({ actor, facts, unconfirmed }: DataPageProps) {
  const language = useLanguage();
  const { t, term } = language;
  const at = `/usaha/${actor.id}`;
  const answers = answersOf(actor, facts);
  const questions = questionsFor(answers);
  const together = questions.map((question) => ({
    label: t(question.name),
    value: (
      <Kept facts={facts.filter(({ key }) => question.facts.includes(key))} unconfirmed={unconfirmed}>
        {question.told(answers, language) || t('answers.empty')}
      </Kept>
    ),
    href: `${at}/ubah/${question.slug}?dari=data`,
    isOpen: question.told(answers, language) === '',
  }));
  const single = facts
    .filter(({ key }) => !questions.some((question) => question.facts.includes(key)))
    .map((fact) => ({
      label: term(labelOfValue(FACTS[fact.key]!)),
      value: (
        <Kept facts={[fact]} unconfirmed={unconfirmed}>
          {valueText(fact.key, shownValue(fact.key, fact.value), language)}
        </Kept>
      ),
      href: isAskable(fact.key) ? `${at}/fakta/${fact.key}?dari=data` : undefined,
    }));
  return (
    <Section title={t('data.answers')}>
      <SummaryList rows={[...together, ...single]} />
    </Section>
  );
}

interface KeptProps extends Pick<DataPageProps, 'facts' | 'unconfirmed'> {
  children: ComponentChildren;
}

/** An answer, when it was last told, and whether its owner has looked at it. */
function Kept({ facts, unconfirmed, children }: KeptProps) {
  const { t, locale } = useLanguage();
  const last = facts.map(({ observedAt }) => observedAt).sort().at(-1); // prettier-ignore
  return (
    <>
      {children} {last ? <span class="catatan">{t('data.toldOn', { day: longDay(locale, last) })}</span> : null}{' '}
      {facts.some(({ key }) => unconfirmed.has(key)) ? <Tag>{t('assisted.tag')}</Tag> : null}
    </>
  );
}

function Consents({ actor: { id }, consents, names, token }: DataPageProps) {
  const { t, locale } = useLanguage();
  return (
    <Section title={t('data.consents')}>
      {consents.length > 0 ? <p>{t('data.consent.effect')}</p> : null}
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
              <span class="catatan">{t('data.consent.since', { day: longDate(locale, consent.givenAt) })}</span>
            </p>
            <Button kind="warning">{t('data.consent.withdraw')}</Button>
          </Form>
        ))
      )}
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
