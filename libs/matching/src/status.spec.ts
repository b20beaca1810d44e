import { OfferScope, OfferStatus, offerStatus } from './status';

const OPEN: OfferScope = { roles: ['business', 'cooperative'], validFrom: '2026-01-01', validTo: '2026-12-31' };

describe('the status of an offer', () => {
  it.each<[string, Partial<OfferScope>, string[], string, OfferStatus]>([
    ['open on its first day', {}, ['business'], '2026-01-01', 'open'],
    ['open on its last day', {}, ['business'], '2026-12-31', 'open'],
    ['not yet open the day before', {}, ['business'], '2025-12-31', 'notYetOpen'],
    ['closed the day after', {}, ['business'], '2027-01-01', 'closed'],
    ['open without an end', { validTo: null }, ['business'], '2099-01-01', 'open'],
    ['open without a beginning', { validFrom: null }, ['business'], '1999-01-01', 'open'],
    ['open to one who holds one of its roles', {}, ['migrant', 'cooperative'], '2026-06-01', 'open'],
    ['open to everybody when it names no role', { roles: [] }, [], '2026-06-01', 'open'],
    ['not applicable to others', {}, ['migrant'], '2026-06-01', 'notApplicable'],
    ['not applicable to others, even when closed', {}, [], '2027-06-01', 'notApplicable'],
  ])('is %s', (_, more, roles, asOf, status) => {
    expect(offerStatus({ ...OPEN, ...more }, roles, asOf)).toBe(status);
  });
});
