/** What a flow adds up to in a year: its quarters, each for one quarter. */

import { annual, eq, type Variable } from 'chipcast';

export function yearTotal(flow: Variable): ReturnType<typeof eq> {
  return eq`${annual.sum(flow)} * 1 [quarter]`;
}
