import { CurrentOffer, Offer, OFFER_DRAFT_DAYS, OfferDraft, OfferVersion, versionState } from '@sambung/offers';
import {
  Button,
  DataTable,
  EmptyState,
  errorOf,
  FieldError,
  Form,
  languageOfText,
  longDate,
  longDay,
  longMoment,
  Section,
  Select,
  Tag,
  Title,
  useLanguage,
} from '@sambung/ui';
import { textOf } from '../editor/form-tree';
import { partOf } from '../editor/document-form';

export interface OwnOffer {
  offer: Offer;
  /** The newest version, which may still be on its way. */
  newest: OfferVersion;
  isStale: boolean;
}

export interface OwnDraft {
  draft: OfferDraft;
  /** The day on which it goes unless somebody touches it, `YYYY-MM-DD`; null while that is far. */
  goesOn: string | null;
}

interface OffersPageProps {
  offers: readonly OwnOffer[];
  drafts: readonly OwnDraft[];
  /** Published offers that a local variant may stand in for. */
  general: readonly CurrentOffer[];
  token: string;
  errors: readonly FieldError[];
}

/** What an institution offers, what it is still writing, and beginning another. */
export function OffersPage({ offers, drafts, general, token, errors }: OffersPageProps) {
  const { t, locale } = useLanguage();
  const speaks = languageOfText(locale);
  return (
    <>
      <Title>{t('ownOffers.title')}</Title>
      {offers.length === 0 ? (
        <EmptyState title={t('ownOffers.none')}>
          <p>{t('ownOffers.none.text')}</p>
        </EmptyState>
      ) : (
        <DataTable
          caption={t('ownOffers.count', { count: offers.length })}
          rows={offers}
          keyOf={({ offer }) => offer.id}
          columns={[
            {
              title: t('queue.offer'),
              cell: ({ offer, newest }) => <a href={`/mitra/tawaran/${offer.slug}`}>{newest.document.name[speaks]}</a>,
            },
            { title: t('queue.state'), cell: ({ offer }) => <Tag>{t(`ownOffers.status.${offer.status}`)}</Tag> },
            {
              title: t('ownOffers.newest'),
              cell: ({ newest }) =>
                `${t('ownOffers.version', { number: newest.version })}: ${t(`ownOffers.version.${versionState(newest)}`)}`,
            },
            {
              title: t('ownOffers.confirmed'),
              cell: ({ offer: { confirmedAt }, isStale }) => (
                <>
                  {confirmedAt ? longDate(locale, confirmedAt) : '–'} {isStale ? <Tag>{t('ownOffers.stale')}</Tag> : null}
                </>
              ),
            },
          ]}
        />
      )}
      {drafts.length === 0 ? null : <Drafts drafts={drafts} />}
      <NewOffer general={general} token={token} errors={errors} />
    </>
  );
}

function Drafts({ drafts }: Pick<OffersPageProps, 'drafts'>) {
  const { t, locale } = useLanguage();
  return (
    <Section title={t('ownOffers.drafts')}>
      <p class="catatan">{t('ownOffers.drafts.keep', { days: OFFER_DRAFT_DAYS })}</p>
      <DataTable
        caption={t('ownOffers.drafts.count', { count: drafts.length })}
        rows={drafts}
        keyOf={({ draft }) => draft.id}
        columns={[
          {
            title: t('queue.offer'),
            cell: ({ draft: { id, form } }) => (
              <a href={`/mitra/draf/${id}/pokok`}>{textOf(partOf(form, 'pokok'), 'namaid') || t('editor.unnamed')}</a>
            ),
          },
          { title: t('ownOffers.draft.of'), cell: ({ draft: { offerId } }) => t(offerId ? 'ownOffers.draft.next' : 'ownOffers.draft.new') },
          {
            title: t('inbox.updated'),
            cell: ({ draft: { updatedAt }, goesOn }) => (
              <>
                {longMoment(locale, updatedAt)} {goesOn ? <Tag>{t('ownOffers.draft.goes', { day: longDay(locale, goesOn) })}</Tag> : null}
              </>
            ),
          },
        ]}
      />
    </Section>
  );
}

function NewOffer({ general, token, errors }: Pick<OffersPageProps, 'general' | 'token' | 'errors'>) {
  const { t, locale } = useLanguage();
  const speaks = languageOfText(locale);
  return (
    <Section title={t('ownOffers.new')}>
      <Form action="/mitra/tawaran" token={token}>
        <Select
          name="varian"
          label={t('ownOffers.variantOf')}
          hint={t('ownOffers.variantOf.hint')}
          error={errorOf(errors, 'varian')}
          placeholder={t('ownOffers.blank')}
          value=""
          options={general.map(({ offer: { slug }, version }) => ({ value: slug, label: version.document.name[speaks] }))}
        />
        <Button>{t('ownOffers.new')}</Button>
      </Form>
    </Section>
  );
}
