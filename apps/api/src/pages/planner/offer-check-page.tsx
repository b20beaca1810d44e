import { CurrentOffer } from '@sambung/offers';
import { regions } from '@sambung/reference';
import { Button, DateInput, DateValue, errorOf, FieldError, Form, Section, Select, Title, useLanguage } from '@sambung/ui';
import type { OfferOverlapView } from '../../offers/offer-overlaps.views';
import { OFFERS } from './offers-page';
import { OverlapList } from './overlap-list';

export const DAY_FIELD = 'hari';

interface OfferCheckPageProps {
  current: CurrentOffer;
  overlaps: readonly OfferOverlapView[];
  /** Regions that can be looked at alone. */
  regencies: readonly string[];
  token: string;
  day: DateValue;
  regionCode: string;
  errors: readonly FieldError[];
}

/** One offer: what a simulation of it needs to know, and the offers that it meets. */
export function OfferCheckPage({ current, overlaps, regencies, token, day, regionCode, errors }: OfferCheckPageProps) {
  const { t, term } = useLanguage();
  const { offer, version } = current;
  return (
    <>
      <Title caption={version.document.provider}>{term(version.document.name)}</Title>
      <Section id="simulasi" title={t('simulation.ask')}>
        <p>{t('simulation.ask.text')}</p>
        <Form action={`${OFFERS}/${offer.slug}`} token={token}>
          <DateInput
            name={DAY_FIELD}
            legend={t('simulation.asOf')}
            hint={t('simulation.asOf.hint')}
            value={day}
            error={errorOf(errors, DAY_FIELD)}
          />
          <Select
            name="wilayah"
            label={t('queue.place')}
            placeholder={t('overlap.everywhere')}
            value={regionCode}
            options={regencies.map((value) => ({ value, label: regions().get(value) ?? value }))}
          />
          <Button>{t('simulation.button')}</Button>
        </Form>
      </Section>
      <OverlapList overlaps={overlaps} />
    </>
  );
}
