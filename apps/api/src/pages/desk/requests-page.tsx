import { Actor, RightsRequest } from '@sambung/profiles';
import { placeName } from '@sambung/reference';
import {
  Button,
  ButtonRow,
  DataTable,
  EmptyState,
  errorOf,
  FieldError,
  Facts,
  Form,
  longMoment,
  Radios,
  Section,
  Textarea,
  Title,
  useLanguage,
} from '@sambung/ui';
import { outcomeName, RequestState } from '../owner/request-state';
import { FormBody, listIn, textIn } from '../web/form';
import { MatchList } from './assisted/match-list';
import { ListedMatch } from './assisted/record.service';

export interface RequestRow {
  request: RightsRequest;
  actor: Actor;
}

/** Open requests of data subjects; what is due first stands on top. */
export function RequestsPage({ rows, now }: { rows: readonly RequestRow[]; now: Date }) {
  const { t, locale } = useLanguage();
  return (
    <>
      <Title>{t('requests.title')}</Title>
      <p>{t('requests.lead')}</p>
      {rows.length === 0 ? (
        <EmptyState title={t('requests.empty')}>
          <p>{t('requests.empty.text')}</p>
        </EmptyState>
      ) : (
        <DataTable
          caption={t('requests.count', { count: rows.length })}
          rows={rows}
          keyOf={({ request }) => request.id}
          columns={[
            { title: t('queue.business'), cell: ({ request, actor }) => <a href={`/petugas/permintaan/${request.id}`}>{actor.name}</a> },
            { title: t('requests.kind'), cell: ({ request }) => t(`request.kind.${request.kind}`) },
            { title: t('requests.left'), cell: ({ request }) => <RequestState request={request} now={now} /> },
            { title: t('requests.asked'), cell: ({ request }) => longMoment(locale, request.askedAt) },
            { title: t('queue.place'), cell: ({ actor }) => placeName(actor.regionCode) },
          ]}
        />
      )}
    </>
  );
}

export const OUTCOMES = ['done', 'refused'] as const;
export const LONGEST_ANSWER = 2000;

interface RequestPageProps extends RequestRow {
  /** Matches that a person has decided on, where the request is to look at such a decision again; else null. */
  decided: readonly ListedMatch[] | null;
  now: Date;
  token: string;
  sent: FormBody;
  errors: readonly FieldError[];
}

function Decided({ matches }: { matches: readonly ListedMatch[] }) {
  const { t } = useLanguage();
  return (
    <Section title={t('requests.decided')}>
      {matches.length === 0 ? <p>{t('requests.decided.none')}</p> : <MatchList matches={matches} />}
    </Section>
  );
}

/** One request, and the answer that its owner gets. */
export function RequestPage({ request, actor, decided, now, token, sent, errors }: RequestPageProps) {
  const { t, locale } = useLanguage();
  return (
    <>
      <Title caption={actor.name}>{t(`request.kind.${request.kind}`)}</Title>
      <Facts
        rows={[
          { label: t('queue.business'), value: <a href={`/petugas/usaha/${actor.id}`}>{actor.name}</a> },
          { label: t('requests.left'), value: <RequestState request={request} now={now} /> },
          { label: t('requests.asked'), value: longMoment(locale, request.askedAt) },
          { label: t('requests.due'), value: longMoment(locale, request.dueAt) },
          { label: t('requests.channel'), value: t(`channel.${request.channel}`) },
          { label: t('requests.note'), value: request.note ?? '–' },
          ...(request.answer ? [{ label: t('requests.answer'), value: request.answer }] : []),
        ]}
      />
      {decided ? <Decided matches={decided} /> : null}
      {request.settledAt ? null : (
        <Form action={`/petugas/permintaan/${request.id}`} token={token}>
          <Radios
            name="hasil"
            legend={t('requests.outcome')}
            error={errorOf(errors, 'hasil')}
            options={OUTCOMES.map((value) => ({ value, label: t(outcomeName(request.kind, value)) }))}
            chosen={listIn(sent, 'hasil')}
          />
          <Textarea
            name="jawaban"
            label={t('requests.answer')}
            hint={t('requests.answer.hint')}
            error={errorOf(errors, 'jawaban')}
            value={textIn(sent, 'jawaban')}
            rows={4}
            maxLength={LONGEST_ANSWER}
          />
          <ButtonRow>
            <Button>{t('requests.button')}</Button>
          </ButtonRow>
        </Form>
      )}
    </>
  );
}
