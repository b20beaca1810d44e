import { placeName, ROLES } from '@sambung/reference';
import {
  Button,
  ButtonRow,
  DataTable,
  Details,
  Form,
  Language,
  LinkButton,
  longDate,
  longDay,
  Notice,
  Section,
  Tag,
  Title,
  useLanguage,
} from '@sambung/ui';
import { valueText } from '../../results/answers-page';
import { FormBody, textIn } from '../../web/form';
import { CHANGED } from '../changed-notice';
import { fieldLabel } from './field-label';
import { RecordPair, seenValue, Side } from './record-pairs.service';

interface ComparePageProps {
  pair: RecordPair;
  token: string;
  sent: FormBody;
  /** Somebody changed one of the records since the form was drawn. */
  isStale: boolean;
}

/** One thing that both records tell, with what each says. */
interface Line {
  field: string;
  label: string;
  kept: string;
  merged: string;
  /** More than one of the two to choose. */
  both?: string;
}

const placeOf = ({ actor }: Side): string => placeName(actor.regionCode);

function linesOf({ kept, merged, differing, isSamePhone }: RecordPair, language: Language): Line[] {
  const { t, term, locale } = language;
  const label = (field: string) => fieldLabel(field, language);
  const roles = ({ actor }: Side) => actor.roles.map((role) => term(ROLES[role])).join(', ');
  const told = (side: Side, key: string) => {
    const { observedAt, level } = side.facts.get(key)!;
    return `${valueText(key, seenValue(side, key)!, language)} (${t(`level.${level}`)}, ${longDay(locale, observedAt)})`;
  };
  const own: Line[] = [
    { field: 'name', label: label('name'), kept: kept.actor.name, merged: merged.actor.name },
    { field: 'phone', label: label('phone'), kept: kept.phone, merged: isSamePhone ? kept.phone : merged.phone },
    { field: 'regionCode', label: label('regionCode'), kept: placeOf(kept), merged: placeOf(merged) },
    { field: 'roles', label: label('roles'), kept: roles(kept), merged: roles(merged), both: t('merge.both') },
  ];
  const facts = differing.map((key) => ({
    field: key,
    label: label(key),
    kept: told(kept, key),
    merged: told(merged, key),
  }));
  return [...own.filter((line) => line.kept !== line.merged || (line.field === 'phone' && !isSamePhone)), ...facts];
}

/** Two records beside each other: what differs is chosen line by line, the rest is kept of both. */
export function ComparePage({ pair, token, sent, isStale }: ComparePageProps) {
  const language = useLanguage();
  const { t } = language;
  const { kept, merged } = pair;
  const at = `/petugas/ganda/${kept.actor.id}/${merged.actor.id}`;
  const lines = linesOf(pair, language);
  return (
    <>
      <Title caption={`${kept.actor.name} – ${merged.actor.name}`}>{t('merge.title')}</Title>
      {isStale ? <StaleNotice /> : null}
      <Alike kinds={pair.alike} />
      <Sides pair={pair} />
      <p class="bukan-cetak">
        <a href={`/petugas/ganda/${merged.actor.id}/${kept.actor.id}`}>{t('merge.swap')}</a>
      </p>
      <Form action={at} token={token}>
        <input type="hidden" name="versi-tetap" value={kept.actor.version} />
        <input type="hidden" name="versi-gabung" value={merged.actor.version} />
        {lines.length === 0 ? <p>{t('merge.alike')}</p> : null}
        {lines.map((line) => (
          <LineChoice key={line.field} line={line} chosen={textIn(sent, line.field)} />
        ))}
        <Details summary={t('merge.rest', { count: pair.others.length })}>
          <Rest pair={pair} />
        </Details>
        <p class="catatan">
          {t('merge.effect')} {t('merge.undo')}
        </p>
        <ButtonRow>
          <Button>{t('merge.button')}</Button>
        </ButtonRow>
      </Form>
      <Section title={t('merge.different')}>
        <p>{t('merge.different.text')}</p>
        <Form action={`${at}/beda`} token={token}>
          <ButtonRow>
            <Button kind="secondary">{t('merge.different.button')}</Button>
            <LinkButton href="/petugas/ganda" kind="quiet">
              {t('merge.later')}
            </LinkButton>
          </ButtonRow>
        </Form>
      </Section>
    </>
  );
}

function StaleNotice() {
  const { t } = useLanguage();
  return (
    <div id={CHANGED}>
      <Notice kind="warning" title={t('merge.stale')}>
        <p>{t('merge.stale.text')}</p>
      </Notice>
    </div>
  );
}

/** What the two records have in common, so that they were proposed. */
function Alike({ kinds }: { kinds: RecordPair['alike'] }) {
  const { t } = useLanguage();
  if (kinds.length === 0) return null;
  return (
    <p class="tanda-tanda">
      {t('twins.alike')}:
      {kinds.map((kind) => (
        <Tag key={kind}>{t(`twins.kind.${kind}`)}</Tag>
      ))}
    </p>
  );
}

function Sides({ pair: { kept, merged } }: Pick<ComparePageProps, 'pair'>) {
  const { t, locale } = useLanguage();
  const rows: { label: string; cell: (side: Side) => string | number }[] = [
    { label: t('match.state'), cell: ({ actor }) => t(`actor.${actor.status}`) },
    { label: t('record.since'), cell: ({ actor }) => longDate(locale, actor.createdAt) },
    { label: t('record.matches'), cell: ({ matches }) => matches },
    { label: t('data.consents'), cell: ({ consents }) => consents },
    { label: t('record.facts'), cell: ({ facts }) => facts.size },
  ];
  const isSameName = kept.actor.name === merged.actor.name;
  const head = ({ actor: { name }, phone }: Side, word: 'merge.kept' | 'merge.merged') =>
    `${t(word)}: ${isSameName ? `${name} (${phone})` : name}`;
  return (
    <DataTable
      caption={t('merge.sides')}
      compares
      rows={rows}
      keyOf={({ label }) => label}
      columns={[
        { title: t('record.fact'), cell: ({ label }) => label },
        { title: head(kept, 'merge.kept'), cell: ({ cell }) => cell(kept) },
        { title: head(merged, 'merge.merged'), cell: ({ cell }) => cell(merged) },
      ]}
    />
  );
}

function LineChoice({ line: { field, label, kept, merged, both }, chosen }: { line: Line; chosen: string }) {
  const { t } = useLanguage();
  const options = [
    ['tetap', kept, 'merge.kept'],
    ['gabung', merged, 'merge.merged'],
    ...(both ? [['dua', both, null] as const] : []),
  ] as const;
  const fallback = both ? 'dua' : 'tetap';
  return (
    <fieldset class="banding" id={field}>
      <legend class="label">{label}</legend>
      {options.map(([value, text, word]) => (
        <div key={value} class="pilihan">
          <input type="radio" id={`${field}-${value}`} name={field} value={value} checked={(chosen || fallback) === value} />
          <label for={`${field}-${value}`}>{text}</label>
          {word ? <p class="petunjuk">{t(word)}</p> : null}
        </div>
      ))}
    </fieldset>
  );
}

/** Facts that only one has, or both have alike: all of them stay. */
function Rest({ pair: { kept, merged, others } }: Pick<ComparePageProps, 'pair'>) {
  const language = useLanguage();
  const { t } = language;
  return (
    <ul>
      {others.map((key) => {
        const [one, two] = [kept.facts.get(key), merged.facts.get(key)];
        return (
          <li key={key}>
            {fieldLabel(key, language)}: {valueText(key, seenValue(one ? kept : merged, key)!, language)}{' '}
            <Tag>{t(one && two ? 'merge.inBoth' : one ? 'merge.kept' : 'merge.merged')}</Tag>
          </li>
        );
      })}
    </ul>
  );
}
