/**
 * Where forecasts are committed, from where the user is: beside run specs, and not among results
 * that nobody keeps.
 */
export const DEFAULT_LEDGER = 'runs/ledger.jsonl';
