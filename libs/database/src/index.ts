export * from './data-source';
export * from './database.module';
export * from './row-rules';
export * from './row-scope';
export * from './transaction';
