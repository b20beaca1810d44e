import { ImportFault, TableImport } from '@sambung/exchange';
import { ROLES } from '@sambung/reference';
import {
  Button,
  ButtonRow,
  Checkboxes,
  errorOf,
  FieldError,
  Fieldset,
  Form,
  Language,
  languageOfText,
  LinkButton,
  Notice,
  Section,
  Select,
  SelectGroup,
  Title,
  useLanguage,
} from '@sambung/ui';
import { FormBody, listIn, textIn } from '../../web/form';
import { areasOf } from '../areas';
import { ImportCounts, ImportFaults } from './import-pages';
import { columnField, factTargets, isSidt, OWN_TARGETS, targetOf } from './read-mapping';
import { StagedTable } from './staged-tables.service';

interface StagedPageProps {
  staged: StagedTable;
  /** The header, and the first rows below it. */
  start: readonly (readonly string[])[];
  /** The last check. */
  check: TableImport | null;
  faults: readonly ImportFault[];
  /** Code of the officer's territory; null for everywhere. */
  territory: string | null;
  token: string;
  sent: FormBody;
  errors: readonly FieldError[];
}

/** One uploaded table: what its columns mean, what a check found, and bringing it in. */
export function StagedPage(props: StagedPageProps) {
  const { t, locale } = useLanguage();
  const { staged, token, check } = props;
  const at = `/petugas/impor/berkas/${staged.id}`;
  return (
    <>
      <Title caption={staged.fileName}>{t('import.check.title')}</Title>
      {staged.failure ? (
        <Notice kind="warning" title={t('import.failed')}>
          <p>{staged.failure[languageOfText(locale)]}</p>
        </Notice>
      ) : null}
      {check ? <Checked {...props} check={check} /> : null}
      <MappingForm {...props} />
      <Form action={`${at}/hapus`} token={token}>
        <Button kind="quiet">{t('import.discard')}</Button>
      </Form>
    </>
  );
}

function Checked({ staged, check, faults, token }: StagedPageProps & { check: TableImport }) {
  const { t } = useLanguage();
  const at = `/petugas/impor/berkas/${staged.id}`;
  const isOver = check.state === 'checked';
  return (
    <Section id="hasil" title={t('import.checked')}>
      {check.state === 'running' ? (
        <Notice title={t('import.running')}>
          <p>{t('import.running.text')}</p>
          <LinkButton href={at} kind="secondary">
            {t('import.reload')}
          </LinkButton>
        </Notice>
      ) : null}
      <ImportCounts run={check} isCheck />
      <ImportFaults faults={faults} file={`/petugas/impor/${check.id}/kesalahan`} />
      {isOver && check.stored > 0 ? (
        <Form action={`${at}/simpan`} token={token}>
          <p>{t('import.commit.text')}</p>
          <ButtonRow>
            <Button>{t('import.commit', { count: check.stored })}</Button>
          </ButtonRow>
        </Form>
      ) : null}
      {isOver && check.stored === 0 ? <p>{t('import.nothing')}</p> : null}
    </Section>
  );
}

const targetGroups = ({ t, term }: Language): SelectGroup[] => [
  { label: t('import.targets.own'), options: OWN_TARGETS.map((value) => ({ value, label: t(`import.target.${value}`) })) },
  { label: t('import.targets.facts'), options: factTargets().map(([value, label]) => ({ value, label: term(label) })) },
];

function MappingForm({ staged, start, territory, token, sent, errors }: StagedPageProps) {
  const language = useLanguage();
  const { t } = language;
  const [titles = [], sample = []] = start;
  const at = `/petugas/impor/berkas/${staged.id}`;
  if (isSidt(titles)) {
    return (
      <Section title={t('import.sidt')}>
        <p>{t('import.sidt.text')}</p>
        <Form action={at} token={token}>
          <input type="hidden" name="format" value="sidt" />
          <Button kind={staged.checkId ? 'secondary' : 'primary'}>{t('import.check')}</Button>
        </Form>
      </Section>
    );
  }
  const groups = targetGroups(language);
  return (
    <Section title={t('import.columns')}>
      <p>{t('import.columns.text')}</p>
      <Form action={at} token={token}>
        <Fieldset name="kolom" legend={t('import.columns.file')} error={errorOf(errors, columnField(0))}>
          {titles.map((title, index) => (
            <Select
              key={columnField(index)}
              name={columnField(index)}
              label={title || t('import.column.nameless', { number: index + 1 })}
              hint={sample[index] ? t('import.sample', { text: sample[index].slice(0, 60) }) : undefined}
              placeholder={t('import.target.none')}
              value={targetOf(title, index, sent, staged.mapping)}
              groups={groups}
            />
          ))}
        </Fieldset>
        <Constants staged={staged} territory={territory} sent={sent} errors={errors} />
        <ButtonRow>
          <Button kind={staged.checkId ? 'secondary' : 'primary'}>{t('import.check')}</Button>
        </ButtonRow>
      </Form>
    </Section>
  );
}

/** What holds of every row, where no column says it. */
function Constants({ staged, territory, sent, errors }: Pick<StagedPageProps, 'staged' | 'territory' | 'sent' | 'errors'>) {
  const { t, term } = useLanguage();
  const known = staged.mapping && !staged.mapping.sidt ? (staged.mapping.mapping.constants ?? {}) : {};
  return (
    <>
      <Checkboxes
        name="peran"
        legend={t('import.roles')}
        hint={t('import.roles.hint')}
        error={errorOf(errors, 'peran')}
        options={Object.entries(ROLES).map(([value, label]) => ({ value, label: term(label) }))}
        chosen={'peran' in sent ? listIn(sent, 'peran') : [...(known.roles ?? [])]}
        columns
      />
      <Select
        name="wilayah"
        label={t('import.region')}
        hint={t('import.region.hint')}
        error={errorOf(errors, 'wilayah')}
        placeholder={t('import.region.none')}
        value={'wilayah' in sent ? textIn(sent, 'wilayah') : (known.regionCode ?? '')}
        groups={areasOf(territory)}
      />
    </>
  );
}
