export * from './blind-index';
export * from './key-rotation.service';
export { randomOf } from './random';
export * from './sealed-columns';
export * from './sealed-file';
export * from './vault.module';
export * from './vault.service';
