import type { Command } from 'commander';
import type { ActingOptions } from './round.command';

type Step = 'openRound' | 'closeRound' | 'runRound' | 'finishRound';

const STEPS: readonly { name: string; what: string; step: Step }[] = [
  { name: 'open', what: 'publish it with the commitment of its lottery', step: 'openRound' },
  { name: 'close', what: 'freeze who takes part and draw the lottery', step: 'closeRound' },
  { name: 'run', what: 'give out the free seats; accepted ones stay', step: 'runRound' },
  { name: 'finish', what: 'end it: nobody waits any longer', step: 'finishRound' },
];

/** `sambung round …`; modules are loaded when a command runs. */
export function addRoundCommands(program: Command): void {
  const round = program.command('round').description('hold an allocation round, or verify one');
  round
    .command('create')
    .description('draft a round')
    .argument('<file>', 'its plan as JSON, or - for standard input')
    .requiredOption('--as <email>', 'the officer or admin who holds it')
    .action(async (file: string, options: ActingOptions) => (await import('./round.command.js')).createRound(file, options));
  for (const { name, what, step } of STEPS) {
    round
      .command(name)
      .description(what)
      .argument('<id>')
      .requiredOption('--as <email>', 'the officer or admin who holds it')
      .action(async (id: string, options: ActingOptions) => (await import('./round.command.js'))[step](id, options));
  }
  round
    .command('show')
    .description('one round as JSON, or the newest rounds')
    .argument('[id]')
    .action(async (id?: string) => (await import('./round.command.js')).showRound(id));
  round
    .command('certificate')
    .description('print the certificate of a run')
    .argument('<id>')
    .option('--run <number>', 'the latest without it')
    .action(async (id: string, options: { run?: string }) => (await import('./round.command.js')).printCertificate(id, options));
  round
    .command('verify')
    .description('check a run without trusting who ran it; exit code 1 when a promise is broken')
    .argument('<source>', 'a file with a certificate, - for standard input, or the id of a round')
    .option('--commitment <hex>', 'as published when the round opened')
    .action(async (source: string, options: { commitment?: string }) => (await import('./verify.command.js')).verifyRound(source, options));
}
