import { Actor } from '@sambung/profiles';
import { placeName, ROLES } from '@sambung/reference';
import {
  Button,
  ButtonRow,
  DataTable,
  EmptyState,
  errorOf,
  FieldError,
  Form,
  Notice,
  Section,
  Tag,
  TextInput,
  Title,
  useLanguage,
} from '@sambung/ui';
import { FormBody, textIn } from '../../web/form';

export interface FoundRow {
  actor: Actor;
  /** Masked. */
  phone: string;
}

export interface Found {
  rows: readonly FoundRow[];
  isElsewhere: boolean;
  /** What a new entry would begin with; null while name or phone is missing. */
  fresh: { name: string; phone: string; entry: string } | null;
}

interface SearchPageProps {
  token: string;
  sent: FormBody;
  errors: readonly FieldError[];
  found: Found | null;
}

/** Looks for a person before another record of the same one is made. */
export function SearchPage({ token, sent, errors, found }: SearchPageProps) {
  const { t } = useLanguage();
  return (
    <>
      <Title>{t('assist.search.title')}</Title>
      <p>{t('assist.search.lead')}</p>
      <Form action="/petugas/usaha" token={token}>
        <TextInput
          name="nama"
          label={t('assist.name')}
          hint={t('assist.name.hint')}
          error={errorOf(errors, 'nama')}
          value={textIn(sent, 'nama')}
          maxLength={200}
        />
        <TextInput
          name="telepon"
          type="tel"
          inputMode="tel"
          label={t('assist.phone')}
          error={errorOf(errors, 'telepon')}
          value={textIn(sent, 'telepon')}
          size="medium"
        />
        <TextInput
          name="nomor"
          inputMode="numeric"
          label={t('assist.number')}
          hint={t('assist.number.hint')}
          error={errorOf(errors, 'nomor')}
          value={textIn(sent, 'nomor')}
          maxLength={25}
          size="medium"
        />
        <ButtonRow>
          <Button kind={found ? 'secondary' : 'primary'}>{t('assist.search')}</Button>
        </ButtonRow>
      </Form>
      {found ? <Results found={found} token={token} /> : null}
    </>
  );
}

function Results({ found: { rows, isElsewhere, fresh }, token }: { found: Found; token: string }) {
  const { t, term } = useLanguage();
  return (
    <Section id="hasil" title={t('assist.results')}>
      {isElsewhere ? (
        <Notice kind="warning">
          <p>{t('assist.elsewhere')}</p>
        </Notice>
      ) : null}
      {rows.length === 0 ? (
        <EmptyState title={t('assist.results.none')}>
          <p>{t(fresh ? 'assist.results.fresh' : 'assist.results.more')}</p>
        </EmptyState>
      ) : (
        <DataTable
          caption={t('assist.results.count', { count: rows.length })}
          rows={rows}
          keyOf={({ actor }) => actor.id}
          columns={[
            { title: t('queue.business'), cell: ({ actor }) => <a href={`/petugas/usaha/${actor.id}`}>{actor.name}</a> },
            { title: t('match.phone'), cell: ({ phone }) => phone },
            { title: t('queue.place'), cell: ({ actor }) => placeName(actor.regionCode) },
            { title: t('match.kind'), cell: ({ actor }) => actor.roles.map((role) => term(ROLES[role])).join(', ') },
            { title: t('match.state'), cell: ({ actor }) => <Tag>{t(`actor.${actor.status}`)}</Tag> },
          ]}
        />
      )}
      {fresh ? (
        <Form action="/petugas/usaha/baru" token={token}>
          <input type="hidden" name="nama" value={fresh.name} />
          <input type="hidden" name="telepon" value={fresh.phone} />
          <input type="hidden" name="isian" value={fresh.entry} />
          <ButtonRow>
            <Button kind={rows.length === 0 ? 'primary' : 'secondary'}>{t('assist.begin', { name: fresh.name })}</Button>
          </ButtonRow>
        </Form>
      ) : rows.length > 0 ? (
        <p>{t('assist.results.more')}</p>
      ) : null}
    </Section>
  );
}
