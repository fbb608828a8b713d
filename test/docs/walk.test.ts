/**
 * The tutorial and the how-to pages, followed to the letter: every file is saved, every command
 * typed, every answer compared.
 *
 * @slow runs some hundred commands: those of the tutorial as a reader does, the others in this process
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { manual, ROOT } from './documents.ts';
import { here, isWalked, save, spawned, stepsOf, type, unsaid } from './walk.ts';

const pages = manual().filter(isWalked);

// Inside the project: as a reader's folder is, who imports from 'chipcast' there.
const freshFolder = () => mkdtempSync(join(ROOT, '.walk-'));

/**
 * The page that is followed with the built command, as a reader does. In this process a model is
 * loaded once by its place, so the others save each model under a name of its own.
 */
const AS_A_READER = 'tutorial.md';

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
      const run = page.path.endsWith(AS_A_READER) ? spawned(inject('command')) : here;
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
