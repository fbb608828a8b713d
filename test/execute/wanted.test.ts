/** What a summary asks of a column beside the usual. */

import { expect, test } from 'vitest';
import type { OutcomeColumn, Program } from '../../src/compile/program.ts';
import { wantedOf } from '../../src/execute/column-summaries.ts';

test('a chart of chances by year asks for its threshold of outcomes over months, too', () => {
  const program = {
    outcomes: [
      { id: 'sold', over: 'year' },
      { id: 'sold', over: 'horizon', period: '2026-10' },
      { id: 'sold', over: 'quarter' },
    ],
    charts: [{ kind: 'chance', title: 'Sold', over: 'year', outcomes: ['sold'], atLeast: 5 }],
  } as unknown as Program;
  const thresholds = [0, 1, 2].map(
    (outcome) => wantedOf(program, { id: 'sold', outcome, period: 0 } as OutcomeColumn).thresholds,
  );
  expect(thresholds).toEqual([[5], [5], []]);
});
