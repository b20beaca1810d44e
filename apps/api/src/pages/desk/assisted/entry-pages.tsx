import { DraftAnswers } from '@sambung/profiles';
import { Button, ButtonRow, FieldError, Form, Section, SummaryList, Title, useLanguage } from '@sambung/ui';
import { ShownCode, SixDigits } from '../../account/code-page';
import { ConsentPoints } from '../../account/consent-points';
import { questionsFor } from '../../questions/flow';
import { FormBody } from '../../web/form';
import { writtenMask } from '../../web/written-phone';
import { ConsentFields, METHODS } from './consent-fields';

interface EntryPageProps {
  /** Address of the entry. */
  at: string;
  token: string;
  errors: readonly FieldError[];
}

/** All answers of an entry, and the consent that the officer reads out. */
export function EntryCheckPage({ at, answers, token, sent, errors }: EntryPageProps & { answers: DraftAnswers; sent: FormBody }) {
  const language = useLanguage();
  const { t } = language;
  const rows = questionsFor(answers).map(({ slug, name, told }) => ({
    label: t(name),
    value: told(answers, language) || t(answers.asked.includes(slug) ? 'answer.unknown' : 'answers.empty'),
    href: `${at}/${slug}?dari=periksa`,
  }));
  return (
    <>
      <Title caption={answers.name ?? undefined}>{t('assist.check.title')}</Title>
      <SummaryList rows={[{ label: t('match.phone'), value: writtenMask(answers.phone ?? '') }, ...rows]} />
      <Section title={t('assist.consent')}>
        <p>{t('assist.consent.lead')}</p>
        <ConsentPoints purpose="matching" />
        <Form action={`${at}/periksa`} token={token}>
          <ConsentFields methods={[...METHODS, 'none']} sent={sent} errors={errors} />
          <p class="catatan">{t('assist.confirmation')}</p>
          <ButtonRow>
            <Button>{t('assist.save')}</Button>
          </ButtonRow>
        </Form>
      </Section>
    </>
  );
}

/** The code that the owner's phone got, told to the officer: whoever holds the phone agrees. */
export function CodePage({ at, code, token, errors }: EntryPageProps & { code: NonNullable<DraftAnswers['code']> | null }) {
  const { t } = useLanguage();
  return (
    <>
      <Title>{t('assist.code.title')}</Title>
      <p>{t('assist.code.lead')}</p>
      {code ? <CodeForm at={at} shown={code.shown} token={token} errors={errors} /> : null}
      <Form action={`${at}/kode/baru`} token={token}>
        <Button kind={code ? 'secondary' : 'primary'}>{t(code ? 'code.again' : 'assist.code.send')}</Button>
      </Form>
      <p>
        <a href={`${at}/periksa`}>{t('assist.code.other')}</a>
      </p>
    </>
  );
}

function CodeForm({ at, shown, token, errors }: EntryPageProps & { shown: string | null }) {
  const { t } = useLanguage();
  return (
    <>
      <ShownCode code={shown} />
      <Form action={`${at}/kode`} token={token}>
        <SixDigits name="kode" label={t('code.label')} autocomplete="off" errors={errors} />
        <ButtonRow>
          <Button>{t('assist.save')}</Button>
        </ButtonRow>
      </Form>
    </>
  );
}
