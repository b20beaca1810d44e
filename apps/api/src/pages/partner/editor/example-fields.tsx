import { FormNode } from '@sambung/offers';
import { FACTS, ROLES } from '@sambung/reference';
import { Button, capitalised, Checkboxes, errorOf, FieldError, Radios, Section, Select, TextInput, useLanguage } from '@sambung/ui';
import { factGroups } from './fact-options';
import { listOf, textOf, under } from './form-tree';
import { ACTION, RowButtons } from './row-buttons';
import { DayField, ordered, ValueFields } from './value-fields';

export const EXPECTED = ['eligible', 'undetermined', 'notEligible', 'closed', 'notYetOpen', 'notApplicable'] as const;

/** The page shows one person, whatever their place in the list. */
const PATH = 'contoh-0';

interface ExampleProps {
  example: FormNode;
  errors: readonly FieldError[];
  /** Questions that only an officer can answer, by their code. */
  checks: readonly { code: string; text: string }[];
}

function Person({ example, errors }: Pick<ExampleProps, 'example' | 'errors'>) {
  const { t, term } = useLanguage();
  const at = (name: string) => ({ name: `${PATH}-${name}`, error: errorOf(errors, `${PATH}-${name}`) });
  const roles = Object.entries(ROLES).map(([value, label]) => ({ value, label: term(label) }));
  const chosen = listOf(example, 'peran');
  return (
    <>
      <TextInput
        {...at('nama')}
        label={t('editor.example.name')}
        hint={t('editor.example.name.hint')}
        value={textOf(example, 'nama')}
        maxLength={300}
      />
      <Checkboxes {...at('peran')} legend={t('match.kind')} options={ordered(roles, chosen)} chosen={chosen} columns />
      <TextInput
        {...at('wilayah')}
        label={t('match.place')}
        hint={t('editor.hint.region')}
        value={textOf(example, 'wilayah')}
        size="medium"
      />
      <DayField row={example} path={PATH} errors={errors} field="tanggal" legend={t('editor.example.asOf')} />
      <Radios
        {...at('harapan')}
        legend={t('editor.example.expect')}
        options={EXPECTED.map((value) => ({ value, label: capitalised(t(`editor.expect.${value}`)) }))}
        chosen={listOf(example, 'harapan')}
      />
    </>
  );
}

/** A person made up by the author, and what the rule should say of them. */
export function ExampleFields({ example, errors, checks }: ExampleProps) {
  const language = useLanguage();
  const { t } = language;
  const rows = example.children;
  const unanswered = checks.filter(({ code }) => !rows.some((row) => textOf(row, 'kode') === code));
  return (
    <>
      <Person example={example} errors={errors} />
      <Section title={t('editor.example.facts')}>
        {rows.map((row, index) => (
          <ExampleRow key={index} row={row} path={under(PATH, index)} errors={errors} checks={checks} />
        ))}
        {unanswered.map(({ code, text }, index) => (
          <CheckAnswer key={code} path={under(PATH, rows.length + index)} code={code} text={text} value="" />
        ))}
        <div class="tambah">
          <Select
            name={`${PATH}-tambah`}
            label={t('editor.add.known')}
            placeholder={t('editor.choose')}
            value={textOf(example, 'tambah')}
            groups={factGroups(language, 'stated')}
          />
          <Button kind="secondary" name={ACTION} value={`baris:${PATH}`}>
            {t('editor.add')}
          </Button>
        </div>
      </Section>
    </>
  );
}

function CheckAnswer({ path, code, text, value }: { path: string; code: string; text: string; value: string }) {
  const { t } = useLanguage();
  const options = (['ya', 'tidak'] as const).map((one) => ({ value: one, label: t(`editor.${one}`) }));
  return (
    <fieldset class="syarat-baris" id={path}>
      <legend>{t('editor.check')}</legend>
      <input type="hidden" name={`${path}-jenis`} value="periksa" />
      <input type="hidden" name={`${path}-kode`} value={code} />
      <Select name={`${path}-nilai`} label={text} placeholder={t('editor.check.open')} value={value} options={options} />
    </fieldset>
  );
}

function ExampleRow({ row, path, errors, checks }: Omit<ExampleProps, 'example'> & { row: FormNode; path: string }) {
  const { t, term } = useLanguage();
  if (textOf(row, 'jenis') === 'periksa') {
    const code = textOf(row, 'kode');
    const text = checks.find((check) => check.code === code)?.text ?? code;
    return <CheckAnswer path={path} code={code} text={text} value={textOf(row, 'nilai')} />;
  }
  const fact = textOf(row, 'fakta');
  const definition = FACTS[fact];
  if (!definition) return null;
  return (
    <fieldset class="syarat-baris" id={path}>
      <legend>{term(definition.label)}</legend>
      <input type="hidden" name={`${path}-jenis`} value="fakta" />
      <input type="hidden" name={`${path}-fakta`} value={fact} />
      <ValueFields
        row={row}
        path={path}
        definition={definition}
        errors={errors}
        upTo={definition.type === 'integer' ? t('editor.example.upTo') : null}
      />
      <RowButtons path={path} of={term(definition.label)} />
    </fieldset>
  );
}
