import { CurrentOffer } from '@sambung/offers';
import { SeatPlan } from '@sambung/rounds';
import { regions } from '@sambung/reference';
import {
  Button, ButtonRow, DateInput, dateFields, errorOf, FieldError, Fieldset, Form, Notice, Section, Select, TextInput, Title, useLanguage,
} from '@sambung/ui'; // prettier-ignore
import { OFFICES } from '../../desk/areas';
import { BATCH_ROW, hourField, QUOTA_ROW, rowField, rowsOf, SeatForm } from './seat-form';

interface SeatsPageProps {
  current: CurrentOffer;
  saved: SeatPlan | null;
  form: SeatForm;
  revision: number;
  errors: readonly FieldError[];
  token: string;
}

type FieldsProps = Pick<SeatsPageProps, 'form' | 'errors'>;

/** Batches, nested quotas and times of one offer, as an institution would have its seats given out. */
export function SeatsPage(props: SeatsPageProps) {
  const { t, term } = useLanguage();
  const { current, saved, revision, token } = props;
  const { offer, version } = current;
  return (
    <>
      <Title caption={term(version.document.name)}>{t('seats.title')}</Title>
      <p class="pembuka">{t('seats.lead')}</p>
      <State saved={saved} />
      {offer.status === 'published' ? null : (
        <Notice kind="warning">
          <p>{t('seats.unpublished')}</p>
        </Notice>
      )}
      <Form action={`/mitra/tawaran/${offer.slug}/kuota`} token={token}>
        <input type="hidden" name="revisi" value={revision} />
        <Times {...props} />
        <Batches {...props} />
        <Quotas {...props} />
        <ButtonRow>
          <Button>{t('seats.save')}</Button>
        </ButtonRow>
      </Form>
    </>
  );
}

function State({ saved }: Pick<SeatsPageProps, 'saved'>) {
  const { t } = useLanguage();
  if (!saved) return null;
  return (
    <Notice kind="success">
      <p>{t(saved.roundId ? 'seats.adopted' : 'seats.waiting')}</p>
    </Notice>
  );
}

function Times({ form, errors }: FieldsProps) {
  const { t } = useLanguage();
  const field = (name: string) => ({ name, value: form[name] ?? '', error: errorOf(errors, name) });
  const areas = OFFICES.map((code) => ({ value: code, label: regions().get(code) ?? code }));
  return (
    <Section title={t('seats.times')}>
      <TextInput {...field('nama')} label={t('seats.name')} maxLength={300} />
      <TextInput {...field('nama-en')} label={t('seats.name.en')} hint={t('seats.name.en.hint')} maxLength={300} />
      <TextInput {...field('siklus')} label={t('seats.cycle')} hint={t('seats.cycle.hint')} maxLength={40} size="short" />
      <Select
        {...field('wilayah')}
        label={t('seats.region')}
        hint={t('seats.region.hint')}
        placeholder={t('seats.region.choose')}
        options={areas}
      />
      {(['buka', 'tutup'] as const).map((time) => {
        const parts = dateFields(time);
        const value = { day: form[parts.day] ?? '', month: form[parts.month] ?? '', year: form[parts.year] ?? '' };
        return (
          <div key={time}>
            <DateInput name={time} legend={t(`seats.${time}`)} error={errorOf(errors, time)} value={value} />
            <TextInput {...field(hourField(time))} label={t(`seats.${time}.hour`)} hint={t('seats.hour.hint')} maxLength={5} size="short" />
          </div>
        );
      })}
      <TextInput
        {...field('jawab')}
        label={t('seats.answer')}
        hint={t('seats.answer.hint')}
        inputMode="numeric"
        maxLength={2}
        size="short"
      />
    </Section>
  );
}

function Batches({ form, errors }: FieldsProps) {
  const { t } = useLanguage();
  return (
    <Section title={t('seats.batches')}>
      <p>{t('seats.batches.text')}</p>
      {rowsOf(form, BATCH_ROW).map((row) => (
        <Row
          key={row}
          name="baris-gelombang"
          row={row}
          legend={t('seats.batch.row', { number: row + 1 })}
          names={BATCH_ROW}
          form={form}
          errors={errors}
        />
      ))}
    </Section>
  );
}

function Quotas({ form, errors }: FieldsProps) {
  const { t } = useLanguage();
  return (
    <Section title={t('seats.quotas')}>
      <p>{t('seats.quotas.text')}</p>
      {rowsOf(form, QUOTA_ROW).map((row) => (
        <Row
          key={row}
          name="baris-kuota"
          row={row}
          legend={t('seats.quota.row', { number: row + 1 })}
          names={QUOTA_ROW}
          form={form}
          errors={errors}
        />
      ))}
    </Section>
  );
}

interface RowProps extends FieldsProps {
  name: string;
  row: number;
  legend: string;
  names: readonly (typeof BATCH_ROW | typeof QUOTA_ROW)[number][];
}

const HINTED: readonly string[] = ['gelombang', 'cadangan', 'isi', 'sisih'];
const COUNTED: readonly string[] = ['tempat', 'batas'];

function Row({ name, row, legend, names, form, errors }: RowProps) {
  const { t } = useLanguage();
  return (
    <Fieldset name={rowField(name, row)} legend={legend}>
      {names.map((part) => {
        const field = rowField(part, row);
        return (
          <TextInput
            key={part}
            name={field}
            label={t(`seats.field.${part}`)}
            hint={HINTED.includes(part) ? t(`seats.hint.${part}` as 'seats.hint.isi') : undefined}
            value={form[field] ?? ''}
            error={errorOf(errors, field)}
            inputMode={COUNTED.includes(part) ? 'numeric' : 'text'}
            size={COUNTED.includes(part) ? 'short' : 'medium'}
            maxLength={500}
          />
        );
      })}
    </Fieldset>
  );
}
