import type { OfferOverlapView } from '../../offers/offer-overlaps.views';
import { codeName, FACTS } from '@sambung/reference';
import { Details, Facts, Language, longDay, Section, useLanguage } from '@sambung/ui';
import { valueText } from '../results/answers-page';

const MOST_AREAS = 6;

/** Types of facts whose values are codes. */
const CODED: readonly string[] = ['region', 'code'];

interface Days {
  from?: string | null | undefined;
  to?: string | null | undefined;
}

/** From when to when; either end may be open. */
export function daysText({ from, to }: Days, { t, locale }: Language): string {
  const [first, last] = [from, to].map((day) => day && longDay(locale, day));
  if (first && last) return `${first} – ${last}`;
  if (first) return t('days.from', { day: first });
  return last ? t('days.until', { day: last }) : t('offer.open');
}

type WitnessValue = Parameters<typeof valueText>[1];

/** An invented person whom both offers would take. */
function Witness({ witness }: { witness: NonNullable<OfferOverlapView['witness']> }) {
  const language = useLanguage();
  const { t, term } = language;
  const judged = (is: boolean) => witness.checks.filter(({ value }) => value === is).length;
  const checks = ([['answer.yes', judged(true)], ['answer.no', judged(false)]] as const).filter(([, count]) => count > 0); // prettier-ignore
  const told = (fact: string, value: unknown): string =>
    CODED.includes(FACTS[fact]!.type)
      ? [value].flat().map((code) => term(codeName(String(code)))).join(', ')
      : valueText(fact, value as WitnessValue, language); // prettier-ignore
  return (
    <Details summary={t('overlap.witness')}>
      <Facts
        rows={[
          ...witness.facts.map(({ fact, label, value }) => ({ label: term(label), value: told(fact, value) })),
          ...checks.map(([answer, count]) => ({ label: t('overlap.check'), value: t('overlap.checks', { count, answer: t(answer) }) })),
        ]}
      />
    </Details>
  );
}

function Overlap({ overlap }: { overlap: OfferOverlapView }) {
  const language = useLanguage();
  const { t, term } = language;
  const { slug, name, shared, areas, days, outcome, witness, advice } = overlap;
  const places = areas.slice(0, MOST_AREAS).map((code) => term(codeName(code)));
  const where = `${places.join(', ')}${areas.length > MOST_AREAS ? ` (+${areas.length - MOST_AREAS})` : ''}`;
  const needs = [...new Set((shared as { a: string }[]).map(({ a }) => term(codeName(a))))];
  return (
    <article class="bagian" id={slug}>
      <h3>{term(name)}</h3>
      <p>{[needs.join(', '), where, daysText((days ?? {}) as Days, language)].join(' · ')}</p>
      {outcome === 'witness' ? null : <p>{t('overlap.notDecided')}</p>}
      {advice.length === 0 ? null : (
        <ul>
          {advice.map(({ kind, text }) => (
            <li key={kind}>{term(text)}</li>
          ))}
        </ul>
      )}
      {witness ? <Witness witness={witness} /> : null}
    </article>
  );
}

/** Published offers that would serve the same people, each with somebody whom both would take and what to do about it. */
export function OverlapList({ overlaps }: { overlaps: readonly OfferOverlapView[] }) {
  const { t } = useLanguage();
  return (
    <Section id="irisan" title={t('meets.title')}>
      {overlaps.length === 0 ? (
        <p>{t('meets.none')}</p>
      ) : (
        <>
          <p>{t('overlap.count', { count: overlaps.length })}</p>
          {overlaps.map((overlap) => (
            <Overlap key={overlap.slug} overlap={overlap} />
          ))}
        </>
      )}
    </Section>
  );
}
