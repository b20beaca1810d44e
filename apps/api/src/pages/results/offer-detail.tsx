import { DetailedSuggestion } from '@sambung/matches';
import { OfferStatus } from '@sambung/matching';
import { regions } from '@sambung/reference';
import {
  Breakable,
  CriteriaList,
  Details,
  Facts,
  Language,
  languageOfText,
  longDay,
  MessageKey,
  Notice,
  Section,
  Title,
  useLanguage,
  VerdictTag,
} from '@sambung/ui';
import type { ComponentChildren } from 'preact';
import { Conditions } from './conditions';
import { kindKey } from './offer-card';
import { OfferBenefits } from './offer-benefits';
import { PlanSection } from './plan-section';
import { criterionOf, factToAsk, Reasons, reasonsOf, settlementText } from './reasons';

interface OfferDetailProps {
  suggestion: DetailedSuggestion;
  /** Where the owner can answer a question about a fact. */
  answerAt: (fact: string) => string;
  /** Where another offer is shown. */
  offerAt: (slug: string) => string;
  /** What the owner can do about the offer. */
  children?: ComponentChildren;
}

const STATUS_KEYS: Readonly<Partial<Record<OfferStatus, MessageKey>>> = {
  closed: 'offer.closed',
  notYetOpen: 'offer.notYetOpen',
  notApplicable: 'offer.notApplicable',
};
const SOURCE_KEYS: Readonly<Record<string, MessageKey>> = {
  unconfirmed: 'offer.unconfirmed',
  changed: 'offer.changed',
  closed: 'offer.closed',
};

function Warning({ suggestion: { status, offer } }: Pick<OfferDetailProps, 'suggestion'>) {
  const { t } = useLanguage();
  const key = STATUS_KEYS[status] ?? SOURCE_KEYS[offer.version.document.sourceStatus];
  return key ? (
    <Notice kind="warning">
      <p>{t(key)}</p>
    </Notice>
  ) : null;
}

/** Where each question is asked: at the first condition that waits for its answer. */
function linksOf(open: Reasons['open'], answerAt: OfferDetailProps['answerAt']): ReadonlyMap<string, string> {
  const links = new Map<string, string>();
  for (const { id, settle } of open) {
    const fact = factToAsk(settle);
    const href = fact && answerAt(fact);
    if (href && ![...links.values()].includes(href)) links.set(id, href);
  }
  return links;
}

/** A missing answer: what, who can settle it, and the way to answer it now. */
function openCriterion({ settle, ...leaf }: Reasons['open'][number], language: Language, href: string | undefined) {
  const { t } = language;
  const fact = factToAsk(settle);
  const missing = settlementText(settle, language);
  const notes = [
    ...(missing.endsWith(leaf.text[languageOfText(language.locale)]) ? [] : [missing]),
    ...(fact ? [] : [t('offer.settledBy', { who: t(`who.settles.${settle.who}`) })]),
  ];
  const link = href && (
    <a class="lanjut" href={href}>
      {t('offer.answerNow')}
      <span class="senyap">: {leaf.text[languageOfText(language.locale)]}</span>
    </a>
  );
  return criterionOf(leaf, language, { notes, last: link ? [link] : [] });
}

const areaText = (area: readonly string[], { t }: Language): string =>
  area.includes('*') ? t('offer.area.all') : area.map((code) => regions().get(code) ?? code).join(', ');

function Particulars({ suggestion }: Pick<OfferDetailProps, 'suggestion'>) {
  const language = useLanguage();
  const { t, locale } = language;
  const { document } = suggestion.offer.version;
  return (
    <Facts
      rows={[
        { label: t('offer.provider'), value: document.provider },
        { label: t('offer.kind'), value: t(kindKey(document)) },
        { label: t('offer.area'), value: areaText(document.area, language) },
        { label: t('offer.closes'), value: document.validTo ? longDay(locale, document.validTo) : t('offer.open') },
      ]}
    />
  );
}

/** A host name says whose page a source is. */
const siteOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : url);

function Basis({ suggestion }: Pick<OfferDetailProps, 'suggestion'>) {
  const { t, locale } = useLanguage();
  const { document } = suggestion.offer.version;
  return (
    <>
      {document.legalBasis.length > 0 ? (
        <Section title={t('offer.basis')}>
          <ul>
            {document.legalBasis.map((law) => (
              <li key={law}>{law}</li>
            ))}
          </ul>
        </Section>
      ) : null}
      <Section title={t('offer.sources')}>
        <ul>
          {document.sources.map((source, index) => (
            <li key={source}>
              <a class="lanjut" href={source} rel="noreferrer">
                {t('offer.source', { number: index + 1, site: siteOf(source) })}
              </a>
            </li>
          ))}
        </ul>
        <p class="catatan">{t('offer.asOf', { day: longDay(locale, suggestion.explanation.asOf) })}</p>
      </Section>
    </>
  );
}

/** One offer with every reason: what stands in the way, what is missing and who can settle it, what holds. */
export function OfferDetail({ suggestion, answerAt, offerAt, children }: OfferDetailProps) {
  const language = useLanguage();
  const { t, locale } = language;
  const { explanation, offer } = suggestion;
  const { blocking, open, met } = reasonsOf(explanation);
  const speaks = languageOfText(locale);
  const rule = offer.version.document.requires;
  const links = linksOf(open, answerAt);
  const prefers = explanation.prefers.map((leaf) => criterionOf(leaf, language));
  return (
    <>
      <Title>
        <span lang={speaks === locale ? undefined : speaks}>
          <Breakable>{offer.version.document.name[speaks]}</Breakable>
        </span>
      </Title>
      <p>
        <VerdictTag verdict={explanation.verdict} />
      </p>
      <Warning suggestion={suggestion} />
      <Particulars suggestion={suggestion} />
      <OfferBenefits benefits={offer.version.document.benefits} />
      {children}
      {blocking.length > 0 ? (
        <Section title={t('offer.blocking')}>
          <Conditions rule={rule} leaves={blocking} show={(leaf) => ({ ...criterionOf(leaf, language, { rule }), kind: 'unmet' })} />
        </Section>
      ) : null}
      {open.length > 0 ? (
        <Section title={t('offer.missing')}>
          <Conditions rule={rule} leaves={open} show={(leaf) => openCriterion(leaf, language, links.get(leaf.id))} />
        </Section>
      ) : null}
      {suggestion.status === 'closed' ? null : <PlanSection suggestion={suggestion} offerAt={offerAt} />}
      {met.length > 0 ? (
        <Section title={t('offer.met')}>
          <CriteriaList criteria={met.map((leaf) => criterionOf(leaf, language, { rule }))} />
        </Section>
      ) : null}
      {prefers.length > 0 ? (
        <Details summary={t('offer.prefers')}>
          <CriteriaList criteria={prefers} />
        </Details>
      ) : null}
      <Basis suggestion={suggestion} />
    </>
  );
}
