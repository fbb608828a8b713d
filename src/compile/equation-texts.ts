/** Equations of the variables and outcomes of a model as texts, for readers of reports. */

import type { Part, Stock, Variable } from '../language/declaration.ts';
import { equationText, partText } from '../language/equation-text.ts';
import { type Calendar, overIn } from '../language/time.ts';
import { entry } from '../text/entry.ts';
import { readPeriod } from '../text/period.ts';
import type { Declarations } from './declarations.ts';
import type { Program, VariableAbout } from './program.ts';

/** @param declarations  of a model without errors */
export function withEquations(
  program: Program,
  { quantities, outcomes }: Declarations,
  calendar: Calendar,
): Program {
  const declaredAs = new Map(
    outcomes.map((one) => {
      const over = overIn(calendar, one.over);
      return [`${over === 'step' ? 'quarter' : (one.over ?? over)} ${one.id}`, one];
    }),
  );
  return {
    ...program,
    outcomes: program.outcomes.map((outcome) => {
      const { id, over, period } = outcome;
      const said = period === undefined ? over : readPeriod(period)?.kind;
      const declared = declaredAs.get(`${said} ${id}`);
      if (declared === undefined) return outcome;
      return { ...outcome, about: { ...outcome.about, equation: textOf(declared.is) } };
    }),
    variables: program.variables.map((variable) => {
      const definition = entry(quantities, variable.id);
      if (definition.kind !== 'variable' && definition.kind !== 'stock') return variable;
      return { ...variable, about: variableAbout(definition) };
    }),
  };
}

function variableAbout(definition: Variable | Stock): VariableAbout {
  const { label, why, sources, opening } = definition;
  return {
    ...(label === undefined ? {} : { label }),
    ...(why === undefined ? {} : { why }),
    ...(sources === undefined ? {} : { sources }),
    equation:
      definition.kind === 'stock'
        ? `previous + (${textOf(definition.change)})`
        : textOf(definition.is),
    ...(opening === undefined ? {} : { opening: textOf(opening) }),
  };
}

/** An equation without the brackets that it would have inside another. */
function textOf(part: Part): string {
  return typeof part === 'object' && part.kind === 'equation' ? equationText(part) : partText(part);
}
