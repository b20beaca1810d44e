import { Intersection, PlannedOffer } from '@sambung/matching';
import { KnownIntersections } from './known-intersections';

const offer = (id: string, changes: Partial<PlannedOffer> = {}): PlannedOffer => ({
  id, level: 'regency', interventions: ['produksi.kemasan'], area: ['35.07'], from: null, to: null, requires: { all: [] }, ...changes,
}); // prettier-ignore
const none: Intersection = {
  a: '', b: '', shared: [], areas: [], days: null, answer: { outcome: 'apart', by: 'area' }, text: { id: '', en: '' },
}; // prettier-ignore

describe('intersections that were searched for', () => {
  it('are not searched for again, whatever the offers are called', () => {
    const known = new KnownIntersections();
    const search = jest.fn(() => none);
    known.of(offer('a'), offer('b'), '2026-11-26', search);
    expect(known.of(offer('c'), offer('d'), '2026-11-26', search)).toMatchObject({ a: 'c', b: 'd' });
    expect(search).toHaveBeenCalledTimes(1);
  });

  it('are searched for anew for other contents, the other way round, and on another day', () => {
    const known = new KnownIntersections();
    const search = jest.fn(() => none);
    const [draft, other] = [offer('a', { area: ['35.73'] }), offer('b')];
    known.of(draft, other, '2026-11-26', search);
    known.of({ ...draft, to: '2027-01-01' }, other, '2026-11-26', search);
    known.of(other, draft, '2026-11-26', search);
    known.of(draft, other, '2026-11-27', search);
    expect(search).toHaveBeenCalledTimes(4);
  });
});
