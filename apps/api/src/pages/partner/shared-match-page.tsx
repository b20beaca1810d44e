import { PartnerAnswer, REASON_CODES, SharedMatch } from '@sambung/matches';
import { shownValue } from '@sambung/profiles';
import { FACTS, labelOfValue, placeName, ROLES } from '@sambung/reference';
import {
  Button,
  ButtonRow,
  Details,
  errorOf,
  Facts,
  FieldError,
  Form,
  languageOfText,
  News,
  Radios,
  Section,
  Select,
  Textarea,
  Title,
  useLanguage,
} from '@sambung/ui';
import { valueText } from '../results/answers-page';
import { FormBody, listIn, textIn } from '../web/form';
import { writtenPhone } from '../web/written-phone';

interface SharedMatchPageProps {
  shared: SharedMatch;
  /** Where the answer goes. */
  action: string;
  isStored?: boolean;
  /** An address with which a colleague without an account can answer. */
  link?: string;
  /** The answers that the state allows. */
  answers: readonly PartnerAnswer[];
  token: string;
  sent: FormBody;
  errors: readonly FieldError[];
}

/** One match for the partner: contact, the facts that the offer asks for, and the institution's answer. */
export function SharedMatchPage({ shared: { match, actor, phone, offer, facts }, link, isStored, ...form }: SharedMatchPageProps) {
  const language = useLanguage();
  const { t, term, locale } = language;
  const contact = [
    { label: t('queue.business'), value: actor.name },
    { label: t('match.phone'), value: writtenPhone(phone) },
    { label: t('match.kind'), value: actor.roles.map((role) => term(ROLES[role])).join(', ') },
    { label: t('match.place'), value: placeName(actor.regionCode) },
    { label: t('match.state'), value: t(`state.${match.state}`) },
  ];
  const shown = facts.map(({ key, value }) => ({
    label: term(labelOfValue(FACTS[key]!)),
    value: valueText(key, shownValue(key, value), language),
  }));
  return (
    <>
      <Title>{offer.version.document.name[languageOfText(locale)]}</Title>
      <News news={isStored ? 'answer.stored' : undefined} />
      <Section title={t('inbox.contact')}>
        <Facts rows={[...contact, ...shown]} />
      </Section>
      <Section title={t('answer.title')}>{form.answers.length === 0 ? <p>{t('answer.none')}</p> : <AnswerForm {...form} />}</Section>
      {link && form.answers.length > 0 ? (
        <Details summary={t('answer.link')}>
          <p>{t('answer.link.text')}</p>
          <p class="alamat">{link}</p>
        </Details>
      ) : null}
    </>
  );
}

function AnswerForm({ action, answers, token, sent, errors }: Omit<SharedMatchPageProps, 'shared' | 'link' | 'isStored'>) {
  const { t } = useLanguage();
  return (
    <Form action={action} token={token}>
      <Radios
        name="jawaban"
        legend={t('answer.choose')}
        error={errorOf(errors, 'jawaban')}
        options={answers.map((value) => ({ value, label: t(`answer.${value}`) }))}
        chosen={listIn(sent, 'jawaban')}
      />
      {answers.includes('declined') ? (
        <Select
          name="alasan"
          label={t('decision.reason')}
          hint={t('answer.reason.hint')}
          error={errorOf(errors, 'alasan')}
          placeholder={t('decision.reason.pick')}
          value={textIn(sent, 'alasan')}
          options={REASON_CODES.map((value) => ({ value, label: t(`reason.${value}`) }))}
        />
      ) : null}
      <Textarea name="catatan" label={t('answer.note')} value={textIn(sent, 'catatan')} rows={3} maxLength={1000} />
      <ButtonRow>
        <Button>{t('answer.button')}</Button>
      </ButtonRow>
    </Form>
  );
}
