import { Difference, MatchesModule, Replay, Replays } from '@sambung/matches';
import { DataSource } from 'typeorm';
import { configOfSystem } from './running-config';
import { withServices } from './seed/seed-context';

function versionNumber(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new Error('--against: give the number of a version of the offer, such as 2');
}

const difference = ({ what, from, to }: Difference): string => `  ${what}\n    - ${from ?? '–'}\n    + ${to ?? '–'}`;

function report(id: string, { stored, replayed, equal, differences }: Replay, against?: number): string[] {
  const { offer, asOf, engine, verdict } = stored;
  const by = against === undefined ? `engine ${replayed.engine}` : `${offer.slug} version ${against}`;
  return [
    `decision ${id}: ${verdict} by ${offer.slug} version ${offer.version} on ${asOf}, engine ${engine}`,
    `stored   ${stored.hash}`,
    `replayed ${replayed.hash} (${by})`,
    equal ? 'equal' : 'different:',
    ...differences.map(difference),
  ];
}

/** Makes a decision again and compares; the exit code is 0 when it comes out the same and 1 when not. */
export async function replayCommand(id: string, options: { against?: string }): Promise<void> {
  const against = options.against === undefined ? undefined : versionNumber(options.against);
  const { config } = configOfSystem();
  await withServices(
    config,
    async (services) => {
      const replay = await services.get(Replays).replay(services.get(DataSource).manager, id, against);
      console.log(report(id, replay, against).join('\n'));
      if (!replay.equal) process.exitCode = 1;
    },
    [MatchesModule],
  );
}
