import { Global, Module } from '@nestjs/common';
import { AuditSealer } from './audit-sealer.service';
import { AuditVerifier } from './audit-verifier.service';

@Global()
@Module({ providers: [AuditSealer, AuditVerifier], exports: [AuditSealer, AuditVerifier] })
export class AuditModule {}
