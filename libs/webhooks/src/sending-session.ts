import { v7 as uuid } from 'uuid';
import { PostResult } from './http-post.service';
import { Caller, LeasedDelivery, Leases, MOST_IN_FLIGHT } from './leases.service';
import { Outcomes, succeeded } from './outcomes.service';

const MOST_IN_HAND = 500;
/** How much of a partner's work is leased ahead: so long may pass between the look at the consent and the call. */
const AHEAD_MS = 100;
/** A delivery that has lain in the hand for longer, in a process that was frozen, may be another's by now. */
const STALE_MS = 1_000;
const LOOK_EVERY_MS = 500;

interface Unsent {
  delivery: LeasedDelivery;
  /** On this process's own clock, milliseconds. */
  takenAt: number;
}

/**
 * One courier at one endpoint: five calls at once, a few deliveries ahead of them in the hand when the partner is quick, and
 * no statement of its own for any of them.
 */
export class SendingSession {
  private readonly caller: Caller = { id: uuid(), alone: false };
  /** Leased and not recorded: unsent, under way, or waiting to be written. */
  private readonly held = new Set<string>();
  private unsent: Unsent[] = [];
  private inFlight = 0;
  private attempts = 0;
  private ahead = MOST_IN_FLIGHT;
  private ended = 0;
  private tookAt = performance.now();
  private doubted = false;
  private isStopped = false;
  private failure?: unknown;
  private awaited?: { holds: () => boolean; end: () => void };

  /** @param post makes the call; it never throws */
  constructor(
    private readonly endpointId: string,
    private readonly leases: Leases,
    private readonly outcomes: Outcomes,
    private readonly post: (delivery: LeasedDelivery) => Promise<PostResult>,
    private readonly observe: (delivery: LeasedDelivery, result: PostResult) => void,
  ) {}

  /** Sends until nothing is due and nothing is in the hand. @returns how many attempts were made */
  async run(): Promise<number> {
    try {
      for (;;) {
        const isFull = await this.take();
        if (this.held.size === 0) break;
        await this.until(() => (isFull ? this.hasRoom() : this.held.size === 0));
      }
    } catch (error) {
      this.failure ??= error;
    }
    await this.finish();
    if (this.failure) throw this.failure as Error;
    return this.attempts;
  }

  /** Takes nothing more; what is under way ends. */
  stop(): void {
    this.isStopped = true;
    void this.putBack();
  }

  /** What a partner has answered and waits to be written takes no room, unless it is in trouble. */
  private get room(): number {
    const busy = this.doubted ? this.held.size : this.unsent.length + this.inFlight;
    return Math.min(this.ahead - busy, MOST_IN_HAND - this.held.size);
  }

  private hasRoom(): boolean {
    return this.room > 0 && this.unsent.length <= this.ahead / 2;
  }

  /** @returns whether there may be more */
  private async take(): Promise<boolean> {
    if (this.isStopped) return false;
    this.keepPace();
    const wished = this.room;
    const leased = wished > 0 ? await this.leases.take(this.endpointId, this.caller, this.held.size + wished, [...this.held]) : [];
    const takenAt = performance.now();
    for (const delivery of leased) {
      this.held.add(delivery.id);
      this.unsent.push({ delivery, takenAt });
    }
    this.launch();
    return leased.length === wished;
  }

  /** As many in the hand as the partner has lately taken in a moment. */
  private keepPace(): void {
    const now = performance.now();
    const pace = this.ended / Math.max(1, now - this.tookAt);
    this.ahead = Math.max(MOST_IN_FLIGHT, Math.min(MOST_IN_HAND, Math.ceil(pace * AHEAD_MS)));
    [this.ended, this.tookAt] = [0, now];
  }

  private launch(): void {
    if (this.isStopped || (this.unsent[0] && performance.now() - this.unsent[0].takenAt > STALE_MS)) return void this.putBack();
    while (this.inFlight < MOST_IN_FLIGHT && this.unsent.length > 0) void this.send(this.unsent.shift()!.delivery);
  }

  /** The place at the endpoint is free once it has answered; what came of it is written meanwhile. */
  private async send(delivery: LeasedDelivery): Promise<void> {
    this.inFlight += 1;
    const result = await this.post(delivery);
    this.inFlight -= 1;
    const isGood = succeeded(result);
    if (isGood) this.ended += 1;
    else await this.slowDown();
    this.launch();
    this.changed();
    await this.record(delivery, result, isGood);
    this.held.delete(delivery.id);
    this.changed();
  }

  /** A partner in trouble gets no more than it has under way until the circuit was looked at. */
  private async slowDown(): Promise<void> {
    this.doubted = true;
    this.ended = 0;
    await this.putBack();
  }

  private async record(delivery: LeasedDelivery, result: PostResult, isGood: boolean): Promise<void> {
    this.attempts += 1;
    try {
      const doubted = delivery.doubted || this.doubted;
      await this.outcomes.record({ ...delivery, doubted }, result);
      if (isGood && doubted) this.doubted = false;
      this.observe(delivery, result);
    } catch (error) {
      this.failure ??= error;
      this.stop();
    }
  }

  /** What cannot be put back is free again when its lease ends. */
  private async putBack(): Promise<void> {
    const unsent = this.unsent.splice(0).map(({ delivery }) => delivery);
    if (unsent.length === 0) return;
    await this.leases.putBack(unsent).catch(() => undefined);
    for (const { id } of unsent) this.held.delete(id);
    this.changed();
  }

  private changed(): void {
    if (this.awaited?.holds()) this.awaited.end();
  }

  private async until(holds: () => boolean): Promise<void> {
    if (holds()) return;
    await new Promise<void>((resolve) => {
      const late = setTimeout(resolve, LOOK_EVERY_MS);
      const end = () => {
        clearTimeout(late);
        resolve();
      };
      this.awaited = { holds, end };
    });
    this.awaited = undefined;
  }

  private async finish(): Promise<void> {
    this.stop();
    while (this.held.size > 0) await this.until(() => this.held.size === 0);
    await this.leases.leave(this.endpointId, this.caller.id).catch(() => undefined);
  }
}
