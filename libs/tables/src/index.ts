export * from './cells';
export * from './csv';
export * from './neutral';
export * from './read-table';
export * from './table-row';
export * from './xlsx/write-xlsx';
