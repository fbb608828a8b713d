import { expect, test } from 'vitest';
import heatPumps from '../../models/examples/heat-pumps/index.ts';
import { replayTrial, traceOf, trialDocument } from '../../src/execute/replay.ts';
import { evaluate, type InputRow, question } from '../../src/index.ts';

const { plan } = question(heatPumps, { trials: 64, replicates: 4 });
const rows = [0, 5, 63].map((trial) => ({ trial, replay: replayTrial(plan, trial) }));
const given = rows.map(({ replay }) => trialDocument(plan.program, replay).inputs as InputRow);

test('at the inputs of a trial a model gives what the trial has, to the bit', () => {
  evaluate(heatPumps, given).forEach((found, k) => {
    const { outcomes, series } = trialDocument(plan.program, rows[k].replay);
    expect(found.outcomes).toEqual(outcomes);
    expect(found.series).toEqual(series);
    expect(found.variables).toEqual(traceOf(plan.program, rows[k].replay));
  });
});

test('inputs that a row does not name are refused, or at their median, or what is set', () => {
  const { 'subsidy.response': rate, ...rest } = given[0];
  expect(() => evaluate(heatPumps, [given[0], rest])).toThrow(
    "rows[1]: subsidy.response is missing; give it, or ask for { otherwise: 'median' }",
  );
  const [all] = evaluate(heatPumps, [given[0]]);
  const set = { 'subsidy.response': rate as number };
  expect(evaluate(heatPumps, [rest], { set })[0].outcomes).toEqual(all.outcomes);
  const [middle] = evaluate(heatPumps, [{}], { otherwise: 'median' });
  const [moved] = evaluate(heatPumps, [{ 'homes.count': 1 }], { otherwise: 'median' });
  expect(Number.isFinite(middle.outcomes['pumps.installed[2029]'])).toBe(true);
  expect(moved.outcomes['pumps.installed[2029]']).not.toBe(
    middle.outcomes['pumps.installed[2029]'],
  );
});

test('all that is wrong with rows is said at once', () => {
  const wrong = [
    { ...given[0], 'subsidy.rat': 1 },
    { ...given[0], 'homes.count': Number.NaN },
    { ...given[0], 'homes.count': [1, 2] },
  ];
  expect(() => evaluate(heatPumps, wrong)).toThrow(
    [
      'rows[0]: there is no input "subsidy.rat"; did you mean subsidy.rate?',
      'rows[1]: homes.count is NaN; wanted finite numbers',
      'rows[2]: homes.count wants a number',
    ].join('\n'),
  );
});
