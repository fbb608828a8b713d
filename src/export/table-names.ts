/** Tables that can be exported: those of a run, and one of a batch. */

const RUN_TABLES = ['summary', 'sets', 'draws', 'sensitivity', 'scores', 'history'] as const;
export type RunTable = (typeof RUN_TABLES)[number];

export const TABLES = [...RUN_TABLES, 'batch'] as const;
export type TableName = (typeof TABLES)[number];
