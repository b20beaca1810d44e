import { Text } from '../facts';
import { both, dayText } from '../sentences';
import { Plan } from './plan';
import { PlanStep } from './schedule';
import { Condition, Settled, Step } from './steps';
import { stepsOf, Unlock } from './unlocks';
import { after, lower } from './wording';

const days = (count: number): Text =>
  count === 0 ? { id: '', en: '' } : { id: ` (sekitar ${count} hari)`, en: count === 1 ? ' (about 1 day)' : ` (about ${count} days)` };

const NOW: Text = { id: 'Bisa dimulai sekarang: ', en: 'Can be started now: ' };

function conditionText({ text, expects, otherwise }: Condition): Text {
  const other = otherwise && lower(otherwise.text);
  const needed = text.id.endsWith(expects.id) ? null : lower(expects);
  return {
    id: `${text.id}.${needed ? ` Syarat: ${needed.id}.` : ''}${other ? ` Bila tidak: ${other.id}.` : ''}`,
    en: `${text.en}.${needed ? ` Needed: ${needed.en}.` : ''}${other ? ` If not: ${other.en}.` : ''}`,
  };
}

function stepText(step: Step): Text {
  if (step.kind === 'condition') return conditionText(step);
  const lead = step.kind === 'change' ? days(step.leadDays) : { id: '', en: '' };
  return both((language) => `${step.text[language]}${lead[language]}.`);
}

/** What to do, what has to be found out and how long to wait, one sentence or two each. */
export const unlockInWords = (unlock: Unlock): readonly Text[] => stepsOf(unlock).map(stepText);

function joinText({ offer, startsOn, endsOn, grants }: PlanStep, names: Readonly<Record<string, Text>>): Text {
  const name = Object.hasOwn(names, offer) ? names[offer]! : { id: offer, en: offer };
  const [from, to] = [dayText(startsOn), dayText(endsOn)];
  if (grants.length === 0) return { id: `Ajukan ${name.id}, mulai ${from.id}.`, en: `Apply for ${name.en}, from ${from.en}.` };
  return { id: `Ikuti ${name.id}, ${from.id} sampai ${to.id}.`, en: `Take part in ${name.en}, ${from.en} to ${to.en}.` };
}

/**
 * A plan as numbered lines, in the order in which things are done.
 * @param names of the offers, by id; an offer without a name goes by its id
 */
export function planInWords({ steps }: Plan, names: Readonly<Record<string, Text>>): readonly Text[] {
  const prepared = (settled: Settled, index: number) =>
    index > 0 && settled.kind === 'change' ? after(NOW.id, NOW.en, lower(stepText(settled))) : stepText(settled);
  const lines = steps.flatMap((step, index) => [
    ...step.prepare.map((settled) => prepared(settled, index)),
    ...(step.wait ? [stepText(step.wait)] : []),
    joinText(step, names),
  ]);
  return lines.map((line, index) => both((language) => `${index + 1}. ${line[language]}`));
}
