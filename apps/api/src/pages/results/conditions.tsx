import { Explanation } from '@sambung/matches';
import { childrenOf, isLeaf, Rule } from '@sambung/matching';
import { CriteriaList, Criterion, languageOfText, useLanguage } from '@sambung/ui';
import { Fragment } from 'preact';

type Leaf = Explanation['leaves'][number];
/** Several ways of which one, or some, are enough. */
interface Choice<L> {
  rule: Rule;
  ways: Part<L>[][];
}
type Part<L> = L | Choice<L>;

const isChoice = <L extends Leaf>(part: Part<L>): part is Choice<L> => 'ways' in part;

/** Conditions as their rule holds them together: those of which one is enough stay one. */
function partsOf<L extends Leaf>(rule: Rule, leaves: readonly L[], path = ''): Part<L>[] {
  const below = leaves.filter((leaf) => leaf.path === path || leaf.path.startsWith(`${path}/`));
  // What is denied turns "one of" into "all of".
  if (isLeaf(rule) || 'not' in rule || below.length < 2) return below;
  const ways = childrenOf(rule)
    .map(([segment, child]) => partsOf(child, below, `${path}/${segment}`))
    .filter(({ length }) => length > 0);
  return 'all' in rule || ways.length < 2 ? ways.flat() : [{ rule, ways }];
}

/** Conditions that follow each other stand in one list. */
function runsOf<L extends Leaf>(parts: readonly Part<L>[]): (L[] | Choice<L>)[] {
  const runs: (L[] | Choice<L>)[] = [];
  for (const part of parts) {
    const last = runs.at(-1);
    if (isChoice(part)) runs.push(part);
    else if (Array.isArray(last)) last.push(part);
    else runs.push([part]);
  }
  return runs;
}

interface PartsProps<L> {
  parts: readonly Part<L>[];
  show: (leaf: L) => Criterion;
}

function Parts<L extends Leaf>({ parts, show }: PartsProps<L>) {
  return (
    <>
      {runsOf(parts).map((run, index) =>
        Array.isArray(run) ? (
          <CriteriaList key={index} criteria={run.map(show)} />
        ) : (
          <Alternatives key={index} rule={run.rule} ways={run.ways} show={show} />
        ),
      )}
    </>
  );
}

function Alternatives<L extends Leaf>({ rule, ways, show }: Choice<L> & Pick<PartsProps<L>, 'show'>) {
  const { t, locale } = useLanguage();
  const speaks = languageOfText(locale);
  // A word between them is of use only where a way takes more than one condition.
  const isPlain = ways.every(({ length }) => length === 1);
  return (
    <div class="salah-satu">
      {rule.text ? (
        <p class="pokok" lang={speaks === locale ? undefined : speaks}>
          {rule.text[speaks]}
        </p>
      ) : null}
      <p class="keterangan">{'of' in rule ? t('offer.someOf', { count: rule.atLeast }) : t('offer.oneOf')}</p>
      {(isPlain ? [ways.flat()] : ways).map((parts, index) => (
        <Fragment key={index}>
          {index > 0 ? <p class="keterangan">{t('offer.or')}</p> : null}
          <Parts parts={parts} show={show} />
        </Fragment>
      ))}
    </div>
  );
}

/** Some conditions of a rule, in its order. @param show one of them with what is known of it */
export function Conditions<L extends Leaf>({ rule, leaves, show }: { rule: Rule; leaves: readonly L[]; show: (leaf: L) => Criterion }) {
  return <Parts parts={partsOf(rule, leaves)} show={show} />;
}
