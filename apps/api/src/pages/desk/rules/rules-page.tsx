import { ENGINE_VERSION, OverlapRule } from '@sambung/matching';
import { CurrentOffer, OFFER_KINDS } from '@sambung/offers';
import { codeName } from '@sambung/reference';
import { DataTable, longDate, Section, Tag, Title, useLanguage } from '@sambung/ui';

interface RulesPageProps {
  rules: readonly OverlapRule[];
  offers: readonly CurrentOffer[];
}

/** Everything that decides: rules about overlap and the conditions of each offer, in which version, and the way to try them on people. */
export function RulesPage({ rules, offers }: RulesPageProps) {
  const { t } = useLanguage();
  return (
    <>
      <Title>{t('rules.title')}</Title>
      <p class="pembuka">{t('rules.lead')}</p>
      <ul class="tautan-tautan">
        <li>
          <a href="#tumpang-tindih">{t('rules.overlap')}</a>
        </li>
        <li>
          <a href="#tawaran">{t('rules.offers')}</a>
        </li>
        <li>
          <a href="/dasbor/tawaran#simulasi">{t('simulation.list')}</a>
        </li>
      </ul>
      <OverlapRules rules={rules} />
      <OfferRules offers={offers} />
    </>
  );
}

function OverlapRules({ rules }: Pick<RulesPageProps, 'rules'>) {
  const { t, term } = useLanguage();
  return (
    <Section id="tumpang-tindih" title={t('rules.overlap')}>
      <DataTable
        caption={t('rules.overlap.count', { count: rules.length, engine: ENGINE_VERSION })}
        rows={rules}
        keyOf={({ id }) => id}
        columns={[
          {
            title: t('rules.rule'),
            cell: ({ id, text, legalBasis }) => (
              <>
                {term(text)}
                <p class="catatan">
                  {t('rules.code', { code: id })}
                  {legalBasis ? ` · ${legalBasis}` : ''}
                </p>
              </>
            ),
          },
          { title: t('rules.effect'), cell: ({ effect }) => <Tag>{t(`overlap.effect.${effect}`)}</Tag> },
          {
            title: t('rules.kinds'),
            cell: ({ appliesTo: { kinds, programmes } }) =>
              [
                ...(programmes ?? []).map((programme) => term(codeName(programme))),
                ...OFFER_KINDS.filter((kind) => kinds?.includes(kind)).map((kind) => t(`kind.${kind}`)),
              ].join(', ') || t('queue.filter.all'),
          },
          { title: t('rules.confidence'), cell: ({ confidence }) => t(`rules.confidence.${confidence}`) },
          {
            title: t('rules.cites'),
            cell: ({ id, cites }) =>
              cites.map((cite, index) => (
                <span key={cite}>
                  {index > 0 ? ', ' : ''}
                  <Source cite={cite} rule={id} />
                </span>
              )),
          },
        ]}
      />
    </Section>
  );
}

/** Where a rule was read: an address, or how else it is known. */
function Source({ cite, rule }: { cite: string; rule: string }) {
  if (!URL.canParse(cite)) return <>{cite}</>;
  return (
    <a href={cite} rel="noreferrer">
      {new URL(cite).hostname.replace(/^www\./, '')}
      <span class="senyap">: {rule}</span>
    </a>
  );
}

function OfferRules({ offers }: Pick<RulesPageProps, 'offers'>) {
  const { t, term, locale } = useLanguage();
  return (
    <Section id="tawaran" title={t('rules.offers')}>
      <p>{t('rules.offers.text')}</p>
      <DataTable
        caption={t('offers.count', { count: offers.length })}
        rows={offers}
        keyOf={({ offer }) => offer.id}
        columns={[
          {
            title: t('queue.offer'),
            cell: ({ offer, version }) => <a href={`/tinjauan/${offer.slug}/${version.version}`}>{term(version.document.name)}</a>,
          },
          { title: t('offer.version'), numeric: true, cell: ({ version }) => version.version },
          { title: t('offer.published'), cell: ({ version: { publishedAt } }) => (publishedAt ? longDate(locale, publishedAt) : '–') },
          {
            title: t('rules.try'),
            cell: ({ offer, version }) => (
              <a href={`/dasbor/tawaran/${offer.slug}`}>
                {t('rules.try.one')}
                <span class="senyap">: {term(version.document.name)}</span>
              </a>
            ),
          },
        ]}
      />
    </Section>
  );
}
