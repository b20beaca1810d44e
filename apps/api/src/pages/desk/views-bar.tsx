import { DeskView } from '@sambung/matches';
import { regions } from '@sambung/reference';
import { Button, Details, errorOf, FieldError, Form, Select, Tag, TextInput, useLanguage } from '@sambung/ui';
import type { ComponentChildren } from 'preact';
import { FormBody, textIn } from '../web/form';
import { OFFICES } from './areas';
import { queueAddress, QueueView } from './desk-address';

/** A view with how many rows it holds now, {@link MOST_IN_VIEW} at most. */
export interface CountedView extends DeskView {
  count: number;
}

export const MOST_IN_VIEW = 200;

interface ViewsBarProps {
  view: QueueView;
  views: readonly CountedView[];
  /** Whether the person may share views with offices. */
  mayShare: boolean;
  token: string;
  /** The filters. */
  children: ComponentChildren;
}

/** Whom a view is for besides: nobody, every office, or those of one territory. */
function OfficeField({ chosen }: { chosen: string }) {
  const { t } = useLanguage();
  const options = [
    { value: '*', label: t('views.office.every') },
    ...OFFICES.map((code) => ({ value: code, label: regions().get(code) ?? code })),
  ];
  return <Select name="kantor" label={t('views.office')} placeholder={t('views.office.none')} value={chosen} options={options} />;
}

interface SaveViewProps extends Pick<ViewsBarProps, 'mayShare' | 'token'> {
  /** The desk that is kept. */
  address: string;
  sent: FormBody;
  errors: readonly FieldError[];
}

/** Keeps queue and filters under a name. */
export function SaveViewForm({ address, mayShare, token, sent, errors }: SaveViewProps) {
  const { t } = useLanguage();
  return (
    <Form action="/petugas/tampilan" token={token}>
      <input type="hidden" name="ke" value={address} />
      <TextInput
        name="nama-tampilan"
        label={t('views.name')}
        hint={t('views.name.hint')}
        value={textIn(sent, 'nama-tampilan')}
        error={errorOf(errors, 'nama-tampilan')}
        maxLength={60}
        size="medium"
      />
      {mayShare ? <OfficeField chosen={textIn(sent, 'kantor')} /> : null}
      <Button kind="secondary">{t('views.save')}</Button>
    </Form>
  );
}

/** The views of person and office as links with counts; filters, naming and removing them behind one fold. */
export function ViewsBar({ view, views, mayShare, token, children }: ViewsBarProps) {
  const { t } = useLanguage();
  const isFiltered = Boolean(view.verdict ?? view.kind ?? view.regionCode);
  return (
    <>
      {views.length > 0 ? (
        <nav class="tautan-tautan" aria-label={t('views.title')}>
          {views.map(({ id, name, query, office, count }) => (
            <a key={id} href={`/petugas?${query}`}>
              {name} <span class="tanda">{count < MOST_IN_VIEW ? count : `${MOST_IN_VIEW}+`}</span>{' '}
              {office ? <Tag>{t('views.office.tag')}</Tag> : null}
            </a>
          ))}
        </nav>
      ) : null}
      <Details summary={t('views.filter')} open={isFiltered}>
        {children}
        <SaveViewForm
          address={queueAddress({ ...view, open: undefined, after: undefined, only: undefined })}
          mayShare={mayShare}
          token={token}
          sent={{}}
          errors={[]}
        />
        {views
          .filter(({ isOwn }) => isOwn)
          .map(({ id, name }) => (
            <Form key={id} action="/petugas/tampilan/hapus" token={token}>
              <input type="hidden" name="tampilan" value={id} />
              <Button kind="quiet">{t('views.remove', { name })}</Button>
            </Form>
          ))}
      </Details>
    </>
  );
}
