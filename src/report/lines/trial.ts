/** One trial for the terminal, with every intermediate value. */

import { outcomeColumns, type Program } from '../../compile/program.ts';

type Values = Readonly<Record<string, number | readonly number[]>>;

/** Values by id. */
export interface Trial {
  readonly inputs: Values;
  readonly outcomes: Values;
  /** Quarterly outcomes. */
  readonly series: Values;
  readonly variables: Values;
}

/** Inputs, variables and outcomes: numbers one a line, quarters four a line. */
export function trialLines(
  program: Program,
  { inputs, outcomes, series, variables }: Trial,
  title: string,
): string[] {
  const { quarters } = program.time;
  // An outcome may share its id with what it reports, and not its unit.
  const assumed = new Map(
    [...program.inputs, ...program.variables].map(({ id, unit }) => [id, unit]),
  );
  const yearly = new Map(outcomeColumns(program).map(({ id, unit }) => [id, unit]));
  const quarterly = new Map(
    program.outcomes.flatMap(({ id, over, unit }) =>
      over === 'quarter' ? [[id, unit] as const] : [],
    ),
  );
  const plain = (values: Values, units: ReadonlyMap<string, string>): string[] =>
    Object.entries(values).flatMap(([id, value]) =>
      typeof value === 'number'
        ? [`  ${id.padEnd(36)} ${short(value).padStart(12)}  ${units.get(id) ?? ''}`.trimEnd()]
        : [],
    );
  const rows = (values: Values, units: ReadonlyMap<string, string>): string[] =>
    Object.entries(values).flatMap(([id, value]) => {
      if (typeof value === 'number') return [];
      const cells = value.map((x) => short(x).padStart(10));
      const lines = [`  ${id} [${units.get(id) ?? ''}]`];
      for (let k = 0; k < cells.length; k += 4) {
        lines.push(`    ${quarters[k]}  ${cells.slice(k, k + 4).join(' ')}`);
      }
      return lines;
    });
  const section = (heading: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', heading, ...lines];
  return [
    title,
    ...section('Inputs', [...plain(inputs, assumed), ...rows(inputs, assumed)]),
    ...section('Once a trial', plain(variables, assumed)),
    ...section('By quarter', rows(variables, assumed)),
    ...section('Outcomes', [...plain(outcomes, yearly), ...rows(series, quarterly)]),
  ];
}

/** Six significant digits: enough to follow the arithmetic; `--json` has them all. */
function short(x: number): string {
  if (Number.isInteger(x) && Math.abs(x) < 1e9) return String(x);
  return Number.isFinite(x) ? String(Number(x.toPrecision(6))) : String(x);
}
