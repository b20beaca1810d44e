import { CurrentOffer, FACILITIES, FormNode, FormParts, OFFER_KINDS, OFFER_LEVELS } from '@sambung/offers';
import { NEEDS, ROLES } from '@sambung/reference';
import { Checkboxes, Details, errorOf, FieldError, Radios, Select, Textarea, TextInput, useLanguage } from '@sambung/ui';
import { partOf } from './document-form';
import { listOf, textOf } from './form-tree';
import { DayField, ordered } from './value-fields';

export interface SectionProps {
  form: FormParts;
  errors: readonly FieldError[];
  sentences: ReadonlyMap<string, string>;
}

const LONGEST = 300;

interface BasicsProps {
  part: FormNode;
  errors: readonly FieldError[];
}

const fieldAt = (errors: readonly FieldError[], name: string) => ({ name: `pokok-${name}`, error: errorOf(errors, `pokok-${name}`) });

/** Fields of one line, with what to write in them. */
const HINTS = {
  namaid: undefined,
  namaen: undefined,
  penyedia: undefined,
  program: 'editor.hint.program',
  slug: 'editor.hint.slug',
} as const;

function Lines({ part, errors, names }: BasicsProps & { names: readonly (keyof typeof HINTS)[] }) {
  const { t } = useLanguage();
  return (
    <>
      {names.map((name) => (
        <TextInput
          key={name}
          {...fieldAt(errors, name)}
          label={t(`editor.${name}`)}
          hint={HINTS[name] && t(HINTS[name])}
          value={textOf(part, name)}
          maxLength={LONGEST}
          size={HINTS[name] ? 'medium' : 'full'}
        />
      ))}
    </>
  );
}

function Kind({ part, errors }: BasicsProps) {
  const { t } = useLanguage();
  return (
    <>
      <Radios
        {...fieldAt(errors, 'jenis')}
        legend={t('offer.kind')}
        options={OFFER_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
        chosen={listOf(part, 'jenis')}
        columns
      />
      <Select
        {...fieldAt(errors, 'fasilitas')}
        label={t('editor.fasilitas')}
        placeholder={t('editor.none')}
        value={textOf(part, 'fasilitas')}
        options={FACILITIES.map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
      <Select
        {...fieldAt(errors, 'tingkat')}
        label={t('editor.level')}
        placeholder={t('editor.choose')}
        value={textOf(part, 'tingkat')}
        options={OFFER_LEVELS.map((value) => ({ value, label: t(`editor.level.${value}`) }))}
      />
    </>
  );
}

function Audience({ part, errors }: BasicsProps) {
  const { t, term } = useLanguage();
  const chosen = { peran: listOf(part, 'peran'), kebutuhan: listOf(part, 'kebutuhan') };
  const roles = Object.entries(ROLES).map(([value, label]) => ({ value, label: term(label) }));
  const needs = NEEDS.map(({ code, label }) => ({
    value: code,
    label: term(label),
    hint: code.includes('.') ? undefined : t('editor.needs.all'),
  }));
  return (
    <>
      <Textarea
        {...fieldAt(errors, 'wilayah')}
        label={t('offer.area')}
        hint={t('editor.hint.area')}
        value={textOf(part, 'wilayah')}
        rows={2}
        maxLength={10_000}
      />
      <Checkboxes
        {...fieldAt(errors, 'peran')}
        legend={t('editor.peran')}
        options={ordered(roles, chosen.peran)}
        chosen={chosen.peran}
        columns
      />
      <Checkboxes
        {...fieldAt(errors, 'kebutuhan')}
        legend={t('editor.kebutuhan')}
        options={ordered(needs, chosen.kebutuhan)}
        chosen={chosen.kebutuhan}
        columns
      />
    </>
  );
}

/** What is chosen stays there to be seen even when it is no general offer any more. */
function Variant({ part, errors, general }: BasicsProps & { general: readonly CurrentOffer[] }) {
  const { t, term } = useLanguage();
  const chosen = textOf(part, 'varian');
  const own = textOf(part, 'slug');
  const others = general.filter(({ offer: { slug } }) => slug !== own);
  const options = others.map(({ offer: { slug }, version: { document } }) => ({
    value: slug,
    label: `${term(document.name)} (${document.provider})`,
  }));
  const isListed = chosen === '' || options.some(({ value }) => value === chosen);
  return (
    <Select
      {...fieldAt(errors, 'varian')}
      label={t('editor.varian')}
      hint={t('editor.hint.varian')}
      placeholder={t('editor.none')}
      value={chosen}
      options={isListed ? options : [{ value: chosen, label: chosen }, ...options]}
    />
  );
}

/** What the offer is, for whom, where and when. `isNew`: it has no address yet; `general`: what it may be a variant of. */
export function BasicsFields({ form, errors, isNew, general }: SectionProps & { isNew: boolean; general: readonly CurrentOffer[] }) {
  const { t } = useLanguage();
  const part = partOf(form, 'pokok');
  const lines = ['program', ...(isNew ? (['slug'] as const) : [])] as const;
  const more = [...lines, 'varian'] as const;
  return (
    <>
      <Lines part={part} errors={errors} names={['namaid', 'namaen', 'penyedia']} />
      <Kind part={part} errors={errors} />
      <Audience part={part} errors={errors} />
      <DayField row={part} path="pokok" errors={errors} field="dari" legend={t('editor.dari')} hint={t('editor.hint.dari')} />
      <DayField row={part} path="pokok" errors={errors} field="sampai" legend={t('editor.sampai')} hint={t('editor.hint.sampai')} />
      <Details summary={t('editor.more')} open={more.some((name) => textOf(part, name) !== '' || errorOf(errors, `pokok-${name}`))}>
        <Lines part={part} errors={errors} names={lines} />
        <Variant part={part} errors={errors} general={general} />
      </Details>
      {isNew ? null : <input type="hidden" name="pokok-slug" value={textOf(part, 'slug')} />}
    </>
  );
}
