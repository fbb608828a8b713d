/** Tables that `chipcast export` knows. */
export const TABLES = ['summary', 'draws', 'sensitivity', 'scores', 'batch'] as const;
export type TableName = (typeof TABLES)[number];
