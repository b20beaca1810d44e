export * from './blind-index';
export * from './key-rotation.service';
export * from './sealed-columns';
export * from './vault.module';
export * from './vault.service';
