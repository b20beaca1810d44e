import { LEVELS, operatorsFor } from '@sambung/matching';
import { FormNode } from '@sambung/offers';
import { FactDefinition, FACTS } from '@sambung/reference';
import { Button, ButtonRow, Details, errorOf, FieldError, Select, Textarea, TextInput, useLanguage } from '@sambung/ui';
import { factGroups } from './fact-options';
import { textOf, under } from './form-tree';
import { ACTION, RowButtons } from './row-buttons';
import { JOINS, MEASURES, PRESENCES } from './rule-form';
import { ValueFields } from './value-fields';

interface RulePart {
  part: FormNode;
  path: string;
  errors: readonly FieldError[];
  /** How each sound condition reads, by its place in the form. */
  sentences: ReadonlyMap<string, string>;
}

const LONGEST_SENTENCE = 300;

const hasError = (errors: readonly FieldError[], path: string, names: readonly string[]): boolean =>
  names.some((name) => errorOf(errors, `${path}-${name}`));

/** The names, words and law of a part: most are left as they are. */
function Annotations({ part, path, errors, children }: Omit<RulePart, 'sentences'> & { children?: preact.ComponentChildren }) {
  const { t } = useLanguage();
  const text = (name: 'tanda' | 'teksid' | 'teksen' | 'dasar') => (
    <TextInput
      name={`${path}-${name}`}
      label={t(`editor.rule.${name}`)}
      error={errorOf(errors, `${path}-${name}`)}
      value={textOf(part, name)}
      maxLength={LONGEST_SENTENCE}
    />
  );
  const isOpen = hasError(errors, path, ['tanda', 'teksid', 'teksen', 'dasar', 'tingkat', 'ukuran']);
  return (
    <Details summary={t('editor.rule.more')} open={isOpen}>
      {children}
      {text('teksid')}
      {text('teksen')}
      {text('dasar')}
      {text('tanda')}
    </Details>
  );
}

const Sentence = ({ text }: { text: string | undefined }) => (text ? <p class="kalimat">“{text}”</p> : null);

/** Comparisons that suit the fact; of a date also those of the time since. */
function comparisonsOf(definition: FactDefinition): string[] {
  const direct = Object.keys(operatorsFor(definition, false));
  const measured = definition.type === 'date' ? Object.keys(operatorsFor(definition, true)) : [];
  return [...new Set([...direct, ...measured]), ...PRESENCES];
}

/** A list to choose from, of which the empty choice means something too. */
function Choice({
  part,
  path,
  errors,
  name,
  options,
  empty,
}: Omit<RulePart, 'sentences'> & { name: 'ukuran' | 'tingkat'; options: readonly string[]; empty: string }) {
  const { t } = useLanguage();
  return (
    <Select
      name={`${path}-${name}`}
      label={t(`editor.rule.${name}`)}
      error={errorOf(errors, `${path}-${name}`)}
      placeholder={empty}
      value={textOf(part, name)}
      options={options.map((value) => ({ value, label: t(`editor.${name}.${value}` as 'editor.ukuran.days') }))}
    />
  );
}

/** Comparisons whose value is a list. */
const LISTED = ['in', 'notIn', 'within', 'startsWith'];

/** Comparison and value of one fact. */
function Comparing({ part, path, errors, definition }: Omit<RulePart, 'sentences'> & { definition: FactDefinition }) {
  const { t } = useLanguage();
  const op = textOf(part, 'banding');
  const isDate = definition.type === 'date';
  const compared = isDate && textOf(part, 'ukuran') ? { type: 'integer' as const, label: definition.label } : definition;
  const hasTwoEnds = definition.type === 'integer' || isDate;
  return (
    <div class="syarat-isi">
      {isDate ? <Choice part={part} path={path} errors={errors} name="ukuran" options={MEASURES} empty={t('editor.ukuran.none')} /> : null}
      <Select
        name={`${path}-banding`}
        label={t('editor.rule.banding')}
        error={errorOf(errors, `${path}-banding`)}
        placeholder={t('editor.choose')}
        value={op}
        options={comparisonsOf(definition).map((value) => ({ value, label: t(`op.${value}` as 'op.known') }))}
      />
      {op === 'known' || op === 'missing' ? null : (
        <ValueFields
          row={part}
          path={path}
          errors={errors}
          definition={compared}
          upTo={hasTwoEnds ? t('editor.value.upTo') : null}
          many={LISTED.includes(op)}
        />
      )}
    </div>
  );
}

function FactRow({ part, path, errors, sentences }: RulePart) {
  const { t, term } = useLanguage();
  const fact = textOf(part, 'fakta');
  const definition = Object.hasOwn(FACTS, fact) ? FACTS[fact]! : undefined;
  const label = definition ? term(definition.label) : fact;
  return (
    <fieldset class="syarat-baris" id={path}>
      <legend>{label}</legend>
      <input type="hidden" name={`${path}-jenis`} value="fakta" />
      <input type="hidden" name={`${path}-fakta`} value={fact} />
      <Sentence text={sentences.get(path)} />
      {definition ? <Comparing part={part} path={path} errors={errors} definition={definition} /> : null}
      <Annotations part={part} path={path} errors={errors}>
        <Choice part={part} path={path} errors={errors} name="tingkat" options={LEVELS} empty={t('editor.tingkat.none')} />
      </Annotations>
      <RowButtons path={path} of={label} mayWrap />
    </fieldset>
  );
}

function CheckRow({ part, path, errors }: RulePart) {
  const { t } = useLanguage();
  const question = (name: 'teksid' | 'teksen') => (
    <Textarea
      name={`${path}-${name}`}
      label={t(`editor.check.${name}`)}
      error={errorOf(errors, `${path}-${name}`)}
      value={textOf(part, name)}
      rows={2}
      maxLength={LONGEST_SENTENCE}
    />
  );
  return (
    <fieldset class="syarat-baris" id={path}>
      <legend>{t('editor.check')}</legend>
      <input type="hidden" name={`${path}-jenis`} value="periksa" />
      {question('teksid')}
      {question('teksen')}
      <Details summary={t('editor.rule.more')} open={hasError(errors, path, ['kode', 'tanda', 'dasar'])}>
        {(['kode', 'tanda', 'dasar'] as const).map((name) => (
          <TextInput
            key={name}
            name={`${path}-${name}`}
            label={t(`editor.rule.${name}`)}
            error={errorOf(errors, `${path}-${name}`)}
            value={textOf(part, name)}
            maxLength={LONGEST_SENTENCE}
          />
        ))}
      </Details>
      <RowButtons path={path} of={t('editor.check')} mayWrap />
    </fieldset>
  );
}

/** Adds a row below a part: of a fact, of a group, or of something that only an officer can see. */
export function AddCondition({ part, path, onlyComparisons = false }: Pick<RulePart, 'part' | 'path'> & { onlyComparisons?: boolean }) {
  const language = useLanguage();
  const { t } = language;
  return (
    <div class="tambah">
      <Select
        name={`${path}-tambah`}
        label={t('editor.add.fact')}
        placeholder={t('editor.choose')}
        value={textOf(part, 'tambah')}
        groups={factGroups(language, 'asked')}
      />
      <ButtonRow>
        <Button kind="secondary" name={ACTION} value={`fakta:${path}`}>
          {t('editor.add.condition')}
        </Button>
        <Button kind="secondary" name={ACTION} value={`kelompok:${path}`}>
          {t('editor.add.group')}
        </Button>
        {onlyComparisons ? null : (
          <Button kind="secondary" name={ACTION} value={`periksa:${path}`}>
            {t('editor.add.check')}
          </Button>
        )}
      </ButtonRow>
    </div>
  );
}

function GroupRow({ part, path, errors, sentences, isRoot }: RulePart & { isRoot: boolean }) {
  const { t } = useLanguage();
  const join = textOf(part, 'cara') || 'all';
  return (
    <fieldset class="syarat-kelompok" id={path}>
      <legend>{isRoot ? t('editor.group.root') : t('editor.group')}</legend>
      <input type="hidden" name={`${path}-jenis`} value="kelompok" />
      <div class="syarat-isi">
        <Select
          name={`${path}-cara`}
          label={t('editor.group.join')}
          error={errorOf(errors, `${path}-cara`)}
          placeholder={t('editor.choose')}
          value={join}
          options={JOINS.map((value) => ({ value, label: t(`editor.join.${value}`) }))}
        />
        {join === 'atLeast' || errorOf(errors, `${path}-jumlah`) ? (
          <TextInput
            name={`${path}-jumlah`}
            label={t('editor.group.count')}
            error={errorOf(errors, `${path}-jumlah`)}
            value={textOf(part, 'jumlah')}
            inputMode="numeric"
            size="short"
          />
        ) : (
          <input type="hidden" name={`${path}-jumlah`} value={textOf(part, 'jumlah')} />
        )}
      </div>
      {part.children.map((child, at) => (
        <RuleFields key={at} part={child} path={under(path, at)} errors={errors} sentences={sentences} />
      ))}
      <AddCondition part={part} path={path} />
      <Annotations part={part} path={path} errors={errors} />
      {isRoot ? null : <RowButtons path={path} of={t('editor.group')} mayWrap />}
    </fieldset>
  );
}

/** A rule as rows that can be filled in, and everything below it. */
export function RuleFields(props: RulePart & { isRoot?: boolean }) {
  const kind = textOf(props.part, 'jenis');
  if (kind === 'fakta') return <FactRow {...props} />;
  if (kind === 'periksa') return <CheckRow {...props} />;
  return <GroupRow {...props} isRoot={props.isRoot ?? false} />;
}
