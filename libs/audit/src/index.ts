export * from './audit';
export * from './audit-sealer.service';
export * from './audit-trail.query';
export * from './audit-verifier.service';
export * from './audit.module';
export * from './origin';
