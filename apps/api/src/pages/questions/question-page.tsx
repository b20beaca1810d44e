import { Button, ButtonRow, Details, Form, Stitches, useLanguage } from '@sambung/ui';
import type { ComponentChildren } from 'preact';
import { MOST_QUESTIONS } from './flow';

interface QuestionPageProps {
  action: string;
  token: string;
  /** Which question it is, from 1; null after the first results. */
  number?: number | null;
  /** Whose answer it is, of a business that is kept. */
  caption?: string;
  mayBeSkipped: boolean;
  why: ComponentChildren;
  children: ComponentChildren;
}

export const SKIP_FIELD = 'lewati';

/** One question a page: how far along, the fields, why it is asked. */
export function QuestionPage({ action, token, number = null, caption, mayBeSkipped, why, children }: QuestionPageProps) {
  const { t } = useLanguage();
  return (
    <>
      {number !== null && number <= MOST_QUESTIONS ? (
        <Stitches number={number} most={MOST_QUESTIONS} />
      ) : (
        <p class="keterangan">{caption ?? t('question.extra')}</p>
      )}
      <Form action={action} token={token}>
        {children}
        <Details summary={t('question.why')}>{why}</Details>
        <ButtonRow>
          <Button>{t('question.continue')}</Button>
          {mayBeSkipped ? (
            <Button kind="quiet" name={SKIP_FIELD} value="1">
              {t('question.skip')}
            </Button>
          ) : null}
        </ButtonRow>
      </Form>
    </>
  );
}
