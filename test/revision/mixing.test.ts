import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compile/compile.ts';
import type { TrialInputs } from '../../src/compile/draws.ts';
import { evaluate } from '../../src/compile/evaluate.ts';
import { outcomeColumns, type Program } from '../../src/compile/program.ts';
import { inlineExecutor } from '../../src/execute/inline.ts';
import {
  component,
  type Equation,
  eq,
  forward,
  horizon,
  lever,
  type Model,
  model,
  outcome,
  previous,
  quarterly,
  quarters,
  stock,
  type Variable,
  variable,
} from '../../src/index.ts';
import { resolvePlan } from '../../src/plan/resolve.ts';
import { mixingOf } from '../../src/revision/mixing.ts';
import { revision } from '../../src/revision/revise.ts';

const [a, b, extra] = [
  ['a', 3],
  ['b', 5],
  ['extra', 7],
].map(([id, value]) => lever(String(id), { unit: '-', value: Number(value) }));

/** Supply over demand, each a component of one equation. */
function ratio(
  supplied: Equation,
  asked: Equation,
  reported: (x: Equation) => Equation = (x) => x,
): Model {
  const supply = variable('supply', { unit: '-', is: supplied });
  const demand = variable('demand', { unit: '-', is: asked });
  return model('ratio', {
    title: 'Supply over demand',
    calendar: quarterly('2026Q1', 4),
    components: [
      component('makers', 'Supply.', [supply]),
      component('buyers', 'Demand.', [demand]),
      component('outcomes', 'Reported.', [
        outcome('y', { unit: '-', is: reported(eq`${supply} / ${demand}`) }),
      ]),
    ],
  });
}

const programOf = (edition: Model): Program => compile(edition).program;

/** What a program gives in a trial in which every input has its value. */
function answer(program: Program, column = 'y'): number {
  const inputs = program.inputs.map(({ distribution }) =>
    Number(/point\(value=(.*)\)/.exec(distribution)![1]),
  ) as unknown as TrialInputs;
  const k = outcomeColumns(program).findIndex(({ id }) => id === column);
  return evaluate(program, inputs).outcomes[k]!;
}

function between(from: Program, to: Program) {
  const mixing = mixingOf(from, to)!;
  const assumed = new Map([...from.inputs, ...to.inputs].map((one) => [one.id, one]));
  return {
    parts: mixing.parts.map(({ name }) => name),
    with: (...taken: string[]) => mixing.program(new Set(taken), assumed),
  };
}

describe('two editions', () => {
  const first = programOf(ratio(eq`${a} + 1`, eq`${b} - 3`));
  const second = programOf(ratio(eq`${a} * 2`, eq`${b} - 1`, (x) => eq`100 * ${x}`));

  it('differ by component, and in what is reported', () => {
    expect(between(first, second).parts).toEqual(['buyers', 'makers', 'outcomes']);
    expect(between(first, first).parts).toEqual([]);
  });

  it('have a program between them for every choice of parts', () => {
    const mixes = between(first, second);
    // Supply is 4 or 6, demand 2 or 4, and the second edition reports percent.
    expect(answer(mixes.with())).toBe(4 / 2);
    expect(answer(mixes.with('makers'))).toBe(6 / 2);
    expect(answer(mixes.with('buyers'))).toBe(4 / 4);
    expect(answer(mixes.with('outcomes'))).toBe(100 * (4 / 2));
    expect(answer(mixes.with('makers', 'buyers'))).toBe(6 / 4);
    expect(answer(mixes.with('makers', 'buyers', 'outcomes'))).toBe(100 * (6 / 4));
  });

  it('are revised component by component, and the parts add up', async () => {
    const plan = (program: Program) => resolvePlan({ program, trials: 64, seed: '1' });
    const { edits, headlines } = await revision(
      { name: 'old', plan: plan(first) },
      { name: 'new', plan: plan(programOf(ratio(eq`${a} * 2`, eq`${b} - 1`))) },
      [],
      inlineExecutor(),
      'mean',
    );
    expect(edits.map(({ name, what }) => [name, what])).toEqual([
      ['equations of buyers', 'demand'],
      ['equations of makers', 'supply'],
    ]);
    // From 4/2 over 4/4 or 6/2 to 6/4: buyers (-1 - 1.5) / 2, makers (1 + 0.5) / 2.
    const parts = headlines['y']!.parts.map(({ value }) => value!);
    expect(parts[0]).toBeCloseTo(-1.25, 14);
    expect(parts[1]).toBeCloseTo(0.75, 14);
  });

  it('let what only one has come along with what reads it', () => {
    const cost = variable('cost', { unit: '-', is: eq`${extra} + 1` });
    const third = programOf(ratio(eq`${a} * ${cost}`, eq`${b} - 3`));
    expect(answer(between(first, third).with('makers'))).toBe((3 * 8) / 2);
    expect(answer(between(third, first).with('makers'))).toBe(4 / 2);
  });

  it('have nothing between them where they have other quarters', () => {
    const longer = { ...second, time: { ...second.time, quarters: ['2026Q1', '2026Q2'] } };
    expect(mixingOf(first, longer)).toBeUndefined();
  });
});

it('components that read each other, an edition this way and another that way, change together', () => {
  const [one, other] = ['one', 'other'];
  const edition = (is: (id: string, read?: Variable) => Equation, order: string[]): Program => {
    const [first, second] = order;
    const read = variable(first!, { unit: '-', is: is(first!) });
    const reading = variable(second!, { unit: '-', is: is(second!, read) });
    const [left, right] = first === one ? [read, reading] : [reading, read];
    return programOf(
      model('circle', {
        title: 'Circle',
        calendar: quarterly('2026Q1', 4),
        components: [
          component('left', 'One.', [left]),
          component('right', 'Other.', [right]),
          component('outcomes', 'Reported.', [
            outcome('y', { unit: '-', is: eq`${left} + ${right}` }),
          ]),
        ],
      }),
    );
  };
  const mixes = between(
    edition((_, read) => (read ? eq`2 * ${read}` : eq`${a} + 1`), [one, other]),
    edition((_, read) => (read ? eq`3 * ${read}` : eq`${b} + 1`), [other, one]),
  );
  expect(mixes.parts).toEqual(['left, right']);
  expect(answer(mixes.with())).toBe(4 + 8);
  expect(answer(mixes.with('left, right'))).toBe(18 + 6);
});

it('a loop through the quarter before may be half of one edition and half of the other', () => {
  const edition = (opening: number, change: (x: Equation) => Equation): Program => {
    const announced = forward('kept', { unit: '-', opening });
    const flow = variable('flow', {
      unit: '-',
      over: quarters,
      is: change(eq`${previous(announced)}`),
    });
    const kept = stock(announced, { change: eq`${flow} / 1 [quarter]` });
    return programOf(
      model('loop', {
        title: 'Loop',
        calendar: quarterly('2026Q1', 2),
        components: [
          component('flows', 'Flow.', [flow]),
          component('stocks', 'Stock.', [kept]),
          component('outcomes', 'Reported.', [outcome('y', { unit: '-', is: horizon.last(kept) })]),
        ],
      }),
    );
  };
  const [first, second] = [edition(1, (x) => eq`2 * ${x}`), edition(10, (x) => eq`${x} + 1`)];
  const mixes = between(first, second);
  expect(mixes.parts).toEqual(['flows', 'stocks']);
  // Twice from x to 3 x, or from x to 2 x + 1, beginning with 1 or with 10.
  expect(answer(mixes.with())).toBe(9);
  expect(answer(mixes.with('stocks'))).toBe(90);
  expect(answer(mixes.with('flows'))).toBe(7);
  expect(answer(mixes.with('flows', 'stocks'))).toBe(43);
});
