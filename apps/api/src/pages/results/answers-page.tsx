import { DraftAnswers } from '@sambung/profiles';
import { FACTS, labelOfValue } from '@sambung/reference';
import {
  ButtonRow,
  EmptyState,
  Language,
  LinkButton,
  spokenRupiah,
  longDay,
  SummaryList,
  SummaryRow,
  Title,
  useLanguage,
  wholeNumber,
} from '@sambung/ui';
import { isReadyForResults, questionsFor, FACT_PREFIX } from '../questions/flow';
import { termsOf } from '../questions/question';

type Value = DraftAnswers['facts'][string];

function rangeText({ min, max }: { min?: number; max?: number }, { t, locale }: Language): string {
  if (max === undefined) return t('ask.turnover.over', { from: spokenRupiah(locale, (min ?? 1) - 1) });
  if (!min) return t('ask.turnover.atMost', { to: spokenRupiah(locale, max) });
  return t('ask.turnover.between', { from: spokenRupiah(locale, min - 1), to: spokenRupiah(locale, max) });
}

/** A stored value as people read it. */
export function valueText(fact: string, value: Value, language: Language): string {
  const { t, locale } = language;
  const { options = {}, unit, type } = FACTS[fact]!;
  if (typeof value === 'boolean') return t(value ? 'answer.yes' : 'answer.no');
  if (Array.isArray(value)) return value.length === 0 ? t('ask.choices.none') : termsOf(value, options, language);
  if (typeof value === 'object') return rangeText(value, language);
  if (typeof value === 'number') return unit === 'IDR' ? spokenRupiah(locale, value) : wholeNumber(locale, value);
  if (type === 'date') return longDay(locale, value);
  return termsOf([value], options, language);
}

function rowsOf(answers: DraftAnswers, language: Language): SummaryRow[] {
  const { t, term } = language;
  const questions = questionsFor(answers).map(({ slug, name, told }) => ({
    label: t(name),
    value: told(answers, language) || t(answers.asked.includes(slug) ? 'answer.unknown' : 'answers.empty'),
    href: `/mulai/${slug}?dari=jawaban`,
    isOpen: !answers.asked.includes(slug),
  }));
  const facts = answers.asked
    .filter((slug) => slug.startsWith(FACT_PREFIX))
    .map((slug) => {
      const fact = slug.slice(FACT_PREFIX.length);
      const value = answers.facts[fact];
      return {
        label: term(labelOfValue(FACTS[fact]!)),
        value: value === undefined ? t('answer.unknown') : valueText(fact, value, language),
        href: `/mulai/${slug}?dari=jawaban`,
      };
    });
  return [...questions, ...facts];
}

/** Every answer with a way to change it. */
export function AnswersPage({ answers }: { answers: DraftAnswers }) {
  const language = useLanguage();
  const { t } = language;
  const isReady = isReadyForResults(answers);
  return (
    <>
      <Title>{t('answers.title')}</Title>
      {answers.asked.length === 0 ? (
        <EmptyState title={t('answers.none')}>
          <LinkButton href="/mulai">{t('start.button')}</LinkButton>
        </EmptyState>
      ) : (
        <>
          <p>{t('answers.lead')}</p>
          <SummaryList rows={rowsOf(answers, language)} />
          <ButtonRow>
            <LinkButton href={isReady ? '/cocok' : '/mulai'}>{t(isReady ? 'answers.seeMatches' : 'answers.goOn')}</LinkButton>
          </ButtonRow>
        </>
      )}
    </>
  );
}
