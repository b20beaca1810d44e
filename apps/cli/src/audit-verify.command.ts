import { AuditVerifier } from '@sambung/audit';
import { configOfSystem } from './running-config';
import { withServices } from './seed/seed-context';

const HASH = /^[0-9a-f]{64}$/;

/** Goes through the audit; the exit code is 0 when nothing is wrong and 1 when something is. */
export async function auditVerify({ anchor }: { anchor?: string }): Promise<void> {
  if (anchor !== undefined && !HASH.test(anchor)) throw new Error('--anchor: give the 64 signs that an earlier run printed as head');
  const { config } = configOfSystem();
  await withServices(config, async (services) => {
    const { entries, seals, unsealed, head, faults } = await services.get(AuditVerifier).verify(anchor);
    for (const fault of faults) console.log(fault);
    console.log(`${entries.toLocaleString('en')} entries in ${seals.toLocaleString('en')} seals, ${unsealed} not sealed yet`);
    if (head) console.log(`head ${head.hash}`);
    console.log(faults.length === 0 ? 'nothing was changed' : `${faults.length} faults`);
    if (faults.length > 0) process.exitCode = 1;
  });
}
