import { Explanation, Match, MatchTransition, mayBecome } from '@sambung/matches';
import { CurrentOffer } from '@sambung/offers';
import { Actor, PHONE, StoredValue } from '@sambung/profiles';
import { FACTS, ROLES, regions } from '@sambung/reference';
import {
  Button,
  ButtonRow,
  DataTable,
  errorOf,
  Facts,
  FieldError,
  Form,
  Language,
  languageOfText,
  longDate,
  longDay,
  Notice,
  Section,
  Sign,
  TextInput,
  Title,
  useLanguage,
  VerdictTag,
} from '@sambung/ui';
import { valueText } from '../results/answers-page';
import { FormBody, textIn } from '../web/form';
import { answerText, criterionOf, isNeedless } from '../results/reasons';
import { DecisionFields } from './decision-fields';
import { CHOICES } from './read-decision';
import { Difference } from './stale';

/** Everything an officer needs for one decision. */
export interface MatchFile {
  match: Match;
  actor: Actor;
  offer: CurrentOffer;
  /** Without the values that only the owner sees. */
  explanation: Explanation;
  /** Masked. */
  phone: string;
  /** In full, by field, once the officer has said why. */
  unmasked: Readonly<Record<string, StoredValue>> | null;
  history: MatchTransition[];
  checks: { id: string; label: string }[];
  /** Names of people by id. */
  names: ReadonlyMap<string, string>;
  undoSeconds: number;
  /** What somebody else changed meanwhile. */
  difference: Difference | null;
}

interface MatchPageProps {
  file: MatchFile;
  token: string;
  sent: FormBody;
  errors: readonly FieldError[];
  /** Id of the officer. */
  me: string;
}

const CRITERION = { met: 'criterion.met', unmet: 'criterion.unmet', open: 'criterion.open' } as const;

function Evidence({ file: { explanation, offer } }: Pick<MatchPageProps, 'file'>) {
  const language = useLanguage();
  const { t, locale } = language;
  const speaks = languageOfText(locale);
  return (
    <Section title={t('evidence.title')}>
      <DataTable
        caption={t('evidence.made', { slug: offer.offer.slug, version: offer.version.version, day: longDay(locale, explanation.asOf) })}
        rows={explanation.leaves}
        keyOf={({ path }) => path}
        columns={[
          {
            title: t('evidence.rule'),
            cell: (leaf) => (
              <>
                {leaf.text[speaks]}
                {leaf.legalBasis ? <p class="catatan">{leaf.legalBasis}</p> : null}
              </>
            ),
          },
          { title: t('evidence.fact'), cell: (leaf) => answerText(leaf, speaks) ?? t('evidence.unknown') },
          { title: t('evidence.level'), cell: (leaf) => (leaf.level ? t(`level.${leaf.level}`) : '–') },
          {
            title: t('evidence.result'),
            cell: (leaf) => {
              if (isNeedless(leaf, explanation)) return t('evidence.needless');
              const { kind } = criterionOf(leaf, language);
              return (
                <span class="isyarat-kata">
                  <Sign kind={kind} /> {t(CRITERION[kind])}
                </span>
              );
            },
          },
        ]}
      />
    </Section>
  );
}

function History({ file: { history, names } }: Pick<MatchPageProps, 'file'>) {
  const { t, locale } = useLanguage();
  return (
    <Section title={t('history.title')}>
      <ol class="linimasa">
        {history.map(({ id, at, toState, personId, reasonCode, note, undoneAt }) => (
          <li key={id}>
            <p class="keterangan">
              <time dateTime={at.toISOString()}>{longDate(locale, at)}</time>{' '}
              {t('history.by', { name: personId ? (names.get(personId) ?? '–') : t('history.system') })}
            </p>
            <p class="pokok">
              {t(`state.${toState}`)}
              {reasonCode ? ` – ${t(`reason.${reasonCode}`)}` : ''}
              {undoneAt ? ` (${t('history.undone')})` : ''}
            </p>
            {note && note !== 'undo' ? <p>{note}</p> : null}
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Notices({ file, token }: Pick<MatchPageProps, 'file' | 'token'>) {
  const { t } = useLanguage();
  const { match, undoSeconds, difference } = file;
  return (
    <>
      {difference ? (
        <Notice kind="warning" title={t('stale.title')}>
          <p>{t('stale.text', { seen: difference.seen, now: difference.now })}</p>
          <ul>
            {difference.changes.map((change) => (
              <li key={change}>{change}</li>
            ))}
          </ul>
          <p>{t('stale.again')}</p>
        </Notice>
      ) : null}
      {undoSeconds > 0 ? (
        <Notice kind="success" title={t('decision.saved', { state: t(`state.${match.state}`) })}>
          <p>{t('decision.undo.text', { seconds: undoSeconds })}</p>
          <Form action={`/petugas/cocok/${match.id}/batal`} token={token}>
            <Button kind="secondary">{t('decision.undo')}</Button>
          </Form>
        </Notice>
      ) : null}
    </>
  );
}

function Assignment({ file: { match, names }, token, me }: Pick<MatchPageProps, 'file' | 'token' | 'me'>) {
  const { t } = useLanguage();
  const isMine = match.assigneeId === me;
  const isTaken = match.state === 'inReview';
  if (!isTaken && !mayBecome(match.state, 'inReview')) return null;
  return (
    <Form action={`/petugas/cocok/${match.id}/ambil`} token={token}>
      {isTaken ? <p>{t('decision.taken', { name: names.get(match.assigneeId ?? '') ?? '–' })}</p> : null}
      <Button kind="secondary" {...(isMine && isTaken ? { name: 'lepas', value: '1' } : {})}>
        {t(isMine && isTaken ? 'decision.release' : 'decision.take')}
      </Button>
    </Form>
  );
}

function DecisionForm({ file, token, sent, errors }: Omit<MatchPageProps, 'me'>) {
  const { t } = useLanguage();
  const { match, checks } = file;
  const choices = CHOICES.filter((choice) => mayBecome(match.state, choice));
  if (choices.length === 0) return <p>{t('decision.closed')}</p>;
  return (
    <Form action={`/petugas/cocok/${match.id}/putusan`} token={token}>
      <input type="hidden" name="versi" value={match.version} />
      <input type="hidden" name="status" value={match.state} />
      <input type="hidden" name="hasil" value={match.verdict} />
      <DecisionFields sent={sent} errors={errors} choices={choices} checks={checks} />
      <ButtonRow>
        <Button>{t('decision.button')}</Button>
      </ButtonRow>
    </Form>
  );
}

const unmaskedRows = ({ unmasked }: MatchFile, language: Language) =>
  Object.entries(unmasked ?? {})
    .filter(([field]) => field !== PHONE)
    .map(([field, value]) => ({ label: language.term(FACTS[field]!.label), value: valueText(field, value, language) }));

function UnmaskForm({ file: { match }, token, sent, errors }: Omit<MatchPageProps, 'me'>) {
  const { t } = useLanguage();
  return (
    <Form action={`/petugas/cocok/${match.id}/buka`} token={token}>
      <TextInput
        name="untuk"
        label={t('unmask.reason')}
        hint={t('unmask.hint')}
        value={textIn(sent, 'untuk')}
        error={errorOf(errors, 'untuk')}
        maxLength={500}
      />
      <Button kind="secondary">{t('unmask.button')}</Button>
    </Form>
  );
}

/** One match for an officer: who, which offer, why, and the decision. */
export function MatchPage({ file, token, sent, errors, me }: MatchPageProps) {
  const language = useLanguage();
  const { t, term, locale } = language;
  const { match, actor, offer, explanation, phone, unmasked } = file;
  return (
    <>
      <Title caption={actor.name}>{offer.version.document.name[languageOfText(locale)]}</Title>
      <p>
        <VerdictTag verdict={explanation.verdict} />
      </p>
      <Notices file={file} token={token} />
      <Facts
        rows={[
          { label: t('match.state'), value: t(`state.${match.state}`) },
          { label: t('match.kind'), value: actor.roles.map((role) => term(ROLES[role])).join(', ') },
          { label: t('match.place'), value: regions().get(actor.regionCode) ?? actor.regionCode },
          { label: t('match.phone'), value: String(unmasked?.[PHONE] ?? phone) },
          ...unmaskedRows(file, language),
          { label: t('offer.provider'), value: offer.version.document.provider },
        ]}
      />
      <div class="bukan-cetak">
        <Assignment file={file} token={token} me={me} />
        {unmasked ? null : <UnmaskForm file={file} token={token} sent={sent} errors={errors} />}
      </div>
      <Evidence file={file} />
      <section class="bagian bukan-cetak">
        <h2>{t('decision.title')}</h2>
        <DecisionForm file={file} token={token} sent={sent} errors={errors} />
      </section>
      <History file={file} />
    </>
  );
}
