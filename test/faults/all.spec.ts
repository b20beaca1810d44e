import { SCENARIOS } from './scenarios';
import { describeFaults } from './suite';

/** `FAULTS=F1,F4` runs only these. */
const wanted = process.env.FAULTS?.split(',');
const scenarios = SCENARIOS.filter(({ id }) => !wanted || wanted.includes(id));

describeFaults('under every fault', scenarios, Number(process.env.FAULTS_SCALE ?? 1));
