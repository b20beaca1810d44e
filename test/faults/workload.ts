import { setTimeout as wait } from 'node:timers/promises';
import { Random } from '../../apps/cli/src/demo/random';
import { actorRequest } from '../factories/actors';
import type { Client } from './client';
import { TEXT_VERSION } from '../factories/consents';

/** Whom a story is about: the owner's and the officer's tokens and the offers with their partners. */
export interface Players {
  owner: string;
  officer: string;
  offers: readonly { slug: string; institutionId: string }[];
}

/** The acknowledged operations of one story, in the harness's own memory: what the checker holds the system to. */
export interface Story {
  actorId: string;
  /** Which of the offers. */
  partner: number;
  matchId?: string;
  /** The last acknowledged answer to "has an NIB": decides what the result must say. */
  fits: boolean;
  /** When the approval was acknowledged, milliseconds since the epoch. */
  approvedAt?: number;
}

const SHARE_UNFIT = 0.25;

/** Owners register, change and show interest, officers decide, all over HTTP and at once. */
export class Workload {
  readonly history: Story[] = [];
  /** Definite refusals: none is expected. */
  readonly refusals: string[] = [];
  private stopped = false;
  private readonly loops: Promise<void>[] = [];

  constructor(
    private readonly client: Client,
    private readonly players: Players,
    private readonly random: Random,
  ) {}

  /** @param clients how many tell stories at once. @param pauseMs of each between two stories */
  start(clients: number, pauseMs: number): void {
    for (let index = 0; index < clients; index += 1) this.loops.push(this.loop(pauseMs));
  }

  /** Every story that has begun is told to its end. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.loops);
  }

  private async loop(pauseMs: number): Promise<void> {
    while (!this.stopped) {
      await this.tell().catch((error: Error) => this.refusals.push(error.message));
      await wait(pauseMs * (0.5 + this.random.next()));
    }
  }

  /** An actor is registered, and what it is changes once more before an officer decides. */
  async tell(): Promise<Story> {
    const { client, players } = this;
    const partner = this.random.integer(0, players.offers.length - 1);
    const { slug, institutionId } = players.offers[partner]!;
    const fits = !this.random.chance(SHARE_UNFIT);
    const { id: actorId } = await client.call<{ id: string }>(players.owner, 'POST', '/actors', actorRequest());
    const story: Story = { actorId, partner, fits: true };
    this.history.push(story);
    const consent = { purpose: 'sharing', institutionId, textVersion: TEXT_VERSION, channel: 'web' };
    await client.call(players.owner, 'POST', `/actors/${actorId}/consents`, consent);
    const { id: matchId } = await client.call<{ id: string }>(players.owner, 'POST', '/matches', { actorId, offerSlug: slug });
    story.matchId = matchId;
    const facts = { 'business.workers': { value: this.random.integer(1, 9) }, 'legality.nib': { value: fits } };
    await client.call(players.owner, 'PATCH', `/actors/${actorId}/facts`, { facts });
    story.fits = fits;
    if (!fits) return story;
    await client.call(players.officer, 'POST', `/matches/${matchId}/decision`, { decision: 'approved' });
    story.approvedAt = Date.now();
    return story;
  }
}
