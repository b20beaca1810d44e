import { mayBecome } from '@sambung/matches';
import { PHONE } from '@sambung/profiles';
import { FACTS, labelOfValue, placeName, ROLES } from '@sambung/reference';
import {
  Button,
  ButtonRow,
  DataTable,
  Details,
  errorOf,
  Facts,
  FieldError,
  Form,
  Language,
  languageOfText,
  longDay,
  longMoment,
  Notice,
  Section,
  Sign,
  Tag,
  TextInput,
  Title,
  useLanguage,
  VerdictTag,
} from '@sambung/ui';
import { valueText } from '../results/answers-page';
import { FormBody, textIn } from '../web/form';
import { answerText, criterionOf, isNeedless } from '../results/reasons';
import { writtenPhone } from '../web/written-phone';
import { ChangedNotice } from './changed-notice';
import { DecisionFields } from './decision-fields';
import { choicesFor } from './read-decision';
import { HelpReceived, OverlapWarnings } from './help-sections';
import { MatchFile } from './match-files.service';
import { AskForm } from './ask-form';
import { BackField, SeenFields } from './seen-fields';
import { SnoozeForm } from './snooze-form';

interface MatchPageProps {
  file: MatchFile;
  token: string;
  sent: FormBody;
  errors: readonly FieldError[];
  /** Id of the officer. */
  me: string;
  /** The desk that the officer came from. */
  back?: string | undefined;
}

const CRITERION = { met: 'criterion.met', unmet: 'criterion.unmet', open: 'criterion.open' } as const;

const madeOf = ({ explanation, offer: { version } }: MatchFile, { t, term, locale }: Language): string =>
  t('evidence.made', { name: term(version.document.name), version: version.version, day: longDay(locale, explanation.asOf) });

export function Evidence({ file }: Pick<MatchPageProps, 'file'>) {
  const { explanation, unconfirmed } = file;
  const language = useLanguage();
  const { t, locale } = language;
  const speaks = languageOfText(locale);
  const told = (leaf: MatchFile['explanation']['leaves'][number]) =>
    typeof leaf.actual === 'boolean' ? t(leaf.actual ? 'answer.yes' : 'answer.no') : answerText(leaf, speaks);
  return (
    <Section title={t('evidence.title')}>
      <DataTable
        caption={madeOf(file, language)}
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
          {
            title: t('evidence.fact'),
            cell: (leaf) => (
              <>
                {told(leaf) ?? t('evidence.unknown')} {unconfirmed.has(leaf.path) ? <Tag>{t('evidence.unconfirmed')}</Tag> : null}
              </>
            ),
          },
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

export function History({ file: { history, names, actor } }: Pick<MatchPageProps, 'file'>) {
  const { t, locale } = useLanguage();
  if (history.length === 0) return null;
  const authorOf = (personId: string | null): string => {
    if (personId === null) return t('history.system');
    return personId === actor.ownerId ? t('history.owner') : (names.get(personId) ?? '–');
  };
  return (
    <Section title={t('history.title')}>
      <ol class="linimasa">
        {history.map(({ id, at, toState, personId, reasonCode, note, undoneAt }) => (
          <li key={id}>
            <p class="keterangan">
              <time dateTime={at.toISOString()}>{longMoment(locale, at)}</time> {t('history.by', { name: authorOf(personId) })}
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

/** The decision just made, and the way to take it back. @param back where undoing leads */
export function UndoNotice({
  file: { match, actor, undoSeconds },
  token,
  back,
}: Pick<MatchPageProps, 'file' | 'token'> & { back?: string }) {
  const { t } = useLanguage();
  if (undoSeconds === 0) return null;
  return (
    <Notice kind="success" title={t('decision.saved', { name: actor.name, state: t(`state.${match.state}`) })}>
      <p>{t('decision.undo.text', { seconds: undoSeconds })}</p>
      <Form action={`/petugas/cocok/${match.id}/batal`} token={token}>
        <BackField back={back} />
        <Button kind="secondary">{t('decision.undo')}</Button>
      </Form>
    </Notice>
  );
}

const Notices = ({ file, token, sent }: Pick<MatchPageProps, 'file' | 'token' | 'sent'>) => (
  <>
    {file.difference ? <ChangedNotice file={file} sent={sent} /> : null}
    <UndoNotice file={file} token={token} />
  </>
);

function Holder({ file: { match, names, claim } }: Pick<MatchPageProps, 'file'>) {
  const { t, locale } = useLanguage();
  if (claim) return <p>{t('claim.held', { name: claim.name, at: longMoment(locale, claim.at) })}</p>;
  return match.state === 'inReview' ? <p>{t('decision.taken', { name: names.get(match.assigneeId ?? '') ?? '–' })}</p> : null;
}

type AssignmentProps = Pick<MatchPageProps, 'file' | 'token' | 'me' | 'back'>;

/** In whose hands the match is, and taking or releasing it. */
export function Assignment({ file, token, me, back }: AssignmentProps) {
  const { t } = useLanguage();
  const { match, claim } = file;
  const isMine = match.state === 'inReview' && match.assigneeId === me;
  if (match.state !== 'inReview' && !mayBecome(match.state, 'inReview')) return null;
  return (
    <Form action={`/petugas/cocok/${match.id}/ambil`} token={token}>
      <BackField back={back} />
      <Holder file={file} />
      <ButtonRow>
        {isMine && claim ? null : <Button kind="secondary">{t('decision.take')}</Button>}
        {isMine ? (
          <Button kind="secondary" name="lepas" value="1">
            {t('decision.release')}
          </Button>
        ) : null}
      </ButtonRow>
    </Form>
  );
}

/** Who applies, and for whose offer. */
export function Particulars({ file }: Pick<MatchPageProps, 'file'>) {
  const language = useLanguage();
  const { t, term } = language;
  const { match, actor, offer, phone, unmasked } = file;
  return (
    <Facts
      rows={[
        { label: t('match.state'), value: t(`state.${match.state}`) },
        { label: t('match.kind'), value: actor.roles.map((role) => term(ROLES[role])).join(', ') },
        { label: t('match.place'), value: placeName(actor.regionCode) },
        { label: t('match.phone'), value: unmasked?.[PHONE] ? writtenPhone(String(unmasked[PHONE])) : phone },
        ...unmaskedRows(file, language),
        { label: t('offer.provider'), value: offer.version.document.provider },
        { label: t('documents.title'), value: <a href={`/petugas/usaha/${actor.id}/berkas`}>{t('documents.desk.open')}</a> },
      ]}
    />
  );
}

function DecisionForm({ file, token, sent, errors, back }: Omit<MatchPageProps, 'me'>) {
  const { t } = useLanguage();
  const { match, checks } = file;
  const choices = choicesFor(match.state);
  if (choices.length === 0) return <p>{t('decision.closed')}</p>;
  return (
    <Form action={`/petugas/cocok/${match.id}/putusan`} token={token}>
      <SeenFields match={match} back={back} />
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
    .map(([field, value]) => ({ label: language.term(labelOfValue(FACTS[field]!)), value: valueText(field, value, language) }));

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
export function MatchPage({ file, token, sent, errors, me, back }: MatchPageProps) {
  const { t, locale } = useLanguage();
  const { match, actor, offer, explanation, unmasked } = file;
  return (
    <>
      <Title caption={actor.name}>{offer.version.document.name[languageOfText(locale)]}</Title>
      <p>
        <VerdictTag verdict={explanation.verdict} />
      </p>
      {explanation.allocation ? <p>{explanation.allocation.text[languageOfText(locale)]}</p> : null}
      <Notices file={file} token={token} sent={sent} />
      <Particulars file={file} />
      <div class="bukan-cetak">
        <Assignment file={file} token={token} me={me} />
        {unmasked ? null : <UnmaskForm file={file} token={token} sent={sent} errors={errors} />}
      </div>
      <Evidence file={file} />
      <OverlapWarnings file={file} {...(choicesFor(match.state).length > 0 && { waive: { file, token, sent, errors, me, back } })} />
      <HelpReceived file={file} />
      <section class="bagian bukan-cetak">
        <h2>{t('decision.title')}</h2>
        <DecisionForm file={file} token={token} sent={sent} errors={errors} back={back} />
        {mayBecome(match.state, 'returned') ? (
          <Details summary={t('ask.title')}>
            <AskForm file={file} token={token} back={back} />
          </Details>
        ) : null}
        {mayBecome(match.state, 'rejected') ? (
          <Details summary={t('snooze.title')}>
            <SnoozeForm file={file} token={token} />
          </Details>
        ) : null}
      </section>
      <History file={file} />
    </>
  );
}
