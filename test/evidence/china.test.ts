/** @slow computes for seconds */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import china from '../../models/china-ai-chips/index.ts';
import { compile } from '../../src/compile/compile.ts';
import { datesIn, dayOf } from '../../src/sensitivity/dates.ts';
import { planOf, posteriorOf } from './posterior.ts';

interface Reference {
  readonly columns: readonly string[];
  readonly ess: Readonly<Record<string, number>>;
  readonly outcomes: Readonly<Record<string, readonly number[]>>;
}

const reference = JSON.parse(
  readFileSync(new URL('../fixtures/china-posterior.json', import.meta.url), 'utf8'),
) as Reference;

describe('the information set of November 2026', () => {
  const plan = planOf(china, { asOf: '2026-11', trials: 32_768 });

  it('agrees with a second implementation: means and quantiles within five combined standard errors', async () => {
    const { of, document, summary } = await posteriorOf(plan);
    const off: string[] = [];
    const basis = new Map(plan.program.outcomes.map(({ id: bare, about }) => [bare, about.basis]));
    let compared = 0;
    for (const [id, row] of Object.entries(reference.outcomes)) {
      const { mean, quantiles } = of(id);
      // Shares of quarters have five values: next to a step of their distribution either is a
      // quantile.
      const steps = basis.get(id.replace(/\[.*/, '')) === 'time';
      (steps ? [mean] : [mean, quantiles.p5, quantiles.p50, quantiles.p95]).forEach(
        ({ value, se }, k) => {
          const [wanted, error] = [row[k], row[4 + k]];
          // Where a quantile is an atom in both, both errors are 0 and rounding of ten digits is
          // left.
          const allowed = 5 * Math.sqrt(se! * se! + error * error) + 1e-9 * Math.abs(wanted);
          compared++;
          if (!(Math.abs(value! - wanted) <= allowed))
            off.push(`${id} ${k}: ${value} against ${wanted}`);
        },
      );
    }
    expect(compared).toBeGreaterThan(1000);
    expect(summary.outcomes.length).toBeGreaterThan(400);
    // A million comparisons of normal errors would give one; jackknifed quantiles next to an atom
    // are less than normal.
    expect(off).toEqual([]);
    // Effective sample sizes are means of smooth functions of the draws: 1 % is several of their
    // errors.
    expect(document.ess.fraction).toBeCloseTo(reference.ess['all'], 2);
    for (const [id, { fraction }] of Object.entries(document.observations))
      expect(Math.abs(fraction - reference.ess[id]), id).toBeLessThan(0.01);
  });

  it('has nothing that became known after it', () => {
    const last = dayOf('2026-11-30');
    const { model } = compile(china);
    const dates = new Map(model.sources!().map(({ id, date }) => [id, date]));
    for (const { known, about } of plan.evidence!.observations) {
      expect(dayOf(known)).toBeLessThanOrEqual(last);
      for (const source of about.sources ?? []) {
        const spans = datesIn(dates.get(source)!);
        expect(spans.length, source).toBeGreaterThan(0);
        for (const span of spans) expect(span.first, source).toBeLessThanOrEqual(last);
      }
    }
  });

  it('takes in what was known at a vintage in between, and no more', () => {
    const early = planOf(china, { asOf: '2026-05-14' }).evidence!;
    expect(early.observations.map(({ id }) => id)).toEqual(['E9', 'E16', 'E13', 'E5', 'E14', 'E6']);
    expect(planOf(china, { asOf: '2026-05-13' }).evidence!.observations).toHaveLength(5);
  });

  it('is the prior in December 2025: the same question, the same id', () => {
    const base = planOf(china, {});
    const vintage = planOf(china, { asOf: '2025-12' });
    expect(vintage.evidence).toBeUndefined();
    expect(vintage.id).toBe(base.id);
  });

  it('rests on assumptions whose sources are of before', () => {
    const { program, model } = compile(china);
    // The register says of every source whether it, or a part of it, was there on 31 December 2025.
    const admissible = new Map(
      model.sources!().map(({ id, ...row }) => [id, row['admissible_2025_12']]),
    );
    const late = program.inputs.flatMap(({ id, about }) =>
      (about.sources ?? [])
        .filter((source) => !['yes', 'partly'].includes(admissible.get(source) ?? ''))
        .map((source) => `${id}: ${source}`),
    );
    expect(model.knows).toBe('2025-12-31');
    expect(late).toEqual([]);
  });

  it('refuses a vintage of before the assumptions', () => {
    expect(() => planOf(china, { asOf: '2025-11' })).toThrow(/up to 2025-12-31/);
    expect(() => planOf(china, { asOf: '2026-13' })).toThrow(/wanted a month/);
  });
});
