/** How inputs move together, asked for and achieved, as a Markdown table. */

import type { Plan } from '../plan/plan.ts';
import { counted, earnedPair, significant } from '../stats/round.ts';
import type { AskedAndAchieved, CorrelationSummary, Summary } from '../stats/summary.ts';
import { code, plain, table } from '../text/markdown.ts';

export function correlationSection(plan: Plan, { correlations }: Summary): string[] {
  if (correlations === undefined) return [];
  const { trials, pairs } = correlations;
  const other = (['kendall', 'pearson'] as const).filter((measure) =>
    pairs.some((pair) => pair[measure] !== undefined),
  );
  const all = trials === plan.trials ? 'all' : 'the first';
  return [
    `Inputs that depend on each other, over ${all} ${counted(trials)} trials. Asked for is what the design intends; achieved is what came out.`,
    table(
      [
        { heading: 'Input' },
        { heading: 'Input' },
        { heading: 'Through' },
        { heading: 'Rank correlation asked', number: true },
        { heading: 'achieved', number: true },
        ...other.flatMap((measure) => [
          { heading: `${NAMES[measure]} asked`, number: true },
          { heading: 'achieved', number: true },
        ]),
      ],
      pairs.map((pair) => row(pair, other)),
    ),
  ];
}

const NAMES = { kendall: "Kendall's tau", pearson: "Pearson's correlation" };

function row(pair: CorrelationSummary, other: readonly ('kendall' | 'pearson')[]): string[] {
  const [first, second] = pair.inputs;
  return [
    code(first),
    code(second),
    plain(pair.by),
    ...cells(pair.rank),
    ...other.flatMap((measure) => cells(pair[measure])),
  ];
}

function cells(measured: AskedAndAchieved | undefined): string[] {
  if (measured === undefined) return ['', ''];
  const { value, se } = measured.achieved;
  return [significant(measured.asked, 3), earnedPair(value, se)];
}
