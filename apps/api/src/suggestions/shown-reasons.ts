import { Principal } from '@sambung/accounts';
import { Depth, Pair, Reasons, ReasonsMask, reasonsOf } from '@sambung/matches';
import { PlanView, plansView } from './reasons.views';

/** The reasons of a pair and the plans towards it as the caller may see them: with values for the owner alone. */
export function shownReasons({ role }: Principal, pair: Pair, depth: Depth): { reasons: Reasons; plans: PlanView[] } {
  const reasons = reasonsOf(pair, depth);
  const plans = plansView(pair);
  if (role === 'owner') return { reasons, plans };
  const mask = new ReasonsMask(reasons.explanation, pair.offer);
  return { reasons: mask.reasons(reasons), plans: mask.rest(plans) };
}
