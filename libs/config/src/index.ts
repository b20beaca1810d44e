export * from './config';
export * from './clock';
export * from './config.module';
export * from './logger';
export * from './metrics';
