import { allocate, AllocationRefused, Applicant, Round } from '@sambung/matching';
import { createHash } from 'node:crypto';
import { isObject, Json, readJson } from './standard-input';

type Lists = ReadonlyMap<string, readonly string[]>;

export interface AllocatedCase {
  id: string;
  matching: Readonly<Record<string, readonly string[]>>;
}

// The cases give strict orders, so no seat hangs on the lottery; a fixed seed keeps even that out of question.
const SEED = '0'.repeat(64);
const sha256 = (value: string): string => createHash('sha256').update(value).digest('hex');

/** Reads the fields of one case and names case and field in what it refuses. */
class CaseReader {
  constructor(
    private readonly id: string,
    private readonly fields: Json,
  ) {}

  refuse(field: string, problem: string): never {
    throw new Error(`case ${this.id}: ${field}: ${problem}`);
  }

  private object(field: string): Json {
    const value = this.fields[field];
    return isObject(value) ? value : this.refuse(field, 'must be an object');
  }

  /** Names to lists of names that stand in `known`, none twice. */
  lists(field: string, known?: (name: string) => boolean): Lists {
    const entries = Object.entries(this.object(field)).map(([name, value]): [string, readonly string[]] => {
      const at = `${field}.${name}`;
      if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) return this.refuse(at, 'must be a list of ids');
      const stranger = known && value.find((item: string) => !known(item));
      if (stranger !== undefined) return this.refuse(at, `"${stranger}" does not exist`);
      if (new Set(value).size < value.length) return this.refuse(at, 'names somebody or something twice');
      return [name, value];
    });
    return new Map(entries);
  }

  /** Exactly one whole number for each of the names. */
  counts(field: string, names: Iterable<string>): Map<string, number> {
    const given = this.object(field);
    const counts = new Map(Array.from(names, (name): [string, number] => [name, this.count(given, field, name)]));
    const stranger = Object.keys(given).find((name) => !counts.has(name));
    return stranger === undefined ? counts : this.refuse(`${field}.${stranger}`, 'does not exist');
  }

  private count(given: Json, field: string, name: string): number {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    const fits = typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 1_000_000_000;
    return fits ? value : this.refuse(`${field}.${name}`, 'must be a whole number from 0 to 1000000000');
  }

  /** Names to one name each that stands in `known`. */
  names(field: string, known: (name: string) => boolean): Map<string, string> {
    const entries = Object.entries(this.object(field)).map(([name, value]): [string, string] =>
      typeof value === 'string' && known(value) ? [name, value] : this.refuse(`${field}.${name}`, 'must be the id of an institution'),
    );
    return new Map(entries);
  }
}

/** An applicant's points at one list: the first on it has the most. */
function positions(lists: Lists): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const points = (list: readonly string[]) => new Map(list.map((applicant, place) => [applicant, list.length - place]));
  return new Map(Array.from(lists, ([name, list]) => [name, points(list)]));
}

/** Applicants with their choices; a choice whose priority list leaves them out is no choice, since neither side must accept the other. */
function rankedApplicants(choices: Lists, lists: Lists, listOf: (offer: string) => string): Applicant[] {
  const points = positions(lists);
  return Array.from(choices, ([id, wanted]) => {
    const mutual = wanted.filter((offer) => points.get(listOf(offer))?.has(id));
    return { id, choices: mutual, points: mutual.map((offer) => points.get(listOf(offer))!.get(id)!) };
  });
}

/** Plain quotas: a priority list and a capacity for each offer (shape of hr-applicant-optimal.json). */
function plainRound(reader: CaseReader): Round {
  const choices = reader.lists('applicants');
  const lists = reader.lists('offers', (applicant) => choices.has(applicant));
  const applicants = rankedApplicants(
    reader.lists('applicants', (offer) => lists.has(offer)),
    lists,
    (offer) => offer,
  );
  const capacities = reader.counts('capacity', lists.keys());
  return { tree: { offers: Array.from(capacities, ([id, capacity]) => ({ id, capacity })), quotas: [] }, applicants };
}

/** Nested quotas: offers in institutions, both capped, one priority list for each institution (shape of spa-institution-caps.json). */
function nestedRound(reader: CaseReader): Round {
  const choices = reader.lists('applicants');
  const lists = reader.lists('institution_priority', (applicant) => choices.has(applicant));
  const institutionOf = reader.names('offer_institution', (institution) => lists.has(institution));
  const applicants = rankedApplicants(
    reader.lists('applicants', (offer) => institutionOf.has(offer)),
    lists,
    (offer) => institutionOf.get(offer)!,
  );
  const offerSeats = reader.counts('offer_capacity', institutionOf.keys());
  const institutionSeats = reader.counts('institution_capacity', lists.keys());
  const offers = Array.from(offerSeats, ([id, capacity]) => ({ id, capacity, priority: institutionOf.get(id)! }));
  const offersOf = (institution: string) => offers.filter(({ priority }) => priority === institution).map(({ id }) => id);
  const quotas = Array.from(institutionSeats, ([id, capacity]) => ({ id, capacity, offers: offersOf(id) }));
  return { tree: { offers, quotas }, applicants };
}

function allocateCase(fields: unknown, place: number): AllocatedCase {
  if (!isObject(fields)) throw new Error(`case number ${place + 1}: must be an object`);
  const { id } = fields;
  if (typeof id !== 'string') throw new Error(`case number ${place + 1}: id: must be a text`);
  const reader = new CaseReader(id, fields);
  if (!('offers' in fields) && !('institution_priority' in fields)) {
    reader.refuse('offers', 'is missing, and so is institution_priority: give one of them');
  }
  const round = 'offers' in fields ? plainRound(reader) : nestedRound(reader);
  try {
    return { id, matching: allocate(round, { seed: SEED, sha256, maxChoices: round.tree.offers.length }).matching };
  } catch (error) {
    throw error instanceof AllocationRefused ? new Error(`case ${id}: ${error.faults[0]!.text.en}`) : error;
  }
}

/**
 * Allocates each of `{ "cases": [ … ] }` by applicant-proposing deferred acceptance.
 * @throws Error with one sentence that names case and field, when the input is not of the form
 */
export function allocateCases(input: unknown): { results: AllocatedCase[] } {
  if (!isObject(input) || !Array.isArray(input.cases)) throw new Error('cases: must be a list of cases');
  return { results: input.cases.map(allocateCase) };
}

/** Reads cases from standard input and prints who gets which seat as JSON. */
export async function allocateCommand(): Promise<void> {
  console.log(JSON.stringify(allocateCases(await readJson())));
}
