import { Actor, RightsRequest } from '@sambung/profiles';
import { regions } from '@sambung/reference';
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
  Textarea,
  Title,
  useLanguage,
} from '@sambung/ui';
import { RequestState } from '../owner/request-state';
import { FormBody, listIn, textIn } from '../web/form';

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
            { title: t('queue.place'), cell: ({ actor }) => regions().get(actor.regionCode) ?? actor.regionCode },
          ]}
        />
      )}
    </>
  );
}

export const OUTCOMES = ['done', 'refused'] as const;
export const LONGEST_ANSWER = 2000;

interface RequestPageProps extends RequestRow {
  now: Date;
  token: string;
  sent: FormBody;
  errors: readonly FieldError[];
}

/** One request, and the answer that its owner gets. */
export function RequestPage({ request, actor, now, token, sent, errors }: RequestPageProps) {
  const { t, locale } = useLanguage();
  return (
    <>
      <Title caption={actor.name}>{t(`request.kind.${request.kind}`)}</Title>
      <Facts
        rows={[
          { label: t('requests.left'), value: <RequestState request={request} now={now} /> },
          { label: t('requests.asked'), value: longMoment(locale, request.askedAt) },
          { label: t('requests.due'), value: longMoment(locale, request.dueAt) },
          { label: t('requests.channel'), value: t(`channel.${request.channel}`) },
          { label: t('requests.note'), value: request.note ?? '–' },
          ...(request.answer ? [{ label: t('requests.answer'), value: request.answer }] : []),
        ]}
      />
      {request.settledAt ? null : (
        <Form action={`/petugas/permintaan/${request.id}`} token={token}>
          <Radios
            name="hasil"
            legend={t('requests.outcome')}
            error={errorOf(errors, 'hasil')}
            options={OUTCOMES.map((value) => ({ value, label: t(`request.${value}`) }))}
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
