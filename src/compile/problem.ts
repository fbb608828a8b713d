/** What is wrong with a model, collected so that all of it is told at once. */

import type { Where } from '../language/declaration.ts';
import { sourceLine } from '../language/equation.ts';
import { InputError } from '../text/input-error.ts';
import { firstOf, plural } from '../text/listed.ts';

export interface Problem {
  /** `error` stops; `warning` is told and the model runs. */
  readonly severity: 'error' | 'warning';
  /** The declaration it is about. */
  readonly subject: string;
  readonly message: string;
  readonly where?: Where | undefined;
}

export class ModelError extends InputError {
  override readonly name = 'ModelError';

  constructor(
    readonly model: string,
    readonly problems: readonly Problem[],
  ) {
    super(describeProblems(model, problems));
  }
}

export function describeProblems(model: string, problems: readonly Problem[]): string {
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  const count =
    errors > 0
      ? `cannot be compiled: ${plural(errors, 'error')}`
      : plural(problems.length, 'warning');
  return [`Model "${model}" ${count}.`, ...firstOf(problems.map(describe))].join('\n');
}

function describe({ severity, subject, message, where }: Problem): string {
  const line = sourceLine(where);
  const lead = severity === 'warning' ? 'warning: ' : '';
  return `  ${lead}${subject}: ${message}${line ? `\n      at ${line}` : ''}`;
}
