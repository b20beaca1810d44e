import { together } from './scenarios';
import { describeFaults } from './suite';

/**
 * What fits into every run of the tests, each under a fault of a partner: processes killed while the queue is wiped, a database that
 * crashes while Redis is lost, and a rolling restart.
 */
const CHOICE = [together('F12'), together('F3', 'F4', 'F8'), together('F6', 'F15')];

/** Other tests share the processors, so that a pressed API may ask to come again (503), which loses nothing; `test:faults`, alone, excuses that only where a fault hits the database. */
const PRESSED = CHOICE.map((scenario) => ({ ...scenario, excuses: [...(scenario.excuses ?? []), 'unavailable' as const] }));

describeFaults('under a choice of faults', PRESSED, 0.3);
