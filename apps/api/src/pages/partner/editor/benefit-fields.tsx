import { BENEFITS, FormNode, knownBenefit } from '@sambung/offers';
import { FACTS } from '@sambung/reference';
import { Button, Details, errorOf, Radios, Section, Select, Textarea, TextInput, useLanguage } from '@sambung/ui';
import { BENEFIT_SHAPES, isMoney } from './benefit-form';
import { partOf } from './document-form';
import { factGroups } from './fact-options';
import { listOf, textOf, under } from './form-tree';
import { ACTION, RowButtons } from './row-buttons';
import { SectionProps } from './section-fields';
import { DayField, ValueFields } from './value-fields';

const LONGEST = 300;

type RowProps = Pick<SectionProps, 'errors'> & { row: FormNode; path: string };

/** The value in the control that suits its form; figures need one line only. */
function BenefitValue({ row, path, errors }: RowProps) {
  const { t } = useLanguage();
  const name = textOf(row, 'kunci');
  const value = textOf(row, 'nilai');
  const shape = textOf(row, 'bentuk');
  const field = { name: `${path}-nilai`, label: t('editor.value'), error: errorOf(errors, `${path}-nilai`), value };
  const money = isMoney(name) ? { prefix: 'Rp', hint: t('editor.hint.rupiah') } : {};
  if (shape === 'kosong') return <input type="hidden" name={field.name} value={value} />;
  if (shape === 'angka') return <TextInput {...field} {...money} size="medium" maxLength={LONGEST} />;
  if (shape === 'yatidak') {
    const options = (['ya', 'tidak'] as const).map((one) => ({ value: one, label: t(`editor.${one}`) }));
    return <Select {...field} placeholder={t('editor.choose')} options={options} />;
  }
  return <Textarea {...field} hint={shape === 'daftar' ? t('editor.benefit.hint') : undefined} rows={2} maxLength={2000} />;
}

function BenefitRow({ row, path, errors, number }: RowProps & { number: number }) {
  const { t, term } = useLanguage();
  const name = textOf(row, 'kunci');
  const known = knownBenefit(name);
  const title = known ? term(known.label) : name || t('editor.benefit', { number });
  const field = (part: string) => ({ name: `${path}-${part}`, error: errorOf(errors, `${path}-${part}`), value: textOf(row, part) });
  return (
    <fieldset class="syarat-baris" id={path}>
      <legend>{title}</legend>
      {known ? (
        <p class="catatan">
          <code>{name}</code>
          <input type="hidden" name={`${path}-kunci`} value={name} />
        </p>
      ) : null}
      <div class="syarat-isi">
        {known ? null : <TextInput {...field('kunci')} label={t('editor.benefit.name')} maxLength={60} size="medium" />}
        <Select
          {...field('bentuk')}
          label={t('editor.benefit.shape')}
          placeholder={t('editor.choose')}
          options={BENEFIT_SHAPES.map((value) => ({ value, label: t(`editor.shape.${value}`) }))}
        />
      </div>
      <BenefitValue row={row} path={path} errors={errors} />
      <RowButtons path={path} of={title} />
    </fieldset>
  );
}

/** Benefits that nobody has named in this offer yet. */
function AddBenefit({ part }: { part: FormNode }) {
  const { t, term } = useLanguage();
  const used = ['seats', ...part.children.map((row) => textOf(row, 'kunci'))];
  const options = Object.entries(BENEFITS).filter(([name]) => !used.includes(name)).map(([value, { label }]) => ({ value, label: term(label) })); // prettier-ignore
  return (
    <div class="tambah">
      <Select
        name="manfaat-tambah"
        label={t('editor.benefit.which')}
        placeholder={t('editor.benefit.own')}
        value={textOf(part, 'tambah')}
        options={options}
      />
      <Button kind="secondary" name={ACTION} value="baris:manfaat">
        {t('editor.benefit.add')}
      </Button>
    </div>
  );
}

function BenefitRows({ form, errors }: SectionProps) {
  const { t } = useLanguage();
  const part = partOf(form, 'manfaat');
  return (
    <Section title={t('editor.benefits')}>
      <TextInput
        name="manfaat-tempat"
        label={t('editor.seats')}
        hint={t('editor.seats.hint')}
        error={errorOf(errors, 'manfaat-tempat')}
        value={textOf(part, 'tempat')}
        inputMode="numeric"
        size="short"
      />
      {part.children.map((row, at) => (
        <BenefitRow key={at} row={row} path={under('manfaat', at)} errors={errors} number={at + 1} />
      ))}
      <AddBenefit part={part} />
    </Section>
  );
}

function GrantRows({ form, errors }: SectionProps) {
  const language = useLanguage();
  const { t, term } = language;
  const part = partOf(form, 'hasil');
  return (
    <Section title={t('editor.grants')}>
      <p>{t('editor.grants.text')}</p>
      {part.children.map((row, at) => {
        const path = under('hasil', at);
        const fact = textOf(row, 'fakta');
        const definition = FACTS[fact];
        return (
          <fieldset key={path} class="syarat-baris" id={path}>
            <legend>{definition ? term(definition.label) : fact}</legend>
            <input type="hidden" name={`${path}-fakta`} value={fact} />
            {definition ? <ValueFields row={row} path={path} definition={definition} errors={errors} upTo={null} /> : null}
            <RowButtons path={path} of={definition ? term(definition.label) : fact} />
          </fieldset>
        );
      })}
      <div class="tambah">
        <Select
          name="hasil-tambah"
          label={t('editor.add.grant')}
          error={errorOf(errors, 'hasil-tambah')}
          placeholder={t('editor.choose')}
          value={textOf(part, 'tambah')}
          groups={factGroups(language, 'granted')}
        />
        <Button kind="secondary" name={ACTION} value="baris:hasil">
          {t('editor.add')}
        </Button>
      </div>
    </Section>
  );
}

function LawRows({ form, errors }: SectionProps) {
  const { t } = useLanguage();
  return (
    <Section title={t('editor.laws')}>
      {partOf(form, 'hukum').children.map((row, at) => {
        const path = under('hukum', at);
        const field = (name: string) => ({ name: `${path}-${name}`, error: errorOf(errors, `${path}-${name}`), value: textOf(row, name) });
        return (
          <fieldset key={path} class="syarat-baris" id={path}>
            <legend>{textOf(row, 'nama') || t('editor.law', { number: at + 1 })}</legend>
            <div class="syarat-isi">
              <TextInput {...field('nama')} label={t('editor.law.name')} maxLength={LONGEST} />
              <DayField row={row} path={path} errors={errors} field="sampai" legend={t('editor.law.until')} />
            </div>
            <RowButtons path={path} of={textOf(row, 'nama') || String(at + 1)} />
          </fieldset>
        );
      })}
      <Button kind="secondary" name={ACTION} value="baris:hukum">
        {t('editor.law.add')}
      </Button>
    </Section>
  );
}

function SourceFields({ form, errors }: SectionProps) {
  const { t } = useLanguage();
  const part = partOf(form, 'sumber');
  const field = (name: string) => ({ name: `sumber-${name}`, error: errorOf(errors, `sumber-${name}`) });
  return (
    <Section title={t('editor.sources')}>
      <Textarea
        {...field('alamat')}
        label={t('editor.sources.addresses')}
        hint={t('editor.sources.hint')}
        value={textOf(part, 'alamat')}
        rows={3}
        maxLength={5000}
      />
      <Radios
        {...field('keyakinan')}
        legend={t('editor.confidence')}
        options={(['verified', 'partial'] as const).map((value) => ({ value, label: t(`editor.confidence.${value}`) }))}
        chosen={listOf(part, 'keyakinan')}
      />
      <Radios
        {...field('keadaan')}
        legend={t('editor.source')}
        options={(['active', 'unconfirmed', 'changed', 'closed'] as const).map((value) => ({ value, label: t(`editor.source.${value}`) }))}
        chosen={listOf(part, 'keadaan')}
      />
      <Details summary={t('editor.note')} open={textOf(part, 'catatan') !== ''}>
        <Textarea {...field('catatan')} label={t('editor.note')} value={textOf(part, 'catatan')} maxLength={2000} />
      </Details>
    </Section>
  );
}

/** What the offer brings, what completing it proves, and what it rests on. */
export const BenefitFields = (props: SectionProps) => (
  <>
    <BenefitRows {...props} />
    <GrantRows {...props} />
    <LawRows {...props} />
    <SourceFields {...props} />
  </>
);
