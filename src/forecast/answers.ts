/** Questions to a finished run: probabilities, means, quantiles, correlations, conditional or not. */

import { recordableUnits } from '../compile/record.ts';
import type { Executor } from '../execute/executor.ts';
import { type Answer, answer } from '../query/answer.ts';
import { parseQuery, type Query, QueryError } from '../query/query.ts';
import { firstOf } from '../text/listed.ts';
import type { Run } from './run.ts';

export interface Answered {
  readonly question: string;
  /** Of the answer: `probability`, `correlation`, or the unit of an amount that is one column. */
  readonly unit?: string;
  readonly answer: Answer;
}

/**
 * Answers several questions at once. What was not kept of the draws is computed again to the same
 * bits.
 *
 * @param questions  as `Run.ask` takes them
 * @param executor   who computes what was not kept
 * @throws ConditionError naming what cannot be read in all of them
 */
export async function answers(
  run: Run,
  questions: readonly string[],
  executor: Executor,
): Promise<readonly Answered[]> {
  const { columns, plan } = run;
  const queries = parsed(questions, columns.names);
  const names = [...new Set(queries.flatMap((query) => query.columns))];
  const drawn = { ...(await columns.load(names, executor)), isWeighted: columns.isWeighted };
  const units = recordableUnits(plan.program);
  return queries.map((query) => {
    const unit = unitOf(query, units);
    return {
      question: query.text,
      ...(unit === undefined ? {} : { unit }),
      answer: answer(query, drawn),
    };
  });
}

function parsed(questions: readonly string[], columns: readonly string[]): readonly Query[] {
  const faults: string[] = [];
  const queries = questions.flatMap((question) => {
    try {
      return [parseQuery(question, { columns })];
    } catch (error) {
      if (!(error instanceof QueryError)) throw error;
      faults.push(error.message);
      return [];
    }
  });
  if (faults.length > 0) throw new QueryError(firstOf(faults).join('\n'));
  return queries;
}

function unitOf({ asked }: Query, units: ReadonlyMap<string, string>): string | undefined {
  if (asked.kind === 'P') return 'probability';
  if (asked.kind === 'Corr') return 'correlation';
  const { tree, columns } = asked.of;
  return tree.kind === 'leaf' ? units.get(columns[0]) : undefined;
}
