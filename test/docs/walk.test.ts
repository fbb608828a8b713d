/**
 * The tutorial and the how-to pages, followed to the letter: every file is saved, every command
 * typed, every answer compared.
 *
 * @slow runs some hundred commands: those of a few pages as a reader does, the others in this process
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { manual, ROOT } from './documents.ts';
import { here, isWalked, type Step, save, spawned, stepsOf, type, unsaid } from './walk.ts';

const pages = manual().filter(isWalked);

// Inside the project: as a reader's folder is, who imports from 'chipcast' there.
const freshFolder = () => mkdtempSync(join(ROOT, '.walk-'));

/** Pages that are followed with the built command, as a reader does. */
const AS_A_READER = ['tutorial.md', 'commit-to-a-forecast.md'];

/** A process loads a file once, so that a page that saves a model again wants others. */
function wantsProcesses(path: string, steps: readonly Step[]): boolean {
  const models = steps.flatMap((step) =>
    step.kind === 'file' && step.name.endsWith('.ts') ? [step.name] : [],
  );
  return new Set(models).size < models.length || AS_A_READER.some((end) => path.endsWith(end));
}

describe('pages', () => {
  test('are the tutorial and what README.md calls how-to', () => {
    const readme = manual().find(({ path }) => path === 'README.md')!.text;
    const linked = [...readme.matchAll(/\]\(docs\/((?:how-to\/)?[\w-]+\.md)\)/g)];
    const walked = pages.map(({ path }) => path.slice('docs/'.length).replaceAll('\\', '/'));
    expect(walked.filter((path) => !linked.some(([, link]) => link === path))).toEqual([]);
    expect(walked).toContain('tutorial.md');
    expect(walked.length).toBeGreaterThan(1);
  });

  test.each(pages.map((page) => [page.path, page] as const))(
    '%s says what happens',
    async (_, page) => {
      const folder = freshFolder();
      const steps = stepsOf(page);
      const run = wantsProcesses(page.path, steps) ? spawned(inject('command')) : here;
      try {
        for (const step of steps) {
          if (step.kind === 'file') save(step, folder);
          else {
            const said: string[] = [];
            for (const line of step.lines) {
              const answer = await type(line, folder, run);
              said.push(...answer.said);
              const all = answer.said.join('\n');
              expect(answer.code, `${step.place}: ${line}\n${all}`).toBe(step.code);
            }
            const wrong = step.shown && unsaid(step.shown, said);
            expect(wrong, `${step.place}, where this is said:\n${said.join('\n')}`).toBeUndefined();
          }
        }
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  );
});

describe('the comparison', () => {
  const said = ['a', 'b', 'c', 'b', 'd'];
  test.each([
    [['a', 'b', 'c', 'b', 'd']],
    [['...', 'c', '...']],
    [['a', '...', 'b', 'd']],
    [['a', '...']],
    [['...', 'd']],
    [['...']],
  ])('finds %j', (shown) => {
    expect(unsaid(shown, said)).toBeUndefined();
  });
  test.each([
    [['a', 'b', 'c', 'b'], 'nothing, where "d" was said'],
    [['b', '...'], 'b'],
    [['...', 'c', 'd'], 'c'],
    [['...', 'd', '...', 'b', '...'], 'b'],
    [['a', 'b', 'c', 'b', 'd', 'e'], 'e'],
    [['a', 'x', '...'], 'x'],
    [['...', 'c'], 'nothing, where "b" was said'],
  ])('misses %j', (shown, wrong) => {
    expect(unsaid(shown, said)).toBe(wrong);
  });
});

describe('a page is refused', () => {
  const page = (text: string) => stepsOf({ path: 'page.md', text });
  test.each([
    ['a file without a name', '```ts\nlet x = 1;\n```\n'],
    ['a table of numbers without a name', 'Save this:\n\n```csv\na,b\n```\n'],
    ['an answer without a question', '```text\nyes\n```\n'],
    ['a language that nobody runs', '```py\n1\n```\n'],
  ])('%s', (_, text) => {
    expect(() => page(text)).toThrow(/page\.md:\d/);
  });
  test('a command that is none of ours', async () => {
    await expect(type('rm -r everything', ROOT, here)).rejects.toThrow('is no step of a page');
  });
});
