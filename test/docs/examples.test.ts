/**
 * The examples in docstrings of the public surface: each runs, as it stands there.
 *
 * @slow starts processes
 */

import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import * as everything from '../../src/node/index.ts';
import { ROOT } from './documents.ts';
import { typeErrors } from './type-check.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'chipcast-examples-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs that an example saves are gone after the test. */
const kept = (code: string): string => code.replaceAll("'runs/out'", JSON.stringify(folder));

const sources = ['forecast', 'node', 'distributions'].flatMap((room) =>
  readdirSync(join(ROOT, 'src', room))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join('src', room, name)),
);

const examples = sources.flatMap((path) =>
  [
    ...readFileSync(join(ROOT, path), 'utf8').matchAll(/\* @example\n([\s\S]*?)\n\s*\*(?:\/| @)/g),
  ].map(([, text], k) => ({ name: `${path} ${k}`, code: kept(text.replaceAll(/^\s*\* ?/gm, '')) })),
);

/** What an example may take for granted: the model, and runs of it. */
const GIVEN = `
const heatPumps = await loadModel('heat-pumps');
const first = await forecast(heatPumps, { trials: 512, seed: 'given', threads: 1 });
const given = {
  run: first,
  baseline: first,
  other: await forecast(heatPumps, { trials: 512, seed: 'given', threads: 1, presets: ['subsidy-ends'] }),
};
`;

test('every verb of the public surface has one', () => {
  expect(examples.map(({ name }) => name.split('/')[2].split(' ')[0]).toSorted()).toEqual(
    expect.arrayContaining([
      'compare.ts',
      'distribution.ts',
      'evaluate.ts',
      'forecast.ts',
      'open-run.ts',
      'run.ts',
      'score.ts',
      'sensitivity.ts',
    ]),
  );
});

test('they agree with the types, and run', async () => {
  const words = Object.keys(everything).filter((word) =>
    [GIVEN, ...examples.map(({ code }) => code)].some((text) =>
      new RegExp(`\\b${word}\\b`).test(text),
    ),
  );
  const bodies = examples.map(({ name, code }) => {
    const names = ['run', 'baseline', 'other'].filter(
      (one) => new RegExp(`\\b${one}\\b`).test(code) && !new RegExp(`const ${one}\\b`).test(code),
    );
    return `// ${name}\nawait (async () => {\nconst { ${names.join(', ')} } = given;\n${code}\n})();`;
  });
  const file = join(folder, 'examples.ts');
  writeFileSync(
    file,
    `import { ${words.join(', ')} } from 'chipcast';\n${GIVEN}\n${bodies.join('\n')}\nexport const done = ${bodies.length};\n`,
  );
  expect(typeErrors(folder, [file])).toBe('');
  const { done } = (await import(/* @vite-ignore */ file)) as { done: number };
  expect(done).toBe(examples.length);
});
