import { DetailedSuggestion, ShownPlan } from '@sambung/matches';
import { unlockInWords } from '@sambung/matching';
import { languageOfText, longDay, Section, useLanguage } from '@sambung/ui';
import type { ComponentChildren } from 'preact';

interface PlanSectionProps {
  suggestion: DetailedSuggestion;
  /** Where another offer is shown. */
  offerAt: (slug: string) => string;
}

/** Points of effort in words: up to an answer or two, up to a document or a visit, and more. */
const effortOf = (cost: number): 'little' | 'some' | 'much' => (cost <= 2 ? 'little' : cost <= 8 ? 'some' : 'much');

/** Words that exist in Indonesian and English alone, marked as such on a Javanese page. */
function Words({ children }: { children: ComponentChildren }) {
  const { locale } = useLanguage();
  const speaks = languageOfText(locale);
  return <span lang={speaks === locale ? undefined : speaks}>{children}</span>;
}

function Plan({ plan, offerAt }: { plan: ShownPlan; offerAt: PlanSectionProps['offerAt'] }) {
  const { t, locale } = useLanguage();
  const speaks = languageOfText(locale);
  return (
    <ol class="langkah">
      {plan.steps.map(({ offer, prepare, wait, startsOn, endsOn }) => (
        <li key={offer}>
          <p class="pokok">
            {offer === plan.target ? (
              <Words>{plan.names[offer]?.[speaks] ?? offer}</Words>
            ) : (
              <a class="lanjut" href={offerAt(offer)}>
                <Words>{plan.names[offer]?.[speaks] ?? offer}</Words>
              </a>
            )}
          </p>
          {[...prepare, ...(wait ? [wait] : [])].map((step) => (
            <p key={step.text.id}>
              <Words>{step.text[speaks]}</Words>{' '}
              <span class="keterangan">{t('plan.step', { days: step.leadDays, effort: effortOf(step.cost) })}</span>
            </p>
          ))}
          <p class="catatan">
            {endsOn > startsOn
              ? t('plan.days', { from: longDay(locale, startsOn), to: longDay(locale, endsOn) })
              : t('plan.from', { day: longDay(locale, startsOn) })}
          </p>
        </li>
      ))}
    </ol>
  );
}

/** What would make an offer possible: the way through other offers, else what the owner can do alone. */
export function PlanSection({ suggestion: { plans, explanation }, offerAt }: PlanSectionProps) {
  const { t, locale } = useLanguage();
  const speaks = languageOfText(locale);
  const [plan] = plans;
  // Where answers alone are missing, the page asks for each of them already.
  const unlock = explanation.verdict === 'notEligible' ? explanation.unlocks[0] : undefined;
  const way = plan ?? unlock;
  if (!way) return null;
  return (
    <Section title={t('plan.title')}>
      <p>{t('plan.summary', { day: longDay(locale, way.readyOn), days: way.leadDays, effort: effortOf(way.cost) })}</p>
      {plan ? (
        <Plan plan={plan} offerAt={offerAt} />
      ) : (
        <ol class="langkah">
          {unlockInWords(unlock!).map((text) => (
            <li key={text.id}>
              <Words>{text[speaks]}</Words>
            </li>
          ))}
        </ol>
      )}
      <p class="catatan">{t('plan.note')}</p>
    </Section>
  );
}
