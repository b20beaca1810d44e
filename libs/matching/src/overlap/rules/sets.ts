import { Selection } from '../types';

/** Programme codes of credits are those of the fact `finance.activeCredits`, with `consumption` for other consumption credit. */
export const KUR: Selection = { kinds: ['financing'], programmes: ['kur'] };
export const FINANCING: Selection = { kinds: ['financing'] };
/** Grants are financing by kind, but nobody owes them. */
export const GRANTS: Selection = { interventions: ['pembiayaan.hibah'] };

/** Credits that may run beside KUR while they are paid on time. */
export const BESIDE_KUR: Selection = {
  kinds: ['financing'],
  programmes: ['housing', 'motorcycle', 'pension', 'creditCard', 'warehouseReceipt', 'household'],
};

/** Credit programmes of the state other than KUR; `governmentCredit` is one whose name is not known. */
export const GOVERNMENT_CREDIT: Selection = {
  kinds: ['financing'],
  programmes: ['governmentCredit', 'prokesra', 'dagulir', 'lpdb', 'blud', 'kdmp'],
};

/** The registers that tell of credits. How old they may be is our default, to be agreed with their keepers. */
export const SIKP = { source: 'sikp', maxAgeDays: 30 };
export const SLIK = { source: 'slik', maxAgeDays: 30 };
/** Recipients known to us: our own completed matches and imported lists. */
export const RECIPIENTS = { source: 'recipients', maxAgeDays: 90 };
export const PRAKERJA_LIST = { source: 'prakerja', maxAgeDays: 90 };

export const ALWAYS = { validFrom: null, validTo: null } as const;
/** The condition alone decides, so neither window nor sources matter. */
export const FACTS_ALONE = { scope: { of: 'facts' }, window: { of: 'lifetime' }, sources: [] } as const;
