import { QueueName, QUEUES } from '@sambung/matches';
import { OFFER_KINDS } from '@sambung/offers';
import { Verdict } from '@sambung/ui';

/** What the desk shows: a queue, its filters, and the row that is open. */
export interface QueueView {
  queue: QueueName;
  verdict?: Verdict;
  kind?: string;
  regionCode?: string;
  /** Id of the last row of the page before. */
  after?: string;
  /** Id of the match whose file is open. */
  open?: string;
  /** As many rows as can be decided on at once. */
  isLong?: boolean;
  /** Ids of the rows that a search found: what was searched for stays out of the address. */
  only?: readonly string[];
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const REGION = /^\d{2}(\.\d{2}){0,2}(\.\d{4})?$/;
const VERDICTS = ['eligible', 'undetermined', 'notEligible'] as const;
const DESK = '/petugas?';

export const MOST_FOUND = 20;

export const isId = (text: string | undefined): text is string => text !== undefined && UUID.test(text);

const oneOf = <T extends string>(options: readonly T[], text: string | undefined): T | undefined =>
  options.find((option) => option === text);

const matching = (pattern: RegExp, text: string | undefined): string | undefined =>
  text !== undefined && pattern.test(text) ? text : undefined;

function idsIn(text: string | undefined): readonly string[] | undefined {
  const ids = (text ?? '').split(',').filter((id) => UUID.test(id)).slice(0, MOST_FOUND); // prettier-ignore
  return ids.length > 0 ? ids : undefined;
}

/** The view that an address asks for; whatever it does not know it leaves out. */
export const readView = (query: (name: string) => string | undefined): QueueView => ({
  queue: oneOf<QueueName>(QUEUES, query('antrean')) ?? 'new',
  verdict: oneOf(VERDICTS, query('hasil')),
  kind: oneOf(OFFER_KINDS, query('jenis')),
  regionCode: matching(REGION, query('wilayah')),
  after: matching(UUID, query('sesudah')),
  open: matching(UUID, query('buka')),
  isLong: query('panjang') === '1' || undefined,
  only: idsIn(query('hanya')),
});

/** The address of a list, so that the back button and shared links work. */
export function queueAddress({ queue, verdict, kind, regionCode, after, open, isLong, only }: QueueView): string {
  const given = {
    antrean: queue, hasil: verdict, jenis: kind, wilayah: regionCode, sesudah: after, panjang: isLong ? '1' : undefined, hanya: only?.join(), buka: open,
  }; // prettier-ignore
  const parameters = Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return `${DESK}${new URLSearchParams(parameters)}`;
}

/** The address of the desk that a form names, written anew, so that it leads nowhere else; null when it names none. */
export function deskAddress(text: string): string | null {
  if (!text.startsWith(DESK)) return null;
  const query = new URLSearchParams(text.slice(DESK.length));
  return queueAddress(readView((name) => query.get(name) ?? undefined));
}

/** The same desk, saying that the match was taken. */
export const withTaken = (desk: string, matchId: string): string => `${desk}&ambil=${matchId}`;

/** The same desk, offering to undo the decision on a match. */
export const withDecided = (desk: string, matchId: string): string => `${desk}&putus=${matchId}`;
