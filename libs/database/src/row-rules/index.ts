export { applyRowRules } from './apply';
export { ensureRoles, ROLES } from './roles';
export { REFERENCES, TABLES } from './tables';
export * from './table-rule';
