/** A slider for each of some inputs, from the least to the most that the model's range allows. */

import { useState } from 'preact/hooks';
import type { ProgramInput } from '../compile/program.ts';
import { parseDistribution } from '../distributions/index.ts';
import type { Driver } from '../page/drivers.ts';
import { type Scale, scaleOf } from '../page/spoken.ts';
import type { Plan } from '../plan/plan.ts';
import { plainLabel } from '../report/outcomes.ts';
import { significant } from '../stats/round.ts';

export interface Turnable {
  readonly id: string;
  readonly label: string;
  readonly scale: Scale;
  /** What single values mean. */
  readonly codes: Readonly<Record<string, string>> | undefined;
  readonly from: number;
  readonly to: number;
  readonly step: number;
  /** Where it stands while nobody has turned it: the median of the run. */
  readonly start: number;
}

const STEPS = 100;
/** Where a distribution has next to nothing beyond, for inputs without a range. */
const NEARLY_ALL = 0.005;

/** The inputs that drive the headline, then the levers. */
export function turnables(
  plan: Plan,
  drivers: readonly Driver[],
): { readonly drivers: readonly Turnable[]; readonly levers: readonly Turnable[] } {
  const find = (wanted: (input: ProgramInput) => boolean): Turnable[] =>
    plan.program.inputs.flatMap((input, k) =>
      input.used && wanted(input)
        ? turnable(input, plan.inputs[k].distribution, plan.program.unitNames)
        : [],
    );
  const driving = drivers.flatMap(({ id }) => find((input) => input.id === id));
  const named = new Set(driving.map(({ id }) => id));
  return {
    drivers: driving,
    levers: find(({ id, about }) => about.role === 'lever' && !named.has(id)),
  };
}

function turnable(
  { id, unit, over, about }: ProgramInput,
  distribution: string,
  unitNames: Plan['program']['unitNames'],
): Turnable | readonly never[] {
  // A factor has no value of its own: what loads on it is drawn as it was.
  if (over !== 'trial' || about.role === 'factor') return [];
  const drawn = parseDistribution(distribution);
  const [from, to] = about.range ?? [drawn.quantile(NEARLY_ALL), drawn.quantile(1 - NEARLY_ALL)];
  const start = drawn.quantile(0.5);
  if (!(from < to) || !Number.isFinite(to - from) || !Number.isFinite(start)) return [];
  // A lever of 0.3 is discrete, too: it takes one value.
  const whole = drawn.discrete && [from, to, start].every(Number.isInteger) && to - from <= STEPS;
  return {
    id,
    label: plainLabel(about.label ?? id),
    scale: scaleFor(unit, from, to, unitNames),
    codes: about.codes,
    from,
    to,
    step: whole ? 1 : (to - from) / STEPS,
    start: Math.min(to, Math.max(from, start)),
  };
}

const BARE: Scale = { factor: 1, pattern: '#' };

/** Of 0 and 1 there are no hundredths. */
function scaleFor(
  unit: string,
  from: number,
  to: number,
  unitNames: Plan['program']['unitNames'],
): Scale {
  return unit === '0/1' && from === 0 && to === 1 ? BARE : scaleOf(unit, unitNames);
}

/** Some sliders, closed until somebody asks or one of them is turned from the start. */
export function Sliders({
  title,
  of,
  set,
  onTurn,
}: {
  title: string;
  of: readonly Turnable[];
  set: Readonly<Record<string, number>>;
  onTurn(id: string): (value: number) => void;
}) {
  const [open] = useState(() => of.some(({ id }) => Object.hasOwn(set, id)));
  if (of.length === 0) return null;
  return (
    <details open={open}>
      <summary>
        {title} ({of.length})
      </summary>
      <div class="sliders">
        {of.map((one) => (
          <Slider key={one.id} of={one} value={set[one.id]} onTurn={onTurn(one.id)} />
        ))}
      </div>
    </details>
  );
}

/** Three digits, and none for show: `24.6%`, `99`. */
function amountOf(value: number, { factor, pattern }: Scale): string {
  return pattern.replace('#', significant(value * factor, 3));
}

function Slider({
  of: { id, label, scale, codes, from, to, step, start },
  value,
  onTurn,
}: {
  of: Turnable;
  value: number | undefined;
  onTurn(value: number): void;
}) {
  const now = value ?? start;
  const shown = codes?.[String(now)] ?? amountOf(now, scale);
  return (
    <label class={value === undefined ? 'slider' : 'slider turned'} title={id}>
      <span>
        {label} <b>{shown}</b>
      </span>
      <input
        type="range"
        min={from}
        max={to}
        step={step}
        value={now}
        aria-valuetext={shown}
        onInput={(event) => onTurn(Number(Number(event.currentTarget.value).toPrecision(6)))}
      />
    </label>
  );
}
