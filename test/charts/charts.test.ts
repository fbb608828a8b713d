import { describe, expect, test } from 'vitest';
import { legendOf } from '../../src/charts/draw.ts';
import { type Chart, chartFaults } from '../../src/charts/index.ts';
import { COLOURS, PALETTE } from '../../src/charts/look.ts';
import { ENGLISH } from '../../src/charts/words.ts';
import { serverCanvas, svgOf } from '../../src/report/media/svg.ts';
import type { ReportedOutcome } from '../../src/report/outcomes.ts';
import { declaredFigure } from '../../src/report/run-figures.ts';
import { amount } from '../report/heat-pumps.ts';

const share = { value: 0.25, se: 0.01, low: 0.23, high: 0.27 };

function reported(id: string, over: 'quarter' | 'year', unit: string): ReportedOutcome {
  const labels = over === 'year' ? ['2026', '2027'] : ['2026Q1', '2026Q2'];
  return {
    id,
    label: `Label of ${id}`,
    unit,
    basis: undefined,
    over,
    step: over,
    kind: 'amount',
    values: [],
    past: [],
    periods: labels.map((label, k) => ({
      label,
      summary: { ...amount(`${id}[${label}]`, 10 + k), chances: [{ atLeast: 14000, share }] },
    })),
  };
}

function chance(over: 'quarter' | 'year', ids: readonly string[]): Chart {
  const names = ids.map((id) => `line ${id}`);
  return { kind: 'chance', title: 'C', outcomes: ids, names, over, atLeast: 14000 };
}

describe('colours', () => {
  test('are as many as a chart may have outcomes', () => {
    const faults = (kind: Chart['kind'], outcomes: number) => {
      const ids = Array.from({ length: outcomes }, (_, k) => `o${k}`);
      return chartFaults({ ...chance('year', ids), kind } as Chart);
    };
    for (const [kind, colours] of [
      ['fan', COLOURS],
      ['chance', COLOURS],
      ['parts', PALETTE],
    ] as const) {
      expect(faults(kind, colours.length)).toEqual([]);
      expect(faults(kind, colours.length + 1)).toHaveLength(1);
    }
  });

  // Machado, Oliveira and Fernandes (2009), doi:10.1109/TVCG.2009.113, severity 1: what people
  // without one kind of cone see.
  test.each([
    ['all three cones', [1, 0, 0, 0, 1, 0, 0, 0, 1]],
    [
      'no L cones',
      [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
    ],
    [
      'no M cones',
      [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
    ],
    [
      'no S cones',
      [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
    ],
  ])('of lines are told apart with %s', (_, cones) => {
    const seen = COLOURS.map((colour) => lab(times(cones, linear(colour))));
    for (const [k, one] of seen.entries()) {
      for (const other of seen.slice(0, k)) {
        // A difference of 2.3 is just seen when colours touch; lines lie apart, so nearly ten times
        // that is asked.
        expect(Math.hypot(...one.map((x, j) => x - other[j]))).toBeGreaterThan(20);
      }
    }
  });

  test('of lines stand out from white as WCAG 2.1 asks of graphics, 3 to 1', () => {
    for (const colour of COLOURS) {
      const luminance = times(XYZ, linear(colour))[1];
      expect(1.05 / (luminance + 0.05), colour).toBeGreaterThanOrEqual(3);
    }
  });

  test.each(['fan', 'chance'] as const)('every outcome of a %s is drawn in its own', (kind) => {
    const ids = ['a', 'b', 'c', 'd'];
    const outcomes = ids.map((id) => reported(id, 'quarter', 'unit'));
    const figure = declaredFigure({ ...chance('quarter', ids), kind } as Chart, outcomes)!;
    const svg = svgOf(figure, ENGLISH);
    const legend = legendOf(figure, serverCanvas());
    const lines = svg.match(/<[^>]*data-mark="line"[^>]*>/g) ?? [];
    expect(lines.map((line) => /stroke="(#\w+)"/.exec(line)?.[1])).toEqual(COLOURS);
    expect(legend.map(({ colour }) => colour)).toEqual(COLOURS);
  });
});

describe('the caption of a chance', () => {
  test('names the outcome, its unit, the threshold and the period', () => {
    const drawing = declaredFigure(chance('year', ['riders']), [
      reported('riders', 'year', 'rider/day'),
    ])!;
    expect(drawing.caption).toBe(
      'Share of trials in which this is 14,000 or more in that year: Label of riders [rider/day]. The band is the simulation error (95 %); where it cannot be seen it is narrower than the line.',
    );
  });

  test('says what each of several lines is of', () => {
    const outcomes = [reported('a', 'quarter', '-'), reported('b', 'quarter', 'unit')];
    expect(declaredFigure(chance('quarter', ['a', 'b']), outcomes)!.caption).toMatch(
      /^Share of trials in which the outcome of a line is 14,000 or more in that quarter \(line a: Label of a; line b: Label of b \[unit\]\)\. /,
    );
  });
});

type Triple = readonly number[];

/** Of sRGB, IEC 61966-2-1, to the white point D65. */
const XYZ: Triple = [
  0.4124564, 0.3575761, 0.1804375, 0.2126729, 0.7151522, 0.072175, 0.0193339, 0.119192, 0.9503041,
];
const WHITE: Triple = [0.95047, 1, 1.08883];

function linear(colour: string): Triple {
  return [1, 3, 5].map((at) => {
    const c = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
}

function times(matrix: Triple, v: Triple): Triple {
  return [0, 3, 6].map((row) =>
    Math.max(0, matrix[row] * v[0] + matrix[row + 1] * v[1] + matrix[row + 2] * v[2]),
  );
}

/** CIE 1976 L*a*b*. */
function lab(rgb: Triple): Triple {
  const [x, y, z] = times(XYZ, rgb).map((c, k) => {
    const part = c / WHITE[k];
    return part > 216 / 24389 ? Math.cbrt(part) : (24389 / 27) * (part / 116) + 16 / 116;
  });
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

describe('ticks of many periods', () => {
  const weeks = Array.from(
    { length: 156 },
    (_, k) => `${2026 + Math.floor(k / 52)}-W${String((k % 52) + 1).padStart(2, '0')}`,
  );
  const months = Array.from({ length: 11 }, (_, k) => `2026-${String(k + 2).padStart(2, '0')}`);
  const years = Array.from({ length: 60 }, (_, k) => String(2026 + k));

  // Only narrow charts left ticks out once: weeks and years overlapped on wide ones.
  test.each([
    ['weeks', weeks, 720],
    ['weeks', weeks, 380],
    ['months', months, 380],
    ['years', years, 720],
  ])('of %s do not touch each other', (_, periods, width) => {
    const value = { p5: 1, p25: 2, p50: 3, p75: 4, p95: 5 };
    const svg = svgOf(
      {
        kind: 'fan',
        title: 'T',
        caption: '',
        axis: '',
        periods,
        series: [{ name: 'a', bands: periods.map((period) => ({ period, ...value })), past: [] }],
        log: false,
      },
      ENGLISH,
      { width },
    );
    const labels = /data-mark="x-axis tick label"[^>]*>(.*?)<\/g>/s.exec(svg)![1];
    const ticks = [...labels.matchAll(/translate\(([\d.]+),[^>]*>([^<]*)</g)].map(
      ([, x, text]) => ({ x: Number(x), text }),
    );
    expect(ticks.length).toBeGreaterThan(2);
    // Digits of 12 pixels are 7 wide at most.
    for (const [k, { x, text }] of ticks.entries())
      if (k > 0) expect(x - ticks[k - 1].x).toBeGreaterThan(7 * text.length);
  });
});

test.each([
  ['', 0],
  ['USD', 1],
])('an axis called "%s" has %i names', (axis, count) => {
  const range = { name: 'a', p5: 1, p25: 2, p50: 3, p75: 4, p95: 5 };
  const svg = svgOf(
    { kind: 'shifts', title: 'T', caption: '', axis, before: [range], after: [range] },
    ENGLISH,
  );
  // Plot draws an arrow behind a name, an empty one as well.
  expect(svg.match(/→/g) ?? []).toHaveLength(count);
});

test.each([
  [480, 13],
  [720, 12],
])(
  'names of rows are whole where there is room, %i pixels wide in letters of %i',
  (width, fontSize) => {
    const names = ['baseline / 2025-12', 'baseline / 2026-11', 'open-door / 2025-12'];
    const rows = names.map((name) => ({ name, p5: 1, p25: 2, p50: 3, p75: 4, p95: 5 }));
    const svg = svgOf(
      { kind: 'shifts', title: 'T', caption: '', axis: '', before: rows, after: rows },
      ENGLISH,
      { width, fontSize },
    );
    for (const name of names) expect(svg).toContain(`>${name}<`);
  },
);
