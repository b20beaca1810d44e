import { QuestionToAsk, Suggestion } from '@sambung/matches';
import { ButtonRow, LinkButton, Notice, Section, Title, useLanguage } from '@sambung/ui';
import { ResultSections, ResultSummary } from './result-sections';

interface ResultsPageProps {
  suggestions: readonly Suggestion[];
  /** How many offers are for other kinds of actors. */
  others: number;
  wanted: readonly string[];
  next: QuestionToAsk | null;
  questionAt: (fact: string) => string;
  /** The whole address that opens these answers on any device. */
  resumeAt: string;
  keptUntil: string;
}

export function RegisterNotice() {
  const { t } = useLanguage();
  return (
    <div class="bukan-cetak">
      <Notice title={t('keep.title')}>
        <p>{t('keep.text')}</p>
        <ButtonRow>
          <LinkButton href="/simpan">{t('keep.button')}</LinkButton>
        </ButtonRow>
      </Notice>
    </div>
  );
}

/** The first results, before any account. */
export function ResultsPage({ suggestions, others, wanted, next, questionAt, resumeAt, keptUntil }: ResultsPageProps) {
  const { t } = useLanguage();
  return (
    <>
      <Title>{t('matches.title')}</Title>
      <ResultSummary suggestions={suggestions} />
      {others > 0 ? <p>{t('matches.otherRoles', { count: others })}</p> : null}
      <ul class="tugas bukan-cetak">
        <li>
          <a href="/jawaban">{t('matches.answers')}</a>
        </li>
        <li>
          <a href="#simpan">{t('matches.keep.title')}</a>
        </li>
      </ul>
      <ResultSections
        suggestions={suggestions}
        wanted={wanted}
        hrefOf={(slug) => `/cocok/${slug}`}
        next={{ question: next, href: questionAt }}
      />
      <RegisterNotice />
      <Section id="simpan" title={t('matches.keep.title')}>
        <p>{t('matches.keep.text', { day: keptUntil })}</p>
        <p class="keterangan" id="alamat-lanjut">
          {t('matches.keep.address')}
        </p>
        <p class="alamat" aria-labelledby="alamat-lanjut" role="note">
          {resumeAt}
        </p>
      </Section>
      <Section title={t('matches.after.title')}>
        <p>{t('matches.after.text')}</p>
      </Section>
    </>
  );
}
