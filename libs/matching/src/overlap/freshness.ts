import { addDays, Day } from '../calendar';
import { OverlapInput, RequiredSource } from './types';

/** Why a register cannot be believed when it holds no entry. */
export type SourceFault = 'stale' | 'unreachable' | 'incomplete';

/** @returns null for a source that is reachable, complete and young enough */
export function sourceFault({ source, maxAgeDays }: RequiredSource, { freshness, situation }: OverlapInput): SourceFault | null {
  const known = Object.hasOwn(freshness, source) ? freshness[source]! : undefined;
  if (!known?.reachable || known.asOf === null) return 'unreachable';
  if (addDays(known.asOf, maxAgeDays) < situation.asOf) return 'stale';
  return known.complete ? null : 'incomplete';
}

/** The first day on which a source that is young enough now no longer is. */
export function goesStale({ source, maxAgeDays }: RequiredSource, { freshness }: OverlapInput): readonly Day[] {
  const asOf = Object.hasOwn(freshness, source) ? freshness[source]!.asOf : null;
  return asOf === null ? [] : [addDays(asOf, maxAgeDays + 1)];
}
