import './start';

export * from './trace';
