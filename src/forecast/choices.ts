/**
 * What can be chosen where a choice is typed, for those who list the choices: light, so that help
 * need not wait for what computes.
 */

export { TABLES, type TableName } from '../export/table-names.ts';
export { EXCHANGE_DESIGNS } from '../plan/exchange.ts';
export { UPDATES } from '../plan/updates.ts';
export { DESIGNS } from '../random/designs.ts';
export { STATISTICS, type Statistic } from '../revision/statistic.ts';
export { DEFAULT_LEDGER } from '../score/default-ledger.ts';
export { LANGUAGES } from '../wording/languages.ts';
