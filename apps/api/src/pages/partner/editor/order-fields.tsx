import { FIT_COMPONENTS } from '@sambung/matching';
import { FIT_WEIGHTS, FormNode, OfferKind } from '@sambung/offers';
import { Button, errorOf, Section, TextInput, useLanguage } from '@sambung/ui';
import { partOf } from './document-form';
import { textOf, under } from './form-tree';
import { ACTION, RowButtons } from './row-buttons';
import { AddCondition, RuleFields } from './rule-fields';
import { SectionProps } from './section-fields';

const LONGEST = 300;

function Weights({ form, errors }: SectionProps) {
  const { t } = useLanguage();
  const part = partOf(form, 'bobot');
  const usual = FIT_WEIGHTS[textOf(partOf(form, 'pokok'), 'jenis') as OfferKind];
  return (
    <Section title={t('editor.weights')}>
      <p>{t('editor.weights.text')}</p>
      <div class="syarat-isi">
        {FIT_COMPONENTS.map((component) => (
          <TextInput
            key={component}
            name={`bobot-${component}`}
            label={t(`editor.weight.${component}`)}
            hint={usual ? t('editor.weight.usual', { weight: usual[component] }) : undefined}
            error={errorOf(errors, `bobot-${component}`)}
            value={textOf(part, component)}
            inputMode="numeric"
            size="short"
          />
        ))}
      </div>
    </Section>
  );
}

function Award({ award, path, ...props }: Pick<SectionProps, 'errors' | 'sentences'> & { award: FormNode; path: string }) {
  const { t } = useLanguage();
  return (
    <fieldset class="syarat-kelompok" id={path}>
      <legend>{t('editor.award')}</legend>
      <TextInput
        name={`${path}-angka`}
        label={t('editor.award.points')}
        error={errorOf(props.errors, `${path}-angka`)}
        value={textOf(award, 'angka')}
        inputMode="numeric"
        size="short"
      />
      {award.children.map((rule, at) => (
        <RuleFields key={at} part={rule} path={under(path, at)} {...props} />
      ))}
      <AddCondition part={award} path={path} onlyComparisons />
      <RowButtons path={path} of={t('editor.award')} />
    </fieldset>
  );
}

function Criteria({ form, errors, sentences }: SectionProps) {
  const { t } = useLanguage();
  return (
    <Section title={t('editor.priority')}>
      <p>{t('editor.priority.text')}</p>
      {partOf(form, 'poin').children.map((criterion, at) => {
        const path = under('poin', at);
        const text = (name: 'namaid' | 'namaen' | 'tanda' | 'batas', size: 'short' | 'full') => (
          <TextInput
            name={`${path}-${name}`}
            label={t(`editor.criterion.${name}`)}
            error={errorOf(errors, `${path}-${name}`)}
            value={textOf(criterion, name)}
            maxLength={LONGEST}
            size={size}
          />
        );
        return (
          <fieldset key={path} class="syarat-kelompok" id={path}>
            <legend>{textOf(criterion, 'namaid') || t('editor.criterion', { number: at + 1 })}</legend>
            {text('namaid', 'full')}
            {text('namaen', 'full')}
            {text('tanda', 'full')}
            {text('batas', 'short')}
            {criterion.children.map((award, number) => (
              <Award key={number} award={award} path={under(path, number)} errors={errors} sentences={sentences} />
            ))}
            <Button kind="secondary" name={ACTION} value={`baris:${path}`}>
              {t('editor.award.add')}
            </Button>
            <RowButtons path={path} of={textOf(criterion, 'namaid') || String(at + 1)} />
          </fieldset>
        );
      })}
      <Button kind="secondary" name={ACTION} value="baris:poin">
        {t('editor.criterion.add')}
      </Button>
    </Section>
  );
}

/** Wishes, weights and points: what ranks, and never decides who may apply. */
export function OrderFields(props: SectionProps) {
  const { t } = useLanguage();
  const wishes = partOf(props.form, 'suka');
  return (
    <>
      <Section title={t('editor.prefers')}>
        <p>{t('editor.prefers.text')}</p>
        {wishes.children.map((rule, at) => (
          <RuleFields key={at} part={rule} path={under('suka', at)} errors={props.errors} sentences={props.sentences} />
        ))}
        <AddCondition part={wishes} path="suka" />
      </Section>
      <Weights {...props} />
      <Criteria {...props} />
    </>
  );
}
