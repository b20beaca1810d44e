export * from './code-lists';
export { dataFile } from './data-files';
export * from './facts';
export * from './identifiers';
export * from './kbli';
export * from './needs';
export * from './regions';
export * from './size-bands';
export * from './text';
