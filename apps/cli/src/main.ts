import 'reflect-metadata';
import { Command } from 'commander';
import type { AccountOptions } from './account.command';
import { plainError } from './plain-error';
import type { HolidayOptions } from './holidays.command';
import type { RematchOptions } from './rematch.command';
import type { ImportOptions } from './import/import.command';
import { addRoundCommands } from './round/add-round-commands';

const program = new Command('sambung').description('Business matchmaking for UMKM, cooperatives, creative workers and migrant workers');

// Each command loads its own modules: `evaluate` needs neither Nest nor a database.
program
  .command('start')
  .description('start everything: PostgreSQL, queue, api, matcher, courier')
  .action(async () => (await import('./start/start.command.js')).start());
program
  .command('migrate')
  .description('bring DATABASE_URL up to date: schema, queue, reference data, offers')
  .option('--demo-accounts', 'create accounts with random passwords and keep them in .sambung/')
  .action(async (options: { demoAccounts?: boolean }) => (await import('./migrate.command.js')).migrateCommand(options));
program
  .command('account')
  .description('create an account and print its password')
  .requiredOption('--role <role>', 'admin, officer, planner, partner or owner')
  .requiredOption('--email <address>')
  .requiredOption('--name <name>')
  .option('--region <code>', "an officer's territory")
  .option('--institution <slug>', "a partner's institution")
  .action(async (options: AccountOptions) => (await import('./account.command.js')).createAccount(options));
program
  .command('reset-password')
  .description('print a link with which staff set a new password, once within 30 minutes')
  .requiredOption('--login <login>', 'e-mail address or phone number')
  .action(async (options: { login: string }) => (await import('./account.command.js')).resetPassword(options));
program
  .command('remove-app')
  .description('take the authenticator app off the account of staff who lost it and their recovery codes')
  .requiredOption('--login <login>', 'e-mail address or phone number')
  .action(async (options: { login: string }) => (await import('./account.command.js')).removeApp(options));
program
  .command('sign-out')
  .description('end the sessions of one account, or of everybody')
  .option('--login <login>', 'e-mail address or phone number')
  .option('--everybody', 'all accounts')
  .action(async (options: { login?: string; everybody?: boolean }) => (await import('./account.command.js')).signOut(options));
program
  .command('import')
  .description('import actors from a JSON Lines file, or from a CSV or XLSX table')
  .argument('[file]', 'a table for --format or --mapping; else one actor a line, or - for standard input')
  .option('--format <name>', 'sidt: an export of SIDT-KUMKM')
  .option('--mapping <file>', 'JSON that says what the columns of the table mean')
  .option('--faults <file>', 'write the faults of a table there, as CSV')
  .option('--undo <importId>', 'take back what a table brought, as far as nobody has touched it')
  .option('--dry-run', 'check only')
  .action(async (file: string | undefined, options: ImportOptions) =>
    (await import('./import/import.command.js')).importCommand(file, options),
  );
program
  .command('rematch')
  .description('match everybody again, in parts that all matchers share; saves go first')
  .option('--all', 'every active actor')
  .option('--region <code>', 'those below one region (Kemendagri code)')
  .option('--status', 'how far the latest one is')
  .option('--pause', 'stop it after the batches that are being worked')
  .option('--resume', 'go on where it was paused')
  .option('--detach', 'do not follow it to its end')
  .action(async (options: RematchOptions) => (await import('./rematch.command.js')).rematch(options));
program
  .command('replay')
  .description('make a decision again from what was stored with it; exit code 0 when it comes out the same')
  .argument('<decisionId>', 'id of the step in the history of a match')
  .option('--against <version>', 'decide by another version of the offer and print what changes')
  .action(async (id: string, options: { against?: string }) => (await import('./replay.command.js')).replayCommand(id, options));
program
  .command('dead-rows')
  .description('list the work that five tries did not finish: id, job, what it is about, when, the last error')
  .option('--replay <id>', 'have one row tried again, or all')
  .action(async (options: { replay?: string }) => (await import('./dead-rows.command.js')).deadRowsCommand(options));
program
  .command('rotate-keys')
  .description('wrap data keys again under the current key of KEY_ENCRYPTION_KEYS, while the system runs')
  .option('--data', 'also give everybody new data keys and encrypt all fields again; goes on where it was interrupted')
  .action(async (options: { data?: boolean }) => (await import('./rotate-keys.command.js')).rotateKeys(options));
program
  .command('audit')
  .description('the record of who read or changed what')
  .command('verify')
  .description('name every row and seal that was changed, removed, moved or put in; exit code 0 when there is none')
  .option('--anchor <hash>', 'a head that was printed before and kept elsewhere: finds a cut end too')
  .action(async (options: { anchor?: string }) => (await import('./audit-verify.command.js')).auditVerify(options));
program
  .command('contacts')
  .description('print how the owners of the actors on standard input are reached; each is put on record')
  .requiredOption('--reason <text>', 'why, for the record that the owner reads')
  .action(async (options: { reason: string }) => (await import('./contacts.command.js')).contacts(options));
program
  .command('holidays')
  .description('tell the system of national holidays and joint leave; prints the years that it knows')
  .option('--add <file>', 'CSV with the columns day,name,kind,source; kind is holiday or jointLeave, source names the decree')
  .option('--remove <day>', 'take back a day that was added here')
  .action(async (options: HolidayOptions) => (await import('./holidays.command.js')).holidaysCommand(options));
program
  .command('evaluate')
  .description('evaluate {"rule", "facts", "asOf"} from standard input')
  .action(async () => (await import('./evaluate.command.js')).evaluateCommand());
program
  .command('allocate')
  .description('allocate the seats of {"cases": […]} from standard input')
  .action(async () => (await import('./allocate.command.js')).allocateCommand());
addRoundCommands(program);
program
  .command('demo')
  .description('run the whole story on a running system with 2,000 invented actors')
  .option('--actors <count>', 'how many actors', '2000')
  .option('--seed <number>', 'seed of the generator', '1')
  .action(async (options: { actors: string; seed: string }) => (await import('./demo/demo.command.js')).demo(options));

program.parseAsync().catch((error: unknown) => {
  console.error(`sambung: ${plainError(error)}`);
  process.exitCode = 1;
});
