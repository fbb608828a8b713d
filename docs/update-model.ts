/**
 * Brings up to date what follows from the declarations of the China model:
 *
 *     npm run model:update
 *     npm run model:update -- --quick    without the tests that find documents with old numbers
 *
 * Streams of new inputs are appended to the dimensions, `cited_by` in the register of sources and
 * the counts in the model's README are written anew, and documents are listed whose numbers are no
 * longer those of the model.
 */

import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import Papa from 'papaparse';
import china from '../models/china-ai-chips/index.ts';
import { compile } from '../src/compile/compile.ts';
import { type Program, streamNames } from '../src/compile/program.ts';
import type { Model } from '../src/language/model.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDER = new URL('../models/china-ai-chips/', import.meta.url);

/** Tests that hold documents and fixtures to numbers of the model. */
const HOLD_NUMBERS = ['test/docs', 'test/models', 'test/evidence/china.test.ts'];

/**
 * `dimensions.ts` with the streams of new inputs behind the others.
 *
 * @throws Error if a stream is there that no input draws: lines are never taken out, since every
 *   later draw would be another
 */
export function withDimensions(text: string, program: Program, known: readonly string[]): string {
  const drawn = program.inputs
    .filter(({ distribution }) => !distribution.startsWith('point('))
    .flatMap((input) => streamNames(input, program.time.quarters));
  const idle = known.filter((name) => !drawn.includes(name));
  if (idle.length > 0)
    throw new Error(
      `dimensions.ts: ${idle.join(', ')}: no input draws it; give the line to the input that takes its place`,
    );
  const added = drawn.filter((name) => !known.includes(name)).map((name) => `  '${name}',\n`);
  return text.replace(/\];\n$/, `${added.join('')}];\n`);
}

/** The register with what cites each source: inputs, history and evidence. */
export function withCitations(csv: string, program: Program, model: Model): string {
  const citing = new Map<string, string[]>();
  const cite = (by: string, sources: readonly string[] = []): void => {
    for (const source of sources) {
      const all = citing.get(source) ?? [];
      if (!all.includes(by)) citing.set(source, [...all, by]);
    }
  };
  for (const { id, about } of program.inputs) cite(id, about.sources);
  for (const { outcome, sources } of model.history ?? []) cite(`history ${outcome}`, sources);
  for (const { id, sources } of model.evidence ?? []) cite(`evidence ${id}`, sources);
  const { data, meta } = Papa.parse<Record<string, string>>(csv, {
    header: true,
    skipEmptyLines: true,
  });
  const rows = data.map((row) => {
    const now = citing.get(row['id']) ?? [];
    // Published forecasts name their sources in prose, and keep what was written by hand.
    const before = row['cited_by'].split('; ').filter((by) => by !== '');
    const kept = before.filter((by) => now.includes(by) || by.startsWith('published'));
    const added = now.filter((by) => !before.includes(by));
    return { ...row, cited_by: [...kept, ...added].join('; ') };
  });
  return `${Papa.unparse(rows, { columns: meta.fields })}\r\n`;
}

/** The README with the numbers of assumptions, and of those that are judgement. */
export function withCounts(text: string, program: Program): string {
  const assumptions = program.inputs.filter(({ about }) => about.role !== 'factor');
  const fixed = assumptions.filter(({ distribution }) => distribution.startsWith('point('));
  const judged = assumptions.filter(({ about }) => about.judgement);
  const over = (periods: string): number =>
    program.outcomes.filter((outcome) => outcome.over === periods).length;
  const sentences: readonly [RegExp, string][] = [
    [
      /\d+ assumptions go in, \d+ of them fixed; \d+ yearly outcomes, \d+ for the whole horizon and \d+\n/,
      `${assumptions.length} assumptions go in, ${fixed.length} of them fixed; ${over('year')} yearly outcomes, ${over('horizon')} for the whole horizon and ${over('quarter')}\n`,
    ],
    [/has all \d+ with units/, `has all ${assumptions.length} with units`],
    [/\d+ of the \d+ assumptions/, `${judged.length} of the ${assumptions.length} assumptions`],
  ];
  return sentences.reduce((page, [pattern, said]) => {
    if (!pattern.test(page)) throw new Error(`README.md: no sentence like "${said.trim()}"`);
    return page.replace(pattern, said);
  }, text);
}

/** Files that follow from the declarations, as they should be. */
export function followingFiles(): ReadonlyMap<string, string> {
  const { program, model } = compile(china);
  const read = (name: string): string => readFileSync(new URL(name, FOLDER), 'utf8');
  return new Map([
    ['dimensions.ts', withDimensions(read('dimensions.ts'), program, model.dimensions ?? [])],
    ['sources.csv', withCitations(read('sources.csv'), program, model)],
    ['README.md', withCounts(read('README.md'), program)],
  ]);
}

/** Tests that fail, each with its file: their names say which document and where. */
function movedNumbers(): string[] {
  const { stdout, stderr, error } = spawnSync(
    'npx',
    ['vitest', 'run', '--reporter=json', ...HOLD_NUMBERS],
    { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 28 },
  );
  const start = stdout?.indexOf('{') ?? -1;
  if (start < 0) throw error ?? new Error(`vitest reported nothing: ${stderr}`);
  const { testResults } = JSON.parse(stdout.slice(start)) as {
    readonly testResults: readonly {
      readonly name: string;
      readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
    }[];
  };
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName }) => `${relative(ROOT, name)}: ${fullName}`),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, text] of followingFiles()) {
    const file = new URL(name, FOLDER);
    if (readFileSync(file, 'utf8') === text) continue;
    writeFileSync(file, text);
    console.log(`models/china-ai-chips/${name}: written anew`);
  }
  if (!process.argv.includes('--quick')) {
    console.log('Numbers that moved, by the test that holds them:');
    const moved = movedNumbers();
    console.log(moved.length === 0 ? '  none' : moved.map((line) => `  ${line}`).join('\n'));
  }
}
