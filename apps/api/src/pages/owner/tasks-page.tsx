import { CATALOGUE } from '@sambung/offers';
import { Details, MessageKey, Section, Tag, Title, useLanguage } from '@sambung/ui';
import { questionOf } from '../questions/fact-questions';

/** One thing that an owner can still tell, or has told. */
export interface Task {
  fact: string;
  isDone: boolean;
  /** How many offers wait for the answer. */
  helps: number;
}

const MOST_FIRST = 5;

/** What the groups are called, by the first word of a fact's key. */
const GROUPS: readonly (readonly [MessageKey, readonly string[]])[] = [
  ['tasks.business', ['business', 'cooperative', 'group']],
  ['tasks.legality', ['legality']],
  ['tasks.finance', ['finance']],
  ['tasks.owner', ['owner', 'family', 'migrant', 'programme']],
];

interface TasksPageProps {
  name: string;
  at: string;
  tasks: readonly Task[];
  documents: number;
}

/** Everything that would make the results surer: what helps most, then the rest by what it is about; what is done can be changed. */
export function TasksPage({ name, at, tasks, documents }: TasksPageProps) {
  const { t } = useLanguage();
  const open = tasks.filter(({ isDone }) => !isDone).sort((a, b) => b.helps - a.helps);
  const first = open.slice(0, MOST_FIRST);
  const rest = tasks.filter((task) => !first.includes(task));
  return (
    <>
      <Title caption={name}>{t('tasks.title')}</Title>
      <p class="pembuka">{open.length === 0 ? t('tasks.none') : t('tasks.lead', { count: open.length })}</p>
      {first.length > 0 ? (
        <Section title={t('tasks.first')}>
          <TaskList at={at} tasks={first} />
        </Section>
      ) : null}
      <Section title={t('documents.title')}>
        <ul class="tugas">
          <li>
            <a href={`${at}/berkas`}>{t('documents.add')}</a>
            <State isDone={documents > 0} />
          </li>
        </ul>
      </Section>
      {rest.length > 0 ? (
        <Section title={t('tasks.rest')}>
          {GROUPS.map(([title, words]) => (
            <Group key={title} title={title} at={at} tasks={rest.filter(({ fact }) => words.includes(fact.split('.')[0]!))} />
          ))}
        </Section>
      ) : null}
    </>
  );
}

function Group({ title, ...list }: { title: MessageKey; at: string; tasks: readonly Task[] }) {
  const { t } = useLanguage();
  if (list.tasks.length === 0) return null;
  return (
    <Details summary={t('tasks.group', { title: t(title), open: list.tasks.filter(({ isDone }) => !isDone).length })}>
      <TaskList {...list} />
    </Details>
  );
}

function TaskList({ at, tasks }: { at: string; tasks: readonly Task[] }) {
  const { t, term } = useLanguage();
  return (
    <ul class="tugas">
      {tasks.map(({ fact, isDone, helps }) => (
        <li key={fact}>
          <a href={`${at}/fakta/${fact}?dari=lengkapi`}>
            {term(CATALOGUE[fact]!.label)}
            <span class="senyap">: {t(questionOf(fact))}</span>
          </a>
          {isDone ? <State isDone /> : <Tag kind="belum">{t('tasks.helps', { count: helps })}</Tag>}
        </li>
      ))}
    </ul>
  );
}

function State({ isDone }: { isDone: boolean }) {
  const { t } = useLanguage();
  return isDone ? <Tag>{t('tasks.done')}</Tag> : <Tag kind="belum">{t('tasks.open')}</Tag>;
}
