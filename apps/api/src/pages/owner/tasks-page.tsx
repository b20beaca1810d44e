import { CATALOGUE } from '@sambung/offers';
import { MessageKey, Section, Tag, Title, useLanguage } from '@sambung/ui';
import { questionOf } from '../questions/fact-questions';

/** One thing that an owner can still tell, or has told. */
export interface Task {
  fact: string;
  isDone: boolean;
}

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

/** Everything that would make the results surer, in any order; what is done can be changed. */
export function TasksPage({ name, at, tasks, documents }: TasksPageProps) {
  const { t } = useLanguage();
  const open = tasks.filter(({ isDone }) => !isDone).length;
  return (
    <>
      <Title caption={name}>{t('tasks.title')}</Title>
      <p class="pembuka">{open === 0 ? t('tasks.none') : t('tasks.lead', { count: open })}</p>
      {GROUPS.map(([title, words]) => (
        <Group key={title} title={title} at={at} tasks={tasks.filter(({ fact }) => words.includes(fact.split('.')[0]!))} />
      ))}
      <Section title={t('documents.title')}>
        <ul class="tugas">
          <li>
            <a href={`${at}/berkas`}>{t('documents.add')}</a>
            <State isDone={documents > 0} />
          </li>
        </ul>
      </Section>
    </>
  );
}

function Group({ title, at, tasks }: { title: MessageKey; at: string; tasks: readonly Task[] }) {
  const { t, term } = useLanguage();
  if (tasks.length === 0) return null;
  return (
    <Section title={t(title)}>
      <ul class="tugas">
        {tasks.map(({ fact, isDone }) => (
          <li key={fact}>
            <a href={`${at}/fakta/${fact}`}>
              {term(CATALOGUE[fact]!.label)}
              <span class="senyap">: {t(questionOf(fact))}</span>
            </a>
            <State isDone={isDone} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function State({ isDone }: { isDone: boolean }) {
  const { t } = useLanguage();
  return isDone ? <Tag>{t('tasks.done')}</Tag> : <Tag kind="belum">{t('tasks.open')}</Tag>;
}
