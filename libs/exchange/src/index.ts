export * from './exchange.module';
export * from './export/decisions.query';
export * from './export/hsds';
export * from './export/recipients.query';
export * from './import/mapping';
export * from './import/sidt';
export * from './import/table-import.entity';
export * from './import/table-imports.service';
