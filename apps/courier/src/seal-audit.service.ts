import { AuditSealer } from '@sambung/audit';
import { Injectable, Logger, OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';

const EVERY_MS = 10_000;

/** Seals what is new in the audit. In any number of processes: one at a time does it. */
@Injectable()
export class SealAudit implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(SealAudit.name);
  private timer?: NodeJS.Timeout;
  private running = Promise.resolve();

  constructor(private readonly sealer: AuditSealer) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => (this.running = this.running.then(() => this.seal())), EVERY_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  private async seal(): Promise<void> {
    try {
      await this.sealer.seal();
    } catch (error) {
      this.logger.warn(`audit: ${(error as Error).message}`);
    }
  }
}
