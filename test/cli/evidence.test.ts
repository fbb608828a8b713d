/** Evidence on the command line: taken in, told, refused, verified. */

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { discoverCommand } from '../../src/cli/commands/discover.ts';
import { reportCommand } from '../../src/cli/commands/report.ts';
import { runCommand } from '../../src/cli/commands/run.ts';
import { verifyCommand } from '../../src/cli/commands/verify.ts';
import type { EvidenceDocument } from '../../src/evidence/document.ts';
import { worthSentence } from '../../src/report/pages/evidence.ts';
import { wordingOf } from '../../src/wording/wording.ts';
import { temporaryFolder } from '../folders.ts';
import { answerTo } from './chipcast.ts';

const folder = temporaryFolder();
const out = join(folder, 'out');
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const run = (options: Partial<Parameters<typeof runCommand>[1]>, spec?: string) =>
  answerTo(() =>
    runCommand(spec, {
      model: 'heat-pumps',
      trials: 8192,
      executor: 'inline',
      json: true,
      out,
      ...options,
    }),
  );
const reports = file(
  'reports.yaml',
  `observations:
  - id: installers
    known: 2026-06-10
    quantity: stock.installs[2026Q1]
    likelihood: normal(14, 2)
  - id: waiting
    known: 2026-08-20
    quantity: pumps.waiting[2026Q2]
    likelihood: below(10, 3)
`,
);

interface Told {
  readonly run: { readonly folder: string; readonly digest: string };
  readonly outcomes: Record<string, { readonly mean: { readonly value: number } }>;
  readonly evidence: Pick<EvidenceDocument, 'ess' | 'observations'>;
}
const told = ({ stdout }: { readonly stdout: string }): Told => JSON.parse(stdout) as Told;

describe('a run with evidence', () => {
  test('tells how good the update is, and has weights beside the draws', async () => {
    const answer = await run({ evidence: [reports] });
    expect(answer.code).toBe(0);
    const { evidence, run: made, outcomes } = told(answer);
    expect(evidence.ess.count).toBeCloseTo(evidence.ess.fraction * 8192, 6);
    expect(Object.keys(evidence.observations)).toEqual(['installers', 'waiting']);
    const kept = JSON.parse(
      readFileSync(join(made.folder, 'evidence.json'), 'utf8'),
    ) as EvidenceDocument;
    const { prior, posterior } = kept.headlines['target.reached'];
    expect(outcomes['target.reached'].mean.value).toBe(posterior.value);
    expect(posterior.value!).toBeLessThan(prior.value! / 2);
    const free = told(await run({}));
    expect(made.digest).toBe(free.run.digest);
    expect(made.folder).not.toBe(free.run.folder);
    expect(free.evidence).toBeUndefined();
    expect(free.outcomes['target.reached'].mean.value).toBe(prior.value);
  });

  test('warns below half a percent of the trials, and not above', async () => {
    const { run: made } = told(await run({ evidence: [reports] }));
    const kept = JSON.parse(
      readFileSync(join(made.folder, 'evidence.json'), 'utf8'),
    ) as EvidenceDocument;
    const lines = (fraction: number) =>
      worthSentence({ ...kept, ess: { fraction, count: 500 } }, wordingOf('en'));
    expect(lines(0.0049)).toContain('fewer than 0.5% of the trials that were drawn count');
    expect(lines(0.005)).not.toContain('Take care');
  });

  test('is verified with its evidence, and one digit less of it is found', async () => {
    const { run: made } = told(await run({ evidence: [reports] }));
    const verify = () =>
      answerTo(() => verifyCommand(made.folder, { executor: 'inline', out, json: true }));
    expect((await verify()).code).toBe(0);
    const path = join(made.folder, 'evidence.json');
    const text = readFileSync(path, 'utf8');
    writeFileSync(
      path,
      text.replace(/"count": (\d)/, (_, digit: string) => `"count": ${(Number(digit) + 1) % 10}`),
    );
    const found = await verify();
    expect(found.code).toBe(1);
    expect(found.stdout).toContain('evidence.json');
    writeFileSync(path, text);
  });

  test('has it in the report, and discover searches its weighed trials', async () => {
    const { run: made } = told(await run({ evidence: [reports] }));
    await answerTo(async () => reportCommand(made.folder, { out }));
    expect(readFileSync(join(made.folder, 'report.md'), 'utf8')).toContain(
      '## What the evidence moved',
    );
    expect(readFileSync(join(made.folder, 'report.html'), 'utf8')).toContain('What moved: ');
    const searched = await answerTo(() =>
      discoverCommand(made.folder, { where: 'target.reached', out }),
    );
    expect([searched.code, searched.stderr]).toEqual([0, '']);
    expect(searched.stdout).toContain('target.reached');
  });

  test('from a spec is the same question', async () => {
    const spec = file(
      'weighed.yaml',
      'name: weighed\nmodel: heat-pumps\ntrials: 8192\nevidence: reports.yaml\n',
    );
    const [a, b] = [
      told(await run({ trials: undefined!, model: undefined! }, spec)),
      told(await run({ evidence: [reports] })),
    ];
    expect(a.outcomes).toEqual(b.outcomes);
  });
});

describe('what is refused', () => {
  test('everything that is wrong, at once, with its place, and no folder is left', async () => {
    const before = existsSync(out) ? readdirSync(out).length : 0;
    const wrong = file(
      'wrong.yaml',
      `observations:
  - id: one
    known: 2026-06
    quantity: stock.instals[2026Q1]
    likelihood: nomal(14, 2)
  - id: two
    known: 2026-08-20
    quantity: stock.installs[2026Q1]
    likelihood: normal(14, 0)
    source: [x]
`,
    );
    const { code, stderr } = await run({ evidence: [wrong], given: ['target.reachd'] });
    expect(code).toBe(2);
    expect(stderr).toContain('wrong.yaml:3:12 observations[0].known: found 2026-06');
    expect(stderr).toContain('wrong.yaml:4:15 observations[0].quantity');
    expect(stderr).toContain('did you mean stock.installs');
    expect(stderr).toContain(
      'wrong.yaml:5:17 observations[0].likelihood: found nomal(14, 2); did you mean normal',
    );
    expect(stderr).toContain('observations[1].source: is not a key here; did you mean sources?');
    expect(stderr).toContain('did you mean target.reached?');
    expect(readdirSync(out).length).toBe(before);
  });

  test('reports that clash, by name', async () => {
    const clash = file(
      'clash.yaml',
      `observations:
  - { id: association, known: 2026-06-10, quantity: 'stock.installs[2026Q1]', likelihood: 'normal(10, 0.2)' }
  - { id: ministry, known: 2026-06-20, quantity: 'stock.installs[2026Q1]', likelihood: 'normal(18, 0.2)' }
`,
    );
    const { code, stderr } = await run({ evidence: [clash] });
    expect(code).toBe(2);
    expect(stderr).toContain('association and ministry clash');
  });

  test('what became known after the vintage is left out, and said so', async () => {
    const { stderr, stdout } = await run({ evidence: [reports], asOf: '2026-06' });
    expect(stderr).toContain('waiting is left out: it was known on 2026-08-20, after the vintage');
    expect(Object.keys(told({ stdout }).evidence.observations)).toEqual(['installers']);
  });
});
