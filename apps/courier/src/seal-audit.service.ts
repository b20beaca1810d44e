import { AuditSealer } from '@sambung/audit';
import { Sweep } from '@sambung/events';
import { Injectable } from '@nestjs/common';

/** Seals what is new in the audit. */
@Injectable()
export class SealAudit implements Sweep {
  readonly name = 'audit seals';
  readonly everyMs = 10_000;

  constructor(private readonly sealer: AuditSealer) {}

  sweep(): Promise<unknown> {
    return this.sealer.seal();
  }
}
