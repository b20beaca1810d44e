import { SeatTally, TAKEN } from '@sambung/rounds';
import { Details, Facts, Figures, longMoment, Notice, Section, Tag, Title, useLanguage, wholeNumber } from '@sambung/ui';
import { RoundBatches, RoundQuotas } from './round-batches';
import { EntrantsProps, RoundEntrants } from './round-entrants';
import { NextSteps, Step, StepsProps } from './round-steps';
import { placeOf } from './round-words';

interface RoundPageProps extends Omit<StepsProps, 'round' | 'run' | 'unanswered'>, Omit<EntrantsProps, 'mayClear'> {
  /** Names of those who took the steps, by id. */
  names: ReadonlyMap<string, string>;
  /** The step just taken; `sama` when it changed nothing. */
  taken: Step | 'rancang' | 'sama' | 'izin' | null;
}

const seatsIn = (tally: readonly SeatTally[], states: readonly string[]): number =>
  tally.filter(({ state }) => states.includes(state)).reduce((sum, { seats }) => sum + seats, 0);

function Numbers({ sheet: { batches, tally, run, size } }: Pick<RoundPageProps, 'sheet'>) {
  const { t, locale } = useLanguage();
  const number = (amount: number) => wholeNumber(locale, amount);
  const seats = batches.reduce((sum, { batch }) => sum + batch.seats, 0);
  const given = [
    { value: number(seatsIn(tally, TAKEN)), label: t('rounds.accepted') },
    { value: number(seatsIn(tally, ['offered'])), label: t('rounds.unanswered.seats') },
    { value: number(new Set(Object.values(run?.waiting ?? {}).flat()).size), label: t('rounds.waiting') },
  ];
  return (
    <Figures
      figures={[
        { value: number(seats), label: t('rounds.seats') },
        { value: number(size), label: t('rounds.entrants') },
        ...(run ? given : []),
      ]}
    />
  );
}

/** The latest run, and how anybody can check it. */
function Result({ sheet: { round, run } }: Pick<RoundPageProps, 'sheet'>) {
  const { t, locale } = useLanguage();
  if (!run) return null;
  return (
    <Section id="hasil" title={t('rounds.result')}>
      <p>{t('rounds.result.text', { number: run.number, time: longMoment(locale, run.at) })}</p>
      <p>
        <a href={`/petugas/putaran/${round.id}/sertifikat?undian=${run.number}`}>{t('rounds.certificate')}</a>
      </p>
      <Details summary={t('rounds.check')}>
        <p>{t('rounds.check.text')}</p>
        <Facts
          rows={[
            { label: t('rounds.hash'), value: <code>{run.certificateHash}</code> },
            { label: t('rounds.commitment'), value: <code>{round.commitment}</code> },
            { label: t('rounds.command'), value: <code>{`sambung round verify ${round.id}`}</code> },
          ]}
        />
      </Details>
    </Section>
  );
}

function Past({ sheet: { steps }, names }: Pick<RoundPageProps, 'sheet' | 'names'>) {
  const { t, locale } = useLanguage();
  return (
    <Section id="riwayat" title={t('history.title')}>
      <ol class="linimasa">
        {steps.map(({ id, at, toState, personId }) => (
          <li key={id}>
            <p class="keterangan">
              <time dateTime={at.toISOString()}>{longMoment(locale, at)}</time>{' '}
              {t('history.by', { name: personId ? (names.get(personId) ?? '–') : t('history.system') })}
            </p>
            <p class="pokok">{t(`round.${toState}`)}</p>
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** One allocation round: its seats, who takes part, what comes next, and what it came to. */
export function RoundPage(props: RoundPageProps) {
  const language = useLanguage();
  const { t, term, locale } = language;
  const { sheet, names, taken, shown, after, rows, ...rest } = props;
  const { round, run, tally } = sheet;
  return (
    <>
      <Title caption={`${t(`kind.${round.kind}`)} · ${round.cycle}`}>{term(round.name)}</Title>
      {taken ? (
        <Notice kind="success">
          <p>{t(`rounds.done.${taken}`, { seats: seatsIn(tally, ['offered', ...TAKEN]) })}</p>
        </Notice>
      ) : null}
      <Facts
        rows={[
          { label: t('queue.state'), value: <Tag>{t(`round.${round.state}`)}</Tag> },
          { label: t('queue.place'), value: placeOf(round.regionCode, language) },
          { label: t('rounds.window'), value: t('rounds.window.text', { from: longMoment(locale, round.opensAt), to: longMoment(locale, round.closesAt) }) },
          { label: t('rounds.answer'), value: t('rounds.answer.text', { days: round.answerDays }) },
        ]} // prettier-ignore
      />
      <Numbers sheet={sheet} />
      <NextSteps {...rest} round={round} run={run?.number ?? 0} unanswered={seatsIn(tally, ['offered'])} />
      <Result sheet={sheet} />
      <RoundBatches sheet={sheet} />
      <RoundQuotas sheet={sheet} />
      <RoundEntrants {...rest} sheet={sheet} shown={shown} after={after} rows={rows} mayClear={rest.mayHold && round.state === 'open'} />
      <Past sheet={sheet} names={names} />
    </>
  );
}
