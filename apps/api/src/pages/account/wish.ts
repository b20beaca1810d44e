import { Visit } from '../web/visit';

/** Where somebody wanted to go before signing in; never another site. */
export function wishOf(visit: Visit): string | null {
  const text = visit.query('ke');
  return text && /^\/(?![/\\])[\x21-\x7e]*$/.test(text) ? text : null;
}

/** The address of a step of signing in that still knows the wish. */
export function stepAt(path: string, visit: Visit): string {
  const wish = wishOf(visit);
  return wish ? `${path}?ke=${encodeURIComponent(wish)}` : path;
}
