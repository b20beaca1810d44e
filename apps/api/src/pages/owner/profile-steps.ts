import { stepOf } from '../questions/flow';
import { Visit } from '../web/visit';

/** Pages of a business from which a question is opened; its answer leads back there. */
const ORIGINS = /^(?:data|lengkapi|periksa|cocok\/[a-z0-9-]+)$/;

const originOf = (visit: Visit): string | undefined => [visit.query('dari') ?? ''].find((from) => ORIGINS.test(from));

/** Where a fact of a business is asked for. */
export const factStep =
  (id: string, from?: string) =>
  (fact: string): string =>
    `/usaha/${id}/${stepOf(fact, 'ubah/')}${from ? `?dari=${from}` : ''}`;

/** The address of a step that still knows where it was opened. */
export function profileStep(visit: Visit, path: string): string {
  const from = originOf(visit);
  return from ? `${path}${path.includes('?') ? '&' : '?'}dari=${from}` : path;
}

/** Where a step leads back to. */
export function afterStep(visit: Visit, id: string): string {
  const from = originOf(visit);
  return from ? `/usaha/${id}/${from}` : `/usaha/${id}`;
}
