import { DeskView } from '@sambung/matches';
import { Button, Details, Form, TextInput, useLanguage } from '@sambung/ui';
import type { ComponentChildren } from 'preact';
import { queueAddress, QueueView } from './desk-address';

interface ViewsBarProps {
  view: QueueView;
  views: readonly DeskView[];
  token: string;
  /** The filters. */
  children: ComponentChildren;
}

/** The person's own views as links; filters, naming and removing them behind one fold. */
export function ViewsBar({ view, views, token, children }: ViewsBarProps) {
  const { t } = useLanguage();
  const isFiltered = Boolean(view.verdict ?? view.kind ?? view.regionCode);
  return (
    <>
      {views.length > 0 ? (
        <nav class="tautan-tautan" aria-label={t('views.title')}>
          {views.map(({ id, name, query }) => (
            <a key={id} href={`/petugas?${query}`}>
              {name}
            </a>
          ))}
        </nav>
      ) : null}
      <Details summary={t('views.filter')} open={isFiltered}>
        {children}
        <Form action="/petugas/tampilan" token={token}>
          <input type="hidden" name="ke" value={queueAddress({ ...view, open: undefined, after: undefined, only: undefined })} />
          <TextInput name="nama-tampilan" label={t('views.name')} hint={t('views.name.hint')} value="" maxLength={60} size="medium" />
          <Button kind="secondary">{t('views.save')}</Button>
        </Form>
        {views.map(({ id, name }) => (
          <Form key={id} action="/petugas/tampilan/hapus" token={token}>
            <input type="hidden" name="tampilan" value={id} />
            <Button kind="quiet">{t('views.remove', { name })}</Button>
          </Form>
        ))}
      </Details>
    </>
  );
}
