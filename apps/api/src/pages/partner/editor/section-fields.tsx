import { FormParts, OFFER_KINDS, FACILITIES, OFFER_LEVELS } from '@sambung/offers';
import { NEEDS, ROLES } from '@sambung/reference';
import { Checkboxes, errorOf, FieldError, Radios, Select, Textarea, TextInput, useLanguage } from '@sambung/ui';
import { partOf } from './document-form';
import { listOf, textOf } from './form-tree';

export interface SectionProps {
  form: FormParts;
  errors: readonly FieldError[];
  sentences: ReadonlyMap<string, string>;
}

const LONGEST = 300;

type BasicText = 'namaid' | 'namaen' | 'penyedia' | 'slug' | 'program' | 'varian' | 'dari' | 'sampai';

/** What the offer is, for whom, where and when. `isNew`: it has no address yet. */
export function BasicsFields({ form, errors, isNew }: SectionProps & { isNew: boolean }) {
  const { t, term } = useLanguage();
  const part = partOf(form, 'pokok');
  const at = (name: string) => ({ name: `pokok-${name}`, error: errorOf(errors, `pokok-${name}`) });
  const text = (name: BasicText, hint?: string, size: 'medium' | 'full' = 'full') => (
    <TextInput {...at(name)} label={t(`editor.${name}`)} hint={hint} value={textOf(part, name)} maxLength={LONGEST} size={size} />
  );
  return (
    <>
      {text('namaid')}
      {text('namaen')}
      {text('penyedia')}
      <Radios
        {...at('jenis')}
        legend={t('offer.kind')}
        options={OFFER_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
        chosen={listOf(part, 'jenis')}
        columns
      />
      <Select
        {...at('fasilitas')}
        label={t('editor.fasilitas')}
        placeholder={t('editor.none')}
        value={textOf(part, 'fasilitas')}
        options={FACILITIES.map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
      <Select
        {...at('tingkat')}
        label={t('editor.level')}
        placeholder={t('editor.choose')}
        value={textOf(part, 'tingkat')}
        options={OFFER_LEVELS.map((value) => ({ value, label: t(`editor.level.${value}`) }))}
      />
      <Textarea
        {...at('wilayah')}
        label={t('offer.area')}
        hint={t('editor.hint.area')}
        value={textOf(part, 'wilayah')}
        rows={2}
        maxLength={10_000}
      />
      <Checkboxes
        {...at('peran')}
        legend={t('editor.peran')}
        options={Object.entries(ROLES).map(([value, label]) => ({ value, label: term(label) }))}
        chosen={listOf(part, 'peran')}
        columns
      />
      <Checkboxes
        {...at('kebutuhan')}
        legend={t('editor.kebutuhan')}
        options={NEEDS.map(({ code, label }) => ({ value: code, label: term(label), apart: !code.includes('.') }))}
        chosen={listOf(part, 'kebutuhan')}
        columns
      />
      {text('dari', t('editor.hint.date'), 'medium')}
      {text('sampai', t('editor.hint.sampai'), 'medium')}
      {text('program', t('editor.hint.program'), 'medium')}
      {text('varian', t('editor.hint.varian'), 'medium')}
      {isNew ? text('slug', t('editor.hint.slug'), 'medium') : <input type="hidden" name="pokok-slug" value={textOf(part, 'slug')} />}
    </>
  );
}
