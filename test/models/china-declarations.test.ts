import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import china from '../../models/china-ai-chips/index.ts';
import { compile } from '../../src/compile/compile.ts';
import { outcomeColumns, streamNames } from '../../src/compile/program.ts';

const { program, declarations, warnings } = compile(china);
const assumptions = program.inputs.filter((input) => input.about.role !== 'factor');
const fixed = assumptions.filter((input) => input.distribution.startsWith('point('));
const uncertain = program.inputs.filter((input) => !fixed.includes(input));
const columns = outcomeColumns(program);
const register = new Map(china.sources!().map((source) => [source.id, source]));

describe('assumptions of the China model', () => {
  test('there are 183, of which 32 are fixed, and 3 latent factors', () => {
    expect(assumptions).toHaveLength(183);
    expect(fixed).toHaveLength(32);
    expect(program.inputs.length - assumptions.length).toBe(3);
  });

  test('levers are what a government or a scenario chooses', () => {
    const levers = assumptions.filter((input) => input.about.role === 'lever').map(({ id }) => id);
    expect(levers.sort()).toEqual([
      'foundry.forcedToolShockQuarter',
      'foundry.startYieldForced',
      'prc.forcedRegime',
      'us.forcedClosureQuarter',
      'us.levyRate',
    ]);
  });

  test.each(assumptions.map((input) => [input.id, input] as const))(
    '%s says what it is, why, on whose word, within which range and of which kind',
    (_, { about }) => {
      expect(about.label).toBeTruthy();
      expect(about.why).toBeTruthy();
      expect(about.sources?.length).toBeGreaterThan(0);
      expect(about.range![0]).toBeLessThan(about.range![1]);
      expect(['policy', 'technology', 'market', 'measurement', 'structure']).toContain(about.kind);
    },
  );

  test('every variable has a label', () => {
    const unlabelled = [...declarations.quantities.values()].filter(({ label }) => !label);
    expect(unlabelled.map(({ id }) => id)).toEqual([]);
  });

  test('the loadings on bad relations correlate closure and tool shock by 0.30', () => {
    const weights = ['us.revocationDraw', 'foundry.toolShockDraw'].map((id) => {
      const { loadings } = program.inputs.find((input) => input.id === id)!;
      expect(loadings.map(({ factor }) => factor)).toEqual(['factor.relations']);
      return loadings[0]!.weight;
    });
    // Two scores that load a and b on one factor correlate a * b.
    expect(weights[0]! * weights[1]!).toBeCloseTo(0.3025, 12);
  });

  test('it compiles without a warning, so nothing is unused', () => {
    expect(warnings).toEqual([]);
  });
});

describe('dimensions of the China model', () => {
  const names = china.dimensions!;

  test('165 names, none of them twice', () => {
    expect(names).toHaveLength(165);
    expect(new Set(names).size).toBe(165);
  });

  test('they are exactly the streams of the uncertain inputs', () => {
    const streams = uncertain.flatMap((input) => streamNames(input, program.time.quarters));
    expect([...names].sort()).toEqual(streams.sort());
  });

  // Append only: these lines may never change, whatever is added after them.
  test('what decides regimes comes first', () => {
    expect(names.slice(0, 5)).toEqual([
      'factor.relations',
      'factor.demand',
      'factor.industry',
      'prc.initialStance',
      'prc.stanceNoise[2026Q1]',
    ]);
    expect(names[22]).toBe('us.closureDuration');
  });

  test('what replaces an input of edition 1 has its dimension, and what is new follows', () => {
    const replaced: [string, number][] = [
      ['foundry.startYield', 27],
      ['foundry.goodDies2025', 29],
      ['foundry.aiShareShift', 30],
      ['market.priceRatio2026', 50],
      ['h200.priceDrift', 71],
      ['demand.inferenceCards2024', 130],
      ['market.priceDrift', 137],
      ['foundry.yieldShockDraw', 154],
      ['uptake.spill', 155],
    ];
    expect(replaced.map(([name]) => [name, names.indexOf(name)])).toEqual(replaced);
  });
});

describe('sources of the China model', () => {
  /**
   * Rows that mix dates, used for what they said by the end of 2025 and for nothing else. A new
   * name here needs a reason: the base assumptions may not know what 2026 brought.
   */
  const usedInPart = {
    B2: 'the plan for 2 million stacks; its delay of April 2026 is not used',
    B6: 'the estimates of 2025',
    C12: 'the note of December 2025',
    M11: 'the reports of 23 and 31 December 2025',
    M13: 'the estimates of 2025',
    M16: 'the proposals of December 2025',
    Q8: 'the blog of December 2025',
    Q9: 'the reports of 2025',
    U13: 'the prices of December 2025',
    U14: 'what was known in 2025',
    U9: 'the roadmap as announced in September 2025',
  };
  const cited = new Set(assumptions.flatMap((input) => input.about.sources ?? []));

  test('every cited source stands in the register', () => {
    expect([...cited].filter((id) => !register.has(id))).toEqual([]);
  });

  test('every cited source was public by the end of 2025, but for rows used in part', () => {
    const later = [...cited].filter((id) => register.get(id)!['admissible_2025_12'] !== 'yes');
    expect(later.sort()).toEqual(Object.keys(usedInPart).sort());
    for (const id of later) expect(register.get(id)!['admissible_2025_12']).toBe('partly');
  });

  test('the register has no id twice and no row without a publisher, a claim and a vintage', () => {
    const rows = china.sources!();
    expect(register.size).toBe(rows.length);
    for (const row of rows) {
      expect(row.publisher, row.id).toBeTruthy();
      expect(row.claim, row.id).toBeTruthy();
      expect(['yes', 'no', 'partly'], row.id).toContain(row['admissible_2025_12']);
    }
  });
});

const count = (over: string): number => program.outcomes.filter((o) => o.over === over).length;

describe('outcomes of the China model', () => {
  test('339 numbers by year or for the horizon, and 19 series of 12 quarters', () => {
    expect(count('year')).toBe(109);
    expect(count('horizon')).toBe(12);
    expect(count('quarter')).toBe(19);
    expect(columns).toHaveLength(339 + 19 * 12);
  });

  test('every share, balance and price says its basis', () => {
    const silent = program.outcomes.filter(
      ({ id, about }) => /^(share|balance|cost|h200|nvidia|demand)\./.test(id) && !about.basis,
    );
    expect(silent.map(({ id }) => id)).toEqual([]);
  });

  // Fixture: the ids of the outcomes, by period, as the specification of the model lists them.
  const fixture = new URL('china-outcome-ids.json', import.meta.url);
  const listed = JSON.parse(readFileSync(fixture, 'utf8')) as {
    ids: Record<'year' | 'horizon' | 'quarter', string[]>;
  };

  test.each(['year', 'horizon', 'quarter'] as const)('by %s they are those of the list', (over) => {
    const ids = program.outcomes.filter((o) => o.over === over).map(({ id }) => id);
    expect(ids.sort()).toEqual([...listed.ids[over]].sort());
  });

  test('the headlines are outcomes', () => {
    const ids = new Set(program.outcomes.map(({ id }) => id));
    expect(china.headlines!.filter((id) => !ids.has(id))).toEqual([]);
  });
});

describe('presets of the China model', () => {
  test('there are fourteen', () => {
    expect(Object.keys(china.presets!)).toHaveLength(14);
  });

  const overrides = Object.entries(china.presets!).flatMap(([preset, { set }]) =>
    Object.entries(set).map(([id, value]) => [preset, id, Number(value)] as const),
  );

  test.each(overrides)('%s sets %s to %d, inside its range', (_, id, value) => {
    const [least, greatest] = assumptions.find((input) => input.id === id)!.about.range!;
    expect(value).toBeGreaterThanOrEqual(least);
    expect(value).toBeLessThanOrEqual(greatest);
  });
});

describe('published forecasts beside the China model', () => {
  const forecasts = china.forecasts!;

  test('there are 58, none of them twice', () => {
    expect(forecasts).toHaveLength(58);
    expect(new Set(forecasts.map(({ id }) => id)).size).toBe(58);
  });

  const known = new Set(columns.map(({ id }) => id));

  test.each(forecasts.map((forecast) => [forecast.id, forecast] as const))(
    '%s points at outcomes that exist',
    (_, { outcomes, statistic }) => {
      expect(outcomes.length).toBeGreaterThan(0);
      // A unit test of the arithmetic is about an outcome in no period.
      const ids = statistic === 'unit test' ? outcomes.map((id) => `${id}[2026]`) : outcomes;
      expect(ids.filter((id) => !known.has(id))).toEqual([]);
    },
  );

  test('none is from after 2025', () => {
    expect(forecasts.filter(({ claimant }) => !/2025/.test(claimant))).toEqual([]);
  });
});
