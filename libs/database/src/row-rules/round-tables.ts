import { all, any, inTerritory, isAdmin, isOfficer, isOwner, isPartner, ofActor, ofParent, ownInstitution } from './conditions';
import type { TableRule } from './table-rule';

const WRITE = 'select, insert, update';
const ofRound = ofParent('rounds', 'round_id');
const holds = any(isAdmin, all(isOfficer, inTerritory()));
/** A round that is announced is public to who may take part; planners have no business with it. */
const rowsOfRounds = any(holds, all(`state <> 'draft'`, any(isOwner, isOfficer, all(isPartner, 'app_provides_for(id)'))));
const holdsRound = `exists (select from rounds held where held.id = round_id and ${any(isAdmin, all(isOfficer, inTerritory('held.region_code')))})`;

export const ROUND_TABLES: Readonly<Record<string, TableRule>> = {
  rounds: {
    app: { may: WRITE, rows: rowsOfRounds, write: holds, lock: rowsOfRounds },
    worker: 'select, update (state)',
    auditor: 'select (id, name, kind, cycle, region_code, opens_at, closes_at, answer_days, state, commitment, draw, created_at)',
  },
  seat_plans: { app: { may: WRITE, rows: any(ownInstitution(), isAdmin, all(isOfficer, inTerritory())) }, auditor: 'select' },
  round_batches: { app: { may: WRITE, rows: ofRound, write: holdsRound }, worker: 'select', auditor: 'select' },
  round_steps: { app: { may: 'select, insert', rows: ofRound, write: holdsRound }, auditor: 'select' },
  round_runs: { app: { may: 'select, insert', rows: ofRound, write: holdsRound }, auditor: 'select' },
  round_rankings: { app: { may: 'select, insert, update, delete', rows: ofActor() }, worker: 'select, update' },
  round_clearances: { app: { may: WRITE, rows: ofActor() }, auditor: 'select' },
  round_seats: { app: { may: WRITE, rows: ofParent('round_rankings', 'ranking_id') }, worker: 'select', auditor: 'select' },
};
