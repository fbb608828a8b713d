/** Reports that were due and are not among the evidence: checked, and carried in the program. */

import type { Model } from '../language/model.ts';
import { dayFault } from '../text/day.ts';
import { didYouMean } from '../text/nearest.ts';
import type { Problem } from './problem.ts';
import type { Program } from './program.ts';
import { recordableNames } from './record.ts';

/** The program with what is awaited, by day; as it was where there is nothing. */
export function withAwaited(program: Program, model: Model, problems: Problem[]): Program {
  const { awaited = [], knows } = model;
  if (awaited.length === 0) return program;
  const names = new Set(recordableNames(program));
  const sources = model.sources && new Set(model.sources().map(({ id }) => id));
  for (const { report, due, tells, sources: cited = [] } of awaited) {
    const day = dayFault(due, 'the day on which it was due, such as 2026-11-26');
    const faults = [
      ...(day === undefined ? [] : [`due: ${day}`]),
      ...(day === undefined && knows !== undefined && due <= knows
        ? [`due is ${due}; wanted a day after ${knows}, up to which the assumptions know the world`]
        : []),
      ...(tells.length === 0 ? ['tells nothing; wanted what it would tell'] : []),
      ...tells.flatMap((name) =>
        names.has(name) ? [] : [`tells "${name}", which does not exist${didYouMean(name, names)}`],
      ),
      ...cited.flatMap((id) =>
        sources === undefined || sources.has(id)
          ? []
          : [`source "${id}" is not in the register${didYouMean(id, sources)}`],
      ),
    ];
    const subject = `awaited "${report}"`;
    for (const message of faults) problems.push({ severity: 'error', subject, message });
  }
  return { ...program, awaited: awaited.toSorted((a, b) => (a.due < b.due ? -1 : 1)) };
}
