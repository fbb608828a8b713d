import { parseHTML } from 'linkedom';
import { marked } from 'marked';
import { expect, test } from 'vitest';
import type { EvidenceDocument } from '../../src/evidence/document.ts';
import { documentMarkdown } from '../../src/report/media/markdown.ts';
import { runPage } from '../../src/report/pages/run.ts';
import { reproducingCommand } from '../../src/report/run-facts.ts';
import {
  amount,
  coded,
  correlatedPlan,
  facts,
  heatPumps,
  planOf,
  summaryOf,
} from './heat-pumps.ts';

const markdownReport = (...of: Parameters<typeof runPage>): string =>
  documentMarkdown(runPage(...of));

const changed = planOf({
  'stock.retirementRate': 'lognormal(p10=0.03, p90=0.06)',
  'market.banned': 'point(value=1)',
});

test('the report has the answer, every outcome with errors, every assumption, and the way back', () => {
  const text = markdownReport(planOf(), summaryOf(), facts);
  expect(text).toContain(
    '# Heat pumps, 2026 and 2027\n\nAll wants are met in 2027 in 23% of trials',
  );
  expect(text).toMatch(/^\| 2027 \| +23\.0 ± 0\.4% \|$/m);
  // The mean is 1.1 times 1234.5 and the quantiles are multiples of it; the error, 12.345, leads
  // with a 1.
  expect(text).toContain(
    '| 2026 | 1,358 ± 12 | 494 ± 12 | 617 ± 12 | 988 ± 12 | 1,235 ± 12 | 1,605 ± 12 | 2,469 ± 12 |',
  );
  expect(text).toContain('## Quarter by quarter');
  expect(text).toMatch(/\| 2027Q4 \|/);
  for (const { id } of heatPumps.program.inputs) expect(text).toContain(`\`${id}\` `);
  expect(text).toMatch(
    /\| +0\.057 \| 0\.036 to 0\.088 +\| 1\/year +\| 0\.02 to 0\.15 +\|[ |]+S12 +\| `lognormal\(p10=0\.04, p90=0\.08\)`/,
  );
  expect(text).toContain(facts.digest);
  expect(text).toContain(heatPumps.program.fingerprint);
  expect(text).toContain('chipcast verify heat-pumps-abababab');
  for (const term of ['Credible interval', 'Standard error', 'Replicate'])
    expect(text).toContain(`- ${term}`);
  expect(text).not.toContain('## Failures');
  expect(text).not.toContain('## Assumptions changed');
});

test('the report does not depend on which files the run has', () => {
  const elsewhere = { ...facts, files: [] };
  expect(markdownReport(planOf(), summaryOf(), elsewhere)).toBe(
    markdownReport(planOf(), summaryOf(), facts),
  );
});

test('changed assumptions stand beside what the model says', () => {
  const text = markdownReport(changed, summaryOf(), facts);
  expect(text).toContain('## Assumptions changed');
  expect(text).toMatch(
    /\| Installs are banned `market\.banned` +\| 0 +\| 1 +\| 0\/1 +\| `--set` +\|/,
  );
  expect(text).toContain(
    '`lognormal(p10=0.03, p90=0.06)`, in the model `lognormal(p10=0.04, p90=0.08)`',
  );
});

test('changed correlations have a section of their own', () => {
  const text = markdownReport(correlatedPlan(), summaryOf(), facts);
  expect(text).toContain('## Correlations changed');
  expect(text).toMatch(
    /`stock\.retirementRate`, Units that are wanted `market\.wanted` \| rank correlation -0\.5 +\|/,
  );
  expect(text).toContain(
    "| Kendall's tau [[1, 0.5, 0.2], [0.5, 1, 0], [0.2, 0, 1]], Student t with df 4 |",
  );
  expect(text).not.toContain('## Assumptions changed');
  expect(markdownReport(planOf(), summaryOf(), facts)).not.toContain('Correlations changed');
});

test('the command that asks again names seed, size, design and every change, quoted for a shell', () => {
  expect(reproducingCommand(changed).split(' \\\n  ')).toEqual([
    'chipcast run',
    '--model heat-pumps',
    '--seed 7',
    '--trials 131072',
    '--replicates 16',
    '--design sobol',
    '--set market.banned=1',
    "--set 'stock.retirementRate=lognormal(p10=0.03, p90=0.06)'",
  ]);
  expect(reproducingCommand({ ...planOf(), seed: "it's" })).toContain(String.raw`--seed 'it'\''s'`);
});

test('a preset is named instead of what it sets', () => {
  const command = reproducingCommand(planOf({ 'market.banned': 'point(value=1)' }, 'preset ban'));
  expect(command).toContain('--preset ban');
  expect(command).not.toContain('--set');
});

test('failures have a section, and point out the outcomes they touch', () => {
  const failing = {
    'stock.met[2027]': coded(
      'stock.met[2027]',
      [
        [0, 0.7, 0.004],
        [1, 0.3, 0.004],
      ],
      3,
    ),
  };
  const summary = {
    ...summaryOf(failing),
    failures: [{ outcome: 'stock.met[2027]', count: 3, trials: [1, 2, 3] }],
  };
  const text = markdownReport(planOf(), summary, facts);
  expect(text).toContain('## Failures');
  expect(text).toContain('- `stock.met[2027]`: 3 of 131,072, trials 1, 2, 3');
  expect(text).toContain('### All wants are met\n\n`stock.met`, units basis\n\n');
  expect(text).toContain('Some trials failed; see Failures.');
});

const TEXTS = new Set(
  'title label why unit basis component publisher claim reading sources'.split(' '),
);
const evidence: EvidenceDocument = {
  format: 1,
  method: 'weights',
  trials: 1000,
  pieces: [
    {
      id: 'a',
      known: '2026-06-10',
      quantity: 'stock.met[2026]',
      likelihood: 'normal(value=1, sd=2)',
      reading: '',
      sources: [''],
      alone: { count: 500, fraction: 0.5 },
    },
  ],
  ess: { count: 500, fraction: 0.5 },
  observations: {},
  agreement: null,
  largestShare: 0.01,
  paretoK: null,
  clashes: [],
  outcomes: {},
  inputs: {},
  headlines: {},
};

/** What an author, or whoever altered a folder, may have written into a text. */
const HOSTILE =
  '[link](javascript:alert(1)) ![i](https://example.org/i.png) <img src=x> a | b * c \u001b]0;x';

test('what others wrote is text: no link, no image, no control character', () => {
  const hostile = (value: unknown, key = ''): unknown => {
    if (Array.isArray(value)) return value.map((one) => hostile(one, key));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(
        Object.entries(value).map(([own, one]) => [own, hostile(one, own)]),
      );
    return TEXTS.has(key) ? HOSTILE : value;
  };
  const plan = planOf();
  const markdown = markdownReport(
    { ...plan, program: hostile(plan.program) as typeof plan.program },
    summaryOf(),
    { ...facts, evidence: hostile(evidence) as typeof evidence },
  );
  const html = marked.parse(markdown, { async: false, gfm: true });
  const { document } = parseHTML(`<html><body>${html}</body></html>`);
  expect(document.querySelectorAll('img, a[href^="java"]').length).toBe(0);
  expect(markdown).not.toContain('\u001b');
  const seen = HOSTILE.replace('\u001b', String.raw`\u001b`);
  expect(document.querySelector('h1')!.textContent).toBe(seen);
  const cells = [...document.querySelectorAll('td')].map(({ textContent }) => textContent);
  expect(cells.filter((text) => text === seen).length).toBeGreaterThan(10);
});

test('an outcome without any finite value reads n/a', () => {
  const nothing = { value: null, se: null, low: null, high: null };
  const none = amount('stock.inService[2026]', 1);
  const quantiles = Object.fromEntries(
    Object.keys(none.quantiles).map((name) => [name, nothing]),
  ) as unknown as typeof none.quantiles;
  const summary = summaryOf({
    [none.id]: { ...none, mean: nothing, sd: nothing, quantiles, failures: 131072 },
  });
  expect(markdownReport(planOf(), summary, facts)).toMatch(/\| 2026 \|( +n\/a \|){7}/);
});
