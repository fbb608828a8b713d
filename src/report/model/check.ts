/** What is doubtful in a model that compiles. */

import type { Compiled } from '../../compile/compile.ts';
import { describeProblems } from '../../compile/problem.ts';
import { wrap } from '../../text/table.ts';
import { count, listed, page, WIDTH } from './setting.ts';
import { sourceGaps } from './sources.ts';

export function modelCheck(compiled: Compiled): string {
  const { model, program, warnings } = compiled;
  const register = model.sources?.();
  const gaps = register === undefined ? { unknown: [], bare: [] } : sourceGaps(compiled, register);
  const good = warnings.length === 0 && gaps.unknown.length === 0 && gaps.bare.length === 0;
  return page([
    wrap(
      `Model "${model.name}" compiles: ${count(program.inputs.length, 'assumption')}, ${count(program.variables.length, 'equation')}, ` +
        `${count(program.outcomes.length, 'outcome')}, units agree, no circles. Fingerprint ${program.fingerprint}.`,
      WIDTH,
    ),
    warnings.length === 0 ? [] : [describeProblems(model.name, warnings)],
    listed('Cited, but not in the register of sources', gaps.unknown),
    listed('Assumptions without a source', gaps.bare),
    good ? ['No problems.'] : [],
  ]);
}
