import { Actor, FactRow, shownValue } from '@sambung/profiles';
import { FACTS, labelOfValue, placeName } from '@sambung/reference';
import { Button, ButtonRow, Facts, Form, LinkButton, longDate, Section, Title, useLanguage } from '@sambung/ui';
import { isAnswerable, stepOf } from '../questions/flow';
import { valueText } from '../results/answers-page';

interface CheckPageProps {
  actor: Actor;
  /** What others entered and nobody has confirmed. */
  facts: readonly FactRow[];
  token: string;
}

/** Asks the owner, fact by fact, whether what somebody else entered is right. */
export function CheckPage({ actor, facts, token }: CheckPageProps) {
  const { t } = useLanguage();
  const at = `/usaha/${actor.id}`;
  return (
    <>
      <Title caption={actor.name}>{t('assisted.title')}</Title>
      <p>{t('assisted.lead')}</p>
      <Facts
        rows={[
          { label: t('assisted.name'), value: actor.name },
          { label: t('assisted.place'), value: placeName(actor.regionCode) },
        ]}
      />
      {facts.map((fact) => (
        <FactToCheck key={fact.id} at={at} fact={fact} token={token} />
      ))}
      <Form action={`${at}/periksa`} token={token}>
        <ButtonRow>
          <Button name="semua" value="ya">
            {t('assisted.all')}
          </Button>
        </ButtonRow>
      </Form>
      <p>
        <a class="lanjut" href={`${at}/permintaan`}>
          {t('assisted.other')}
        </a>
      </p>
    </>
  );
}

function FactToCheck({ at, fact, token }: { at: string; fact: FactRow; token: string }) {
  const language = useLanguage();
  const { t, term, locale } = language;
  const { key, value, recordedBy, recordedAt } = fact;
  const label = term(labelOfValue(FACTS[key]!));
  return (
    <Section title={label}>
      <p class="pokok">{valueText(key, shownValue(key, value), language)}</p>
      <p class="catatan">{t(recordedBy ? 'assisted.byOfficer' : 'assisted.byImport', { day: longDate(locale, recordedAt) })}</p>
      <Form action={`${at}/periksa`} token={token}>
        <ButtonRow>
          <Button kind="secondary" name="fakta" value={key}>
            {t('assisted.right')}
            <span class="senyap">: {label}</span>
          </Button>
          {isAnswerable(key) ? (
            <LinkButton href={`${at}/${stepOf(key, 'ubah/')}?dari=periksa`} kind="quiet">
              {t('assisted.correct')}
              <span class="senyap">: {label}</span>
            </LinkButton>
          ) : null}
        </ButtonRow>
      </Form>
    </Section>
  );
}
