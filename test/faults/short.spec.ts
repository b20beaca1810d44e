import { SCENARIOS } from './scenarios';
import { describeFaults } from './suite';

/** What fits into every run of the tests: a kill, a wiped queue, a crashed database, a failing and a hanging partner, a restart. */
const CHOICE = ['F1', 'F3', 'F4', 'F6', 'F8', 'F15'];

describeFaults('under a choice of faults', SCENARIOS.filter(({ id }) => CHOICE.includes(id)), 0.4); // prettier-ignore
