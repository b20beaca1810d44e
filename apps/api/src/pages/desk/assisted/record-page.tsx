import { maskedValue } from '@sambung/profiles';
import { FACTS, labelOfValue, placeName, ROLES } from '@sambung/reference';
import {
  Button,
  ButtonRow,
  DataTable,
  EmptyState,
  errorOf,
  Facts,
  FieldError,
  Form,
  LinkButton,
  longDate,
  longDay,
  longMoment,
  News,
  Notice,
  Section,
  Select,
  Tag,
  Title,
  useLanguage,
} from '@sambung/ui';
import { isAskable } from '../../questions/fact-questions';
import { NextNotice } from '../../results/next-notice';
import { valueText } from '../../results/answers-page';
import { FormBody, textIn } from '../../web/form';
import { fieldLabel } from '../merge/field-label';
import { ConsentFields } from './consent-fields';
import { MatchList } from './match-list';
import { OfficeRecord } from './record.service';

/** How the address says that a record was joined into this one. */
export const JOINED = 'gabung';

interface RecordPageProps {
  record: OfficeRecord;
  /** Another record was just joined into this one. */
  hasJoined: boolean;
  token: string;
  sent: FormBody;
  errors: readonly FieldError[];
}

/** One business as the office keeps it: what is known and from whom, what was agreed to, what became of it. */
export function RecordPage(props: RecordPageProps) {
  const { t } = useLanguage();
  const { record } = props;
  const { actor } = record;
  return (
    <>
      <Title caption={t('record.title')}>{actor.name}</Title>
      <News news={props.hasJoined ? 'record.joined' : undefined} />
      <Notices record={record} />
      <About record={record} />
      <NextNotice next={record.next} href={(fact) => `/petugas/usaha/${actor.id}/fakta/${fact}`} />
      <Known record={record} />
      <Consents {...props} />
      <Matches record={record} />
      {record.merges.length > 0 ? <Merges {...props} /> : null}
    </>
  );
}

type WithRecord = Pick<RecordPageProps, 'record'>;

function Notices({ record: { actor, twins } }: WithRecord) {
  const { t } = useLanguage();
  return (
    <>
      {actor.confirmedAt || actor.status === 'withdrawn' ? null : (
        <Notice title={t('record.unconfirmed')}>
          <p>{t('assist.confirmation')}</p>
        </Notice>
      )}
      {twins > 0 ? (
        <Notice kind="warning" title={t('record.twins', { count: twins })}>
          <p>
            <a href={`/petugas/ganda?usaha=${actor.id}`}>{t('record.twins.look')}</a>
          </p>
        </Notice>
      ) : null}
    </>
  );
}

function About({ record: { actor, phone } }: WithRecord) {
  const { t, term, locale } = useLanguage();
  return (
    <Facts
      rows={[
        { label: t('match.state'), value: <Tag>{t(`actor.${actor.status}`)}</Tag> },
        { label: t('match.kind'), value: actor.roles.map((role) => term(ROLES[role])).join(', ') },
        { label: t('match.place'), value: placeName(actor.regionCode) },
        { label: t('match.phone'), value: phone },
        { label: t('record.since'), value: longDate(locale, actor.createdAt) },
      ]}
    />
  );
}

function Known({ record: { actor, facts, unconfirmed } }: WithRecord) {
  const language = useLanguage();
  const { t, term, locale } = language;
  if (facts.length === 0) {
    return (
      <Section title={t('record.facts')}>
        <EmptyState title={t('answers.none')}>
          <p>{t('record.facts.none')}</p>
        </EmptyState>
      </Section>
    );
  }
  return (
    <Section title={t('record.facts')}>
      <DataTable
        caption={t('record.facts')}
        isTitled
        rows={facts}
        keyOf={({ id }) => id}
        columns={[
          { title: t('record.fact'), cell: ({ key }) => term(labelOfValue(FACTS[key]!)) },
          {
            title: t('evidence.fact'),
            cell: ({ key, value }) => (
              <>
                {valueText(key, maskedValue(key, value), language)} {unconfirmed.has(key) ? <Tag>{t('evidence.unconfirmed')}</Tag> : null}
              </>
            ),
          },
          { title: t('evidence.level'), cell: ({ level }) => t(`level.${level}`) },
          { title: t('record.observed'), cell: ({ observedAt }) => longDay(locale, observedAt) },
          {
            title: t('answers.change'),
            isAction: true,
            cell: ({ key }) =>
              isAskable(key) ? (
                <a href={`/petugas/usaha/${actor.id}/fakta/${key}`}>
                  {t('answers.change')}
                  <span class="senyap">: {term(labelOfValue(FACTS[key]!))}</span>
                </a>
              ) : null,
          },
        ]}
      />
    </Section>
  );
}

function Consents({ record: { actor, consents, names, unshared }, token, sent, errors }: RecordPageProps) {
  const { t, locale } = useLanguage();
  const hasMatching = consents.some(({ purpose }) => purpose === 'matching');
  const open = [
    ...(hasMatching ? [] : [{ value: 'matching', label: t('data.consent.matching') }]),
    ...unshared.map(({ id, name }) => ({ value: id, label: t('data.consent.sharing', { institution: name }) })),
  ];
  return (
    <Section id="persetujuan" title={t('data.consents')}>
      {consents.length === 0 ? <p>{t('record.consents.none')}</p> : null}
      <ul>
        {consents.map(({ id, institutionId, givenAt, channel }) => (
          <li key={id}>
            {institutionId ? t('data.consent.sharing', { institution: names.get(institutionId) ?? '–' }) : t('data.consent.matching')}{' '}
            <span class="catatan">
              ({longDate(locale, givenAt)}, {t(`channel.${channel}`)})
            </span>
          </li>
        ))}
      </ul>
      {open.length > 0 && actor.status !== 'withdrawn' ? (
        <Form action={`/petugas/usaha/${actor.id}/persetujuan`} token={token}>
          <Select
            name="untuk"
            label={t('record.consent.for')}
            hint={t('record.consent.hint')}
            error={errorOf(errors, 'untuk')}
            placeholder={t('record.consent.choose')}
            value={textIn(sent, 'untuk')}
            options={open}
          />
          <ConsentFields methods={['spoken', 'paper']} sent={sent} errors={errors} />
          <ButtonRow>
            <Button kind="secondary">{t('record.consent.button')}</Button>
          </ButtonRow>
        </Form>
      ) : null}
    </Section>
  );
}

function Matches({ record: { matches } }: WithRecord) {
  const { t } = useLanguage();
  return (
    <Section title={t('record.matches')}>
      {matches.length === 0 ? <p>{t('record.matches.none')}</p> : <MatchList matches={matches} />}
    </Section>
  );
}

/** What was joined into this record, and what each field was before. */
function Merges({ record: { actor, merges, maySplit, names }, token }: RecordPageProps) {
  const language = useLanguage();
  const { t, locale } = language;
  return (
    <Section title={t('record.merges')}>
      <ol class="linimasa">
        {merges.map(({ id, mergedId, mergedAt, mergedBy, record }, index) => (
          <li key={id}>
            <p class="keterangan">
              {longMoment(locale, new Date(mergedAt))} {t('history.by', { name: names.get(mergedBy) ?? '–' })}
            </p>
            <p class="pokok">{record.before.merged.name}</p>
            <p>
              {t('record.merges.moved', {
                facts: record.facts.moved.length - record.facts.ended.length,
                matches: record.moved.matches?.length ?? 0,
                consents: record.moved.consents?.length ?? 0,
              })}
            </p>
            {record.chosen.fromMerged.length > 0 ? (
              <p class="catatan">
                {t('record.merges.chosen')} {record.chosen.fromMerged.map((field) => fieldLabel(field, language)).join(', ')}
              </p>
            ) : null}
            {index > 0 ? null : maySplit ? (
              <Form action={`/petugas/usaha/${actor.id}/pisah/${mergedId}`} token={token}>
                <p class="catatan">{t('split.text')}</p>
                <Button kind="secondary">{t('split.button')}</Button>
              </Form>
            ) : (
              <p class="catatan">{t('split.second')}</p>
            )}
          </li>
        ))}
      </ol>
      <LinkButton kind="quiet" href="/petugas/ganda">
        {t('twins.title')}
      </LinkButton>
    </Section>
  );
}
