/** What is doubtful in a model that compiles. */

import type { Compiled } from '../../compile/compile.ts';
import { describeProblems } from '../../compile/problem.ts';
import { plural } from '../../text/listed.ts';
import { type Document, sectionOf } from '../document.ts';
import { idSection, sourceGaps } from './sources.ts';

export function modelCheck(compiled: Compiled): Document {
  const { model, program, warnings } = compiled;
  const register = model.sources?.();
  const gaps = register === undefined ? { unknown: [], bare: [] } : sourceGaps(compiled, register);
  const doubts = warnings.length + gaps.unknown.length + gaps.bare.length;
  return {
    subject: 'Check of a model',
    title: `Model "${model.name}" compiles: ${doubts === 0 ? 'no problems' : plural(doubts, 'doubt')}`,
    summary: [
      `${plural(program.inputs.length, 'assumption')}, ${plural(program.variables.length, 'equation')}, ${plural(program.outcomes.length, 'outcome')}; units agree, no circles.`,
    ],
    facts: [`fingerprint ${program.fingerprint}`],
    sections: [
      ...sectionOf(
        'Warnings',
        warnings.length === 0
          ? []
          : [{ kind: 'verbatim', lines: describeProblems(model.name, warnings).split('\n') }],
      ),
      ...idSection('Cited, but not in the register of sources', gaps.unknown),
      ...idSection('Assumptions without a source', gaps.bare),
    ],
  };
}
