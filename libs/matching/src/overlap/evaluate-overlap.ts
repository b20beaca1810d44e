import { addDays, Day } from '../calendar';
import { canonicalJson } from '../canonical';
import { evaluate, Evaluation, Verdict } from '../evaluate';
import { Text } from '../facts';
import { asCode } from '../sentences';
import { conjunction, negate, Truth } from '../truth';
import { Count, countEntries } from './count-entries';
import { goesStale } from './freshness';
import { isSelected, traitsOfOffer } from './scope';
import {
  Effect, EFFECTS, OverlapCause, OverlapFinding, OverlapInput, OverlapResult, OverlapRule, OverlapSettlement, Waiver,
} from './types'; // prettier-ignore
import { openingDays, Preference, preference } from './variants';
import { windowEdges } from './window';
import { causeText, entryText } from './words';

const TRUTHS: Record<Verdict, Truth> = { eligible: 'T', notEligible: 'F', undetermined: 'U' };
const STOPPING: readonly Effect[] = ['block', 'needsWaiver', 'sequence'];
const WHO: Record<Exclude<OverlapCause, 'fact'>, OverlapSettlement['who']> = {
  stale: 'registry', unreachable: 'registry', incomplete: 'registry', evidence: 'owner',
  imprecise: 'officer', identity: 'officer', household: 'owner', region: 'owner', seats: 'partner',
}; // prettier-ignore

/** What the parts of a rule come to; those that the rule does not have are null. */
interface Parts {
  condition: Evaluation | null;
  count: Count | null;
  preference: Preference | null;
}

function partsOf(rule: OverlapRule, input: OverlapInput): Parts {
  const isPrefer = rule.effect === 'prefer';
  return {
    condition: rule.when ? evaluate(rule.when, input.situation) : null,
    count: isPrefer || rule.scope.of === 'facts' ? null : countEntries(rule, input),
    preference: isPrefer ? preference(rule, input) : null,
  };
}

const countValue = ({ effect }: OverlapRule, { value }: Count): Truth => (effect === 'sequence' ? negate(value) : value);

const valueOf = (rule: OverlapRule, { condition, count, preference: preferred }: Parts): Truth =>
  conjunction([condition ? TRUTHS[condition.verdict] : 'T', count ? countValue(rule, count) : 'T', preferred ? preferred.value : 'T']);

type Settle = (cause: Exclude<OverlapCause, 'fact'>, about: string | null, name?: Text) => OverlapSettlement;

/** Makes the settlements of one rule. */
const settling =
  (rule: OverlapRule, { names = asCode }: OverlapInput): Settle =>
  (cause, about, name = names(about ?? '')) => ({ rule: rule.id, cause, about, who: WHO[cause], text: causeText(cause, name) });

const isOwn = ({ counts }: OverlapRule): boolean => counts?.subject !== 'household';

function countSettlements(rule: OverlapRule, { value, entries, sourceFaults, householdUnknown }: Count, input: OverlapInput) {
  if (value !== 'U') return [];
  const settle = settling(rule, input);
  return [
    ...(householdUnknown ? [settle('household', null)] : []),
    ...sourceFaults.map(({ source, fault }) => settle(fault, source)),
    ...entries.flatMap(({ entry, doubts }) =>
      doubts.map((doubt) =>
        doubt === 'stale' ? settle(doubt, entry.source) : settle(doubt, entry.id, entryText(entry, isOwn(rule), input.names)),
      ),
    ),
  ];
}

/** Each once: one register may keep several entries from being believed. */
const distinct = (settlements: readonly OverlapSettlement[]): OverlapSettlement[] => [
  ...new Map(settlements.map((one) => [canonicalJson(one), one])).values(),
];

function settlementsOf(rule: OverlapRule, { condition, count, preference: preferred }: Parts, input: OverlapInput): OverlapSettlement[] {
  const facts = (condition?.settle ?? []).map(({ leaf, who, text }) => ({ rule: rule.id, cause: 'fact' as const, about: leaf, who, text }));
  const variants = (preferred?.doubts ?? []).map(({ cause, about }) => settling(rule, input)(cause, about));
  return distinct([...facts, ...(count ? countSettlements(rule, count, input) : []), ...variants]);
}

const isInForce = ({ validFrom, validTo }: OverlapRule, asOf: Day): boolean =>
  (validFrom === null || validFrom <= asOf) && (validTo === null || asOf <= validTo);

/** A target that has no programme is of none: what is undetermined of it does not apply. */
const applies = ({ appliesTo }: OverlapRule, { target }: OverlapInput): boolean => isSelected(traitsOfOffer(target), appliesTo) === 'T';

const isGiven = ({ officer, reason }: Waiver): boolean => officer.trim() !== '' && reason.trim() !== '';

function waiverFor({ id, effect }: OverlapRule, { waivers = [], applicant, target, situation }: OverlapInput): Waiver | undefined {
  if (effect !== 'needsWaiver') return undefined;
  const { asOf } = situation;
  const holding = waivers.filter(
    ({ rule, actor, offer, from, expires }) =>
      rule === id && actor === applicant.actor && offer === target.id && from <= asOf && asOf <= expires,
  );
  const inOrder = (a: Waiver, b: Waiver) =>
    a.expires === b.expires ? (canonicalJson(a) < canonicalJson(b) ? -1 : 1) : a.expires > b.expires ? -1 : 1;
  return holding.filter(isGiven).sort(inOrder)[0];
}

function firstOf({ effect, scope, text }: OverlapRule): Pick<OverlapFinding, 'first'> {
  if (effect !== 'sequence') return {};
  return { first: scope.of === 'set' ? scope.name : text };
}

function findingOf(rule: OverlapRule, input: OverlapInput): OverlapFinding | null {
  const parts = partsOf(rule, input);
  const value = valueOf(rule, parts);
  if (value === 'F') return null;
  const preferred = parts.preference?.preferred;
  const waiver = waiverFor(rule, input);
  return {
    rule: rule.id,
    effect: rule.effect,
    value,
    text: rule.text,
    legalBasis: rule.legalBasis,
    because: (parts.count?.entries ?? []).map(({ entry }) => ({ entry: entry.id, text: entryText(entry, isOwn(rule), input.names) })),
    ...(preferred && { preferred }),
    ...firstOf(rule),
    ...(waiver && { waiver }),
    settle: value === 'U' && !waiver ? settlementsOf(rule, parts, input) : [],
  };
}

const rank = (effect: Effect): number => EFFECTS.indexOf(effect);

const strongest = (findings: readonly OverlapFinding[]): Effect | null =>
  findings.map(({ effect }) => effect).sort((a, b) => rank(a) - rank(b))[0] ?? null;

const byStrength = (a: OverlapFinding, b: OverlapFinding): number => rank(a.effect) - rank(b.effect) || (a.rule < b.rule ? -1 : 1);

/** Days after today on which something that the rule looks at may change by itself. */
function changesOf(rule: OverlapRule, input: OverlapInput): readonly Day[] {
  const { situation, ledger, waivers = [] } = input;
  const { validFrom, validTo } = rule;
  const flips = rule.when ? evaluate(rule.when, situation).validUntil : null;
  return [
    ...(validFrom === null ? [] : [validFrom]),
    ...(validTo === null ? [] : [addDays(validTo, 1)]),
    ...(flips === null ? [] : [flips]),
    ...rule.sources.flatMap((required) => goesStale(required, input)),
    ...(input.target.runs ? [] : ledger.flatMap((entry) => windowEdges(rule.window, entry, situation.asOf))),
    ...(rule.effect === 'prefer' ? openingDays(input) : []),
    ...waivers.filter((waiver) => waiver.rule === rule.id).flatMap(({ from, expires }) => [from, addDays(expires, 1)]),
  ];
}

/**
 * What earlier help means for an application: which overlap rules hold, which may, and what would settle those.
 * @param input rules whose conditions passed `checkRule`; each rule id once
 * @throws TypeError when a condition reads a fact that the catalogue lacks
 */
export function evaluateOverlap(input: OverlapInput): OverlapResult {
  const { asOf } = input.situation;
  const applicable = input.rules.filter((rule) => applies(rule, input));
  const findings = applicable.filter((rule) => isInForce(rule, asOf)).flatMap((rule) => findingOf(rule, input) ?? []);
  const standing = findings.filter(({ waiver }) => !waiver);
  const effect = strongest(standing.filter(({ value }) => value === 'T'));
  const sorted = findings.sort(byStrength);
  return {
    effect,
    possible: strongest(standing),
    holdsMoney: standing.some((finding) => STOPPING.includes(finding.effect)),
    findings: sorted,
    settle: effect === 'block' ? [] : sorted.flatMap(({ settle }) => settle),
    validUntil: applicable.flatMap((rule) => changesOf(rule, input)).filter((day) => day > asOf).sort()[0] ?? null,
  }; // prettier-ignore
}
