import * as fc from 'fast-check';

type Json = unknown;
type Path = readonly (string | number)[];

const AWKWARD: readonly Json[] = [
  null, true, 0, -1, 0.5, 1e21, 2 ** 53, '', ' ', '\n', '\0', '\ud800', 'constructor', 'toString', '2026-02-30', '0000-01-01', '9999-12-31',
  '35.07', '%', "'; drop table actors; --", 'a'.repeat(3_000), [], [[]], [null], [{}], {}, { value: null }, { min: 1 }, { all: [] }, { not: {} },
  { fact: 'owner.nik', op: '=', value: 7 }, { toJSON: 1 }, { length: 1 },
]; // prettier-ignore

/** Those that may stand in an address. */
export const AWKWARD_TEXTS = AWKWARD.filter((value): value is string => typeof value === 'string' && !/\p{Cs}/u.test(value));

const awkward: fc.Arbitrary<Json> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...AWKWARD) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);

/** Every place inside a value, itself excluded. */
function placesIn(value: Json, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, member]) => [[...path, key], ...placesIn(member, [...path, key])]);
}

function withChange(value: Json, [key, ...rest]: Path, change: Json): Json {
  if (key === undefined) return change;
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string | number, Json> = Array.isArray(value) ? ([...value] as never) : { ...value };
  copy[key] = withChange(copy[key], rest, change);
  return copy;
}

/** The example with one to three places spoilt: it gets past the shape of the request and into the services. */
function spoilt(example: Json): fc.Arbitrary<Json> {
  const places = placesIn(example);
  const change = fc.tuple(fc.constantFrom(...places), awkward);
  const spoil = (body: Json, [place, value]: [Path, Json]) => withChange(body, place, value);
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => changes.reduce(spoil, example));
}

/** Bodies that nobody should send to a route whose documented example is given. */
export const hostileBody = (example: Json): fc.Arbitrary<Json> =>
  placesIn(example).length === 0
    ? fc.oneof(awkward, fc.dictionary(fc.string(), awkward))
    : fc.oneof(
        { weight: 5, arbitrary: spoilt(example) },
        { weight: 1, arbitrary: awkward },
        { weight: 1, arbitrary: fc.constant(example) },
      );
