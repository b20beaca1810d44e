import { Visit } from '../web/visit';

/** A path of ours; null for anything that could lead to another site. */
export const asWish = (text: string | undefined): string | null => (text && /^\/(?![/\\])[\x21-\x7e]*$/.test(text) ? text : null);

/** Where somebody wanted to go before signing in; never another site. */
export const wishOf = (visit: Visit): string | null => asWish(visit.query('ke'));

/** The address of a step of signing in that still knows the wish. */
export function stepAt(path: string, visit: Visit): string {
  const wish = wishOf(visit);
  return wish ? `${path}?ke=${encodeURIComponent(wish)}` : path;
}
