import { readableId } from '@sambung/rounds';
import { Offer, OfferDraft, OfferVersion, versionState } from '@sambung/offers';
import {
  Button,
  ButtonRow,
  capitalised,
  DataTable,
  Details,
  errorOf,
  Facts,
  FieldError,
  Form,
  languageOfText,
  LinkButton,
  longDate,
  longMoment,
  Notice,
  Section,
  Tag,
  Title,
  useLanguage,
} from '@sambung/ui';

export interface BatchOfOffer {
  round: string;
  state: string;
  opensAt: Date;
  closesAt: Date;
  seats: number;
  batch: string;
}

interface OfferPageProps {
  offer: Offer;
  versions: readonly OfferVersion[];
  draft: OfferDraft | null;
  batches: readonly BatchOfOffer[];
  isStale: boolean;
  token: string;
  errors: readonly FieldError[];
}

const ACTION = 'tindakan';

function Actions({ offer: { slug, status }, versions, draft, token, errors }: OfferPageProps) {
  const { t } = useLanguage();
  const error = errorOf(errors, 'tindakan');
  const inReview = versions.find((version) => versionState(version) === 'review');
  const button = (value: string, text: Parameters<typeof t>[0], kind: 'primary' | 'secondary' = 'secondary') => (
    <Button kind={kind} name={ACTION} value={value}>
      {t(text)}
    </Button>
  );
  return (
    <Form action={`/mitra/tawaran/${slug}`} token={token}>
      {error ? (
        <p class="kesalahan" id="tindakan">
          {error}
        </p>
      ) : null}
      <ButtonRow>
        {draft ? (
          <LinkButton href={`/mitra/draf/${draft.id}/pokok`}>{t('offer.draft.open')}</LinkButton>
        ) : (
          button('ubah', 'offer.edit', 'primary')
        )}
        {inReview ? button('tarik', 'offer.withdraw') : null}
        {status === 'published' || status === 'paused' ? button('masih-berlaku', 'offer.confirm') : null}
        {status === 'published' ? button('jeda', 'offer.pause') : null}
        {status === 'paused' ? button('lanjut', 'offer.resume') : null}
        {button('salin', 'offer.copy')}
        <LinkButton href={`/mitra/tawaran/${slug}/kuota`} kind="secondary">
          {t('seats.title')}
        </LinkButton>
      </ButtonRow>
    </Form>
  );
}

function Closing({ offer: { slug, status }, token }: OfferPageProps) {
  const { t } = useLanguage();
  if (status !== 'published' && status !== 'paused') return null;
  return (
    <Details summary={t('offer.close')}>
      <p>{t('offer.close.text')}</p>
      <Form action={`/mitra/tawaran/${slug}`} token={token}>
        <Button kind="warning" name={ACTION} value="tutup">
          {t('offer.close')}
        </Button>
      </Form>
    </Details>
  );
}

/** What became of the newest version: the reviewer's answer comes before all else. */
function Answer({ versions: [newest] }: OfferPageProps) {
  const { t } = useLanguage();
  if (!newest) return null;
  const state = versionState(newest);
  if (state === 'draft' && newest.reviewNote) {
    return (
      <Notice kind="warning" title={t('offer.sentBack')}>
        <p class="kutipan">{newest.reviewNote}</p>
      </Notice>
    );
  }
  if (state !== 'review') return null;
  return (
    <Notice title={t('offer.inReview')}>
      <p>{t('offer.inReview.text')}</p>
    </Notice>
  );
}

function Versions({ versions }: OfferPageProps) {
  const { t, locale } = useLanguage();
  const day = (at: Date | null) => (at ? longDate(locale, at) : '–');
  return (
    <Section title={t('offer.versions')}>
      <DataTable
        caption={t('offer.versions.count', { count: versions.length })}
        rows={versions}
        keyOf={({ id }) => id}
        columns={[
          { title: t('offer.version'), cell: ({ version }) => t('ownOffers.version', { number: version }) },
          { title: t('queue.state'), cell: (version) => <Tag>{capitalised(t(`ownOffers.version.${versionState(version)}`))}</Tag> },
          { title: t('offer.submitted'), cell: ({ submittedAt }) => day(submittedAt) },
          { title: t('offer.published'), cell: ({ publishedAt }) => day(publishedAt) },
          { title: t('offer.notes'), cell: ({ submitNote, reviewNote }) => [submitNote, reviewNote].filter(Boolean).join(' — ') || '–' },
        ]}
      />
    </Section>
  );
}

/** Seats that rounds give out; the office plans them. */
function Batches({ batches }: OfferPageProps) {
  const { t, locale } = useLanguage();
  if (batches.length === 0) return null;
  return (
    <Section title={t('offer.batches')}>
      <DataTable
        caption={t('offer.batches.count', { count: batches.length })}
        rows={batches}
        keyOf={({ round, batch }) => `${round} ${batch}`}
        columns={[
          { title: t('offer.round'), cell: ({ round }) => round },
          { title: t('offer.batch'), cell: ({ batch }) => readableId(batch) },
          { title: t('editor.seats'), numeric: true, cell: ({ seats }) => seats },
          { title: t('offer.opens'), cell: ({ opensAt }) => longMoment(locale, opensAt) },
          { title: t('offer.closesAt'), cell: ({ closesAt }) => longMoment(locale, closesAt) },
          { title: t('queue.state'), cell: ({ state }) => <Tag>{t(`round.${state}` as 'round.open')}</Tag> },
        ]}
      />
    </Section>
  );
}

/** One offer of the institution: where it stands, what was answered, and what can be done with it. */
export function OfferPage(props: OfferPageProps) {
  const { t, locale } = useLanguage();
  const { offer, versions, isStale } = props;
  const name = versions[0]!.document.name[languageOfText(locale)];
  return (
    <>
      <Title caption={versions[0]!.document.provider}>{name}</Title>
      <Answer {...props} />
      {isStale ? (
        <Notice kind="warning" title={t('ownOffers.stale')}>
          <p>{t('offer.stale.text')}</p>
        </Notice>
      ) : null}
      <Facts
        rows={[
          { label: t('queue.state'), value: <Tag>{t(`ownOffers.status.${offer.status}`)}</Tag> },
          { label: t('ownOffers.confirmed'), value: offer.confirmedAt ? longMoment(locale, offer.confirmedAt) : '–' },
        ]}
      />
      <Actions {...props} />
      <Versions {...props} />
      <Batches {...props} />
      <Closing {...props} />
    </>
  );
}
