/**
 * `chipcast report` writes the pages of a finished run: whole, by themselves, and always the same.
 */

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { beforeAll, describe, expect, test } from 'vitest';
import { reportCommand } from '../../src/cli/commands/report.ts';
import { NUMERICS } from '../../src/plan/plan.ts';
import { VERSION } from '../../src/version.ts';
import { temporaryFolder } from '../folders.ts';
import { finishedRun } from '../forecast/finished-run.ts';
import { answerTo, chipcast } from './chipcast.ts';

const folder = temporaryFolder();
const out = join(folder, 'out');
const run = (model: string, to: string) =>
  finishedRun({ model, trials: 3000, replicates: 4, out: to });

const report = (path: string) => answerTo(async () => reportCommand(path, { out }));
const page = (path: string) => readFileSync(join(path, 'report.html'), 'utf8');

let china: string;
let pumps: string;
beforeAll(async () => {
  china = await run('china-ai-chips', out);
  pumps = await run('heat-pumps', out);
  for (const path of [china, pumps]) expect((await report(path)).code).toBe(0);
}, 180_000);

describe('the page', () => {
  test('says the answer first, and has every chart of the model with something drawn in it', () => {
    const { document } = parseHTML(page(china));
    expect(document.querySelector('h1')!.textContent).toMatch(
      /^An? [\d.]+% chance that China's own AI chips meet its demand in 2028$/,
    );
    const titles = [...document.querySelectorAll('#screen figure > h2, #screen figure > h3')].map(
      (h) => h.textContent,
    );
    expect(titles).toEqual([
      'Domestic supply over demand, in money',
      'Domestic supply over demand, in H200-equivalents',
      'How likely supply meets demand, quarter by quarter',
      'Onshore demand, and sales of domestic vendors',
      'Who sells what is bought onshore, by revenue',
      'H200 wanted were both gates open, and shipped under licence',
      'Yield of a large die, 7 nm class',
      'Advanced wafer capacity',
    ]);
    for (const figure of document.querySelectorAll('#screen figure')) {
      expect(figure.querySelectorAll('svg path, svg rect, svg circle').length).toBeGreaterThan(2);
      expect(figure.querySelector('figcaption')!.textContent).not.toBe('');
    }
  });

  test('draws a hundred trials for each headline amount', () => {
    const { document } = parseHTML(page(china));
    const figures = [...document.querySelectorAll('#a-hundred-outcomes figure')];
    expect(figures.length).toBeGreaterThanOrEqual(6);
    for (const figure of figures)
      expect(figure.querySelectorAll('.wide svg circle').length).toBe(100);
  });

  test('has the sections of report.md, the sources in full, and the commands that make it again', () => {
    const { document } = parseHTML(page(china));
    const headings = [...document.querySelectorAll('h2')].map((h) => h.textContent);
    const markdown = readFileSync(join(china, 'report.md'), 'utf8');
    const sections = [...markdown.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
    expect(headings.filter((heading) => sections.includes(heading!))).toEqual(sections);
    expect(sections).toContain('Correlations');
    expect(document.querySelectorAll('#sources tbody tr').length).toBeGreaterThan(150);
    expect(document.querySelector('#reproduce-this-forecast')!.textContent).toContain(
      '--trials 3000',
    );
  });

  test.each(['china', 'pumps'])(
    'of %s needs nothing but itself, and no number went wrong',
    (name) => {
      const whole = page(name === 'china' ? china : pumps);
      // One script runs, which the policy knows by its hash; the others are packed text.
      const scripts = [...whole.matchAll(/<script([^>]*)>([^<]*)</g)];
      const packed = scripts.filter(([, attributes]) => attributes !== '');
      expect(scripts.length - packed.length).toBe(1);
      for (const [, attributes, text] of packed) {
        expect(attributes).toMatch(
          /^ type="text\/plain" (?:id="(?:data|program)"|data-lang="zh-Hant")$/,
        );
        expect(text).toMatch(/^[\w+/=]+$/);
      }
      expect(whole).toMatch(/content="default-src 'none'; .*script-src 'sha256-[\w+/]{43}='/);
      expect(whole).not.toContain("script-src 'unsafe-inline'");
      const html = whole.replaceAll(/<script[^>]*>[\s\S]*?<\/script>/g, '');
      expect(html).not.toMatch(/<script|<link|<img|url\((?!#)|@import|src=/);
      expect(html.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/href="https?:/);
      expect(html).not.toMatch(/NaN|undefined|Infinity|\[object/);
    },
  );

  test('of a model without charts shows its headlines over time', () => {
    const { document } = parseHTML(page(pumps));
    expect(document.querySelectorAll('#screen figure').length).toBeGreaterThanOrEqual(2);
  });
});

test('writes every chart of the page as a picture of its own, into a folder that it makes', async () => {
  const charts = join(folder, 'pictures', 'pumps');
  const { code, stdout } = await answerTo(async () => reportCommand(pumps, { out, charts }));
  expect(code).toBe(0);
  const files = readdirSync(charts).toSorted();
  expect(files.length).toBeGreaterThanOrEqual(2);
  expect(files[0]).toMatch(/^01-[a-z-]+\.svg$/);
  for (const file of files) {
    expect(stdout).toContain(join(charts, file));
    expect(readFileSync(join(charts, file), 'utf8')).toMatch(
      /^<svg [^>]*role="img"[\s\S]*<\/svg>\n$/,
    );
  }
});

describe('the same bytes', () => {
  test('from the same run, asked twice, and from the same question computed elsewhere', async () => {
    const first = page(pumps);
    await report(pumps);
    expect(page(pumps)).toBe(first);
    const again = await run('heat-pumps', join(folder, 'elsewhere'));
    await report(again);
    expect(page(again)).toBe(first);
  });

  test('hold report.md as the run wrote it', async () => {
    const before = readFileSync(join(pumps, 'report.md'), 'utf8');
    await report(pumps);
    expect(readFileSync(join(pumps, 'report.md'), 'utf8')).toBe(before);
  });
});

test('the certificate of the self-test of this version is embedded, another one is not', async () => {
  const checks = [
    {
      group: 'functions',
      name: 'a <b> & c',
      measure: 'relative error',
      found: 1.25e-16,
      limit: 1e-15,
      count: 7,
      passed: true,
    },
  ];
  const certificate = { format: 1, version: VERSION, numerics: NUMERICS, passed: true, checks };
  const elsewhere = join(folder, 'certified');
  const path = await run('heat-pumps', elsewhere);
  const write = (content: object) =>
    writeFileSync(join(elsewhere, 'selftest.json'), JSON.stringify(content));
  write(certificate);
  await report(path);
  expect(page(path)).toContain('Self-test: 1 of 1 check passed');
  expect(page(path)).toContain('a &lt;b&gt; &amp; c');
  write({ ...certificate, version: '0.0.0' });
  await report(path);
  expect(page(path)).not.toContain('Self-test');
  write({ ...certificate, checks: [{ group: 'functions' }] });
  const answer = await report(path);
  expect([answer.code, page(path).includes('Self-test')]).toEqual([0, false]);
  expect(answer.stderr).toContain('selftest.json cannot be read, so the report has no certificate');
});

test('an analysis that the run names and that is gone or altered is left out, and the report says so', async () => {
  const path = await run('heat-pumps', join(folder, 'named'));
  const file = join(path, 'run.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as { files: Record<string, string> };
  manifest.files['sensitivity.json'] = '0'.repeat(64);
  writeFileSync(file, JSON.stringify(manifest));
  const gone = await report(path);
  expect([gone.code, gone.stderr]).toEqual([
    0,
    expect.stringMatching(/^the report leaves the sensitivity out.* has no sensitivity\.json; /),
  ]);
  writeFileSync(join(path, 'sensitivity.json'), '{');
  const broken = await report(path);
  expect([broken.code, broken.stderr]).toEqual([
    0,
    expect.stringMatching(
      /^the report leaves the sensitivity out.*sensitivity\.json cannot be read/,
    ),
  ]);
});

test('a summary that was altered is not reported, nor a run that does not exist', async () => {
  const path = await run('heat-pumps', join(folder, 'altered'));
  const file = join(path, 'summary.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace('"trials":3000', '"trials":3001'));
  const altered = await report(path);
  expect(altered.code).toBe(2);
  expect(altered.stderr).toContain('trials: are 3001, the plan has 3000');
  const absent = await chipcast('report', 'nothing-here', '--out', out);
  expect([absent.code, absent.stdout]).toEqual([2, '']);
});
