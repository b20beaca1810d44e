import { DOCUMENT_KINDS, DocumentInfo, MOST_DOCUMENTS } from '@sambung/profiles';
import {
  Button,
  ButtonRow,
  EmptyState,
  errorOf,
  FieldError,
  FileInput,
  Form,
  longDate,
  MessageKey,
  News,
  Radios,
  Section,
  Title,
  useLanguage,
} from '@sambung/ui';

interface DocumentsPageProps {
  name: string;
  /** Where the page is; each file is below it. */
  at: string;
  documents: readonly DocumentInfo[];
  token: string;
  kind: string;
  /** What the owner just did. */
  news: MessageKey | undefined;
  errors: readonly FieldError[];
}

/** Photos and documents of a business: what is there, and one more. */
export function DocumentsPage({ name, at, documents, token, kind, news, errors }: DocumentsPageProps) {
  const { t } = useLanguage();
  return (
    <>
      <Title caption={name}>{t('documents.title')}</Title>
      <News news={news} />
      <p class="pembuka">{t('documents.lead')}</p>
      {documents.length === 0 ? (
        <EmptyState title={t('documents.none')}>
          <p>{t('documents.none.text')}</p>
        </EmptyState>
      ) : (
        <DocumentList at={at} documents={documents} token={token} />
      )}
      {documents.length >= MOST_DOCUMENTS ? (
        <p>{t('documents.full', { most: MOST_DOCUMENTS })}</p>
      ) : (
        <Section title={t('documents.add')}>
          <Form action={at} token={token} hasFile>
            <Radios
              name="jenis"
              legend={t('documents.kind')}
              error={errorOf(errors, 'jenis')}
              chosen={[kind]}
              columns
              options={DOCUMENT_KINDS.map((value) => ({ value, label: t(`documents.kind.${value}`) }))}
            />
            <FileInput
              name="berkas"
              label={t('documents.file')}
              hint={t('documents.file.hint')}
              error={errorOf(errors, 'berkas')}
              accept="image/jpeg,image/png,image/webp,application/pdf"
            />
            <ButtonRow>
              <Button>{t('documents.send')}</Button>
            </ButtonRow>
            <p class="kemajuan" role="status" data-kirim={t('documents.sending')} data-gagal={t('documents.broke')} hidden />
          </Form>
        </Section>
      )}
    </>
  );
}

/** @param token lets the reader delete; null for whoever only looks */
export function DocumentList({ at, documents, token }: Pick<DocumentsPageProps, 'at' | 'documents'> & { token: string | null }) {
  const { t, locale } = useLanguage();
  return (
    <ul class="tugas berkas-berkas">
      {documents.map(({ id, kind, name, type, size, addedAt }) => (
        <li key={id}>
          <div>
            <a href={`${at}/${id}`} download={type === 'application/pdf' ? true : undefined}>
              {t(`documents.kind.${kind}`)}
              <span class="senyap">: {name}</span>
            </a>
            <p class="catatan">
              {name} · {type === 'application/pdf' ? 'PDF' : t('documents.photo')}, {Math.ceil(size / 1_000)} kB ·{' '}
              {longDate(locale, addedAt)}
            </p>
          </div>
          {token ? (
            <Form action={`${at}/${id}/hapus`} token={token}>
              <Button kind="quiet">
                {t('documents.delete')}
                <span class="senyap">: {name}</span>
              </Button>
            </Form>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
