/** Questions to a finished run: probabilities, means, quantiles, correlations, conditional or not. */

import { recordableUnits } from '../compile/record.ts';
import type { Executor } from '../execute/executor.ts';
import type { Syntax } from '../language/syntax.ts';
import { type Answer, answer } from '../query/answer.ts';
import { parseQuery, type Query, QueryError } from '../query/query.ts';
import { type Observed, observedColumns } from '../report/past.ts';
import { firstOf } from '../text/listed.ts';
import { type Focus, type FocusHooks, focusedProbability } from './focus.ts';
import type { Run } from './run.ts';
import { UsageError } from './usage-error.ts';

export interface Answered {
  readonly question: string;
  /** Of the answer: `probability`, `correlation`, or the unit of an amount that has one. */
  readonly unit?: string;
  /** Of the columns that it reads, those that were observed by the vintage. */
  readonly observed?: readonly (Observed & { readonly column: string })[];
  readonly answer: Answer;
  /** Of a probability whose trials were drawn where it is decided. */
  readonly focus?: Focus;
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
  const known = observedColumns(plan.program, plan.evidence);
  return queries.map((query) => {
    const unit = unitOf(query, units);
    const observed = query.columns.flatMap((column) => {
      const of = known.get(column);
      return of === undefined ? [] : [{ column, ...of }];
    });
    return {
      question: query.text,
      ...(unit === undefined ? {} : { unit }),
      ...(observed.length === 0 ? {} : { observed }),
      answer: answer(query, drawn),
    };
  });
}

/**
 * Answers questions for probabilities of rare events, each with trials of its own that are drawn
 * where the event is decided: see `focusedProbability`.
 *
 * @param questions  `P(CONDITION)`, without a bar
 * @throws ConditionError naming what cannot be read in all of them; UsageError naming those that ask for
 *   something else; else as `focusedProbability`
 */
export async function focusedAnswers(
  { plan, columns }: Run,
  questions: readonly string[],
  hooks: FocusHooks = {},
): Promise<readonly Answered[]> {
  const queries = parsed(questions, columns.names);
  const others = queries.filter(({ asked, given }) => asked.kind !== 'P' || given !== undefined);
  if (others.length > 0)
    throw new UsageError(
      others
        .map(({ text }) => `${text}: only P(CONDITION) without a bar can be focused`)
        .join('\n'),
    );
  const answered: Answered[] = [];
  for (const { text, asked } of queries) {
    if (asked.kind !== 'P') continue;
    const { focus, ...answer } = await focusedProbability(plan, asked.holds, hooks);
    answered.push({ question: text, unit: 'probability', answer, focus });
  }
  return answered;
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
  return unitOfTree(asked.of.tree, units);
}

/** The unit of a column, or of a sum of columns of one unit; undefined of anything else. */
function unitOfTree(tree: Syntax<string>, units: ReadonlyMap<string, string>): string | undefined {
  if (tree.kind === 'leaf') return units.get(tree.leaf);
  if (tree.kind === 'prefix') return unitOfTree(tree.of, units);
  if (tree.kind !== 'infix' || !(tree.operator === '+' || tree.operator === '-')) return undefined;
  const [left, right] = [tree.left, tree.right].map((side) => unitOfTree(side, units));
  return left === right ? left : undefined;
}
