import { Applicant } from '@sambung/matching';
import { takesPart } from './assessment.service';
import { Ranking } from './ranking.entity';

/** A closed ranking as the allocator reads it: the choices that take part, under the name of the ranking alone. */
export function toApplicant({ id, assessment }: Ranking): Applicant {
  const choices = assessment!.choices.filter(takesPart);
  return {
    id,
    choices: choices.map(({ batch }) => batch),
    points: choices.map(({ priority }) => priority.points),
    groups: assessment!.groups,
  };
}

/** The closed list: everybody with at least one choice that takes part. */
export const applicantsOf = (rankings: readonly Ranking[]): Applicant[] =>
  rankings.map(toApplicant).filter(({ choices }) => choices.length > 0);
