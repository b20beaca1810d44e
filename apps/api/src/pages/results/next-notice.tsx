import { QuestionToAsk } from '@sambung/matches';
import { ButtonRow, LinkButton, Notice, useLanguage } from '@sambung/ui';
import { questionOf } from '../questions/fact-questions';

/** The one answer that would settle most. */
export function NextNotice({ next, href }: { next: QuestionToAsk | null; href: (fact: string) => string }) {
  const { t } = useLanguage();
  if (!next) return null;
  return (
    <div class="bukan-cetak">
      <Notice title={t('matches.next.title')}>
        <p>
          {t(questionOf(next.fact))} {t('matches.next.text', { count: next.offers.length })}
        </p>
        <ButtonRow>
          <LinkButton href={href(next.fact)} kind="secondary">
            {t('matches.next.button')}
          </LinkButton>
        </ButtonRow>
      </Notice>
    </div>
  );
}
