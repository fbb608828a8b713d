/**
 * Commands that the documents show: they exist, with these options, and name inputs and presets
 * that exist.
 */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import china from '../../models/china-ai-chips/index.ts';
import heatPumps from '../../models/examples/heat-pumps/index.ts';
import { program } from '../../src/cli/program.ts';
import { type Compiled, compile } from '../../src/compile/compile.ts';
import { resolvePlan } from '../../src/plan/resolve.ts';
import { codeBlocks, type Document, manual, prose, ROOT } from './documents.ts';

interface Command {
  readonly place: string;
  readonly line: string;
  /** Behind `chipcast`. */
  readonly words: readonly string[];
}

/** In blocks of shell, and between backticks in the text. */
function commandsOf(document: Document): Command[] {
  const lines = codeBlocks(document)
    .filter(({ language }) => language === 'sh')
    .flatMap(({ text, place }) =>
      text
        .replaceAll('\\\n', '')
        .split('\n')
        .map((line) => ({ line, place })),
    );
  const inline = [...prose(document).matchAll(/(?<!`)`((?:npx )?chipcast [^`]+)`(?!`)/g)].map(
    ([, line]) => ({ line: line.replaceAll('\n', ' '), place: document.path }),
  );
  return [...lines, ...inline]
    .map(({ line, place }) => ({ place, line, words: wordsOf(line) }))
    .filter(({ words }) => words[0] === 'chipcast')
    .map((command) => ({ ...command, words: command.words.slice(1) }));
}

/** The words of a line up to a pipe or a comment, `npx` left out. */
function wordsOf(line: string): string[] {
  const words = [...line.matchAll(/'([^']*)'|"([^"]*)"|([^\s'"]+)/g)].map(
    ([, single, double, bare]) => single ?? double ?? bare,
  );
  const end = words.findIndex((word) => word === '|' || word.startsWith('#'));
  const own = end < 0 ? words : words.slice(0, end);
  return own[0] === 'npx' ? own.slice(1) : own;
}

const shipped: Readonly<Record<string, Compiled>> = {
  'china-ai-chips': compile(china),
  'heat-pumps': compile(heatPumps),
};

const commands = manual().flatMap(commandsOf);

/** By command: each option that its help shows, and whether it takes a value. */
const known = new Map(
  program.commands.map((command) => [
    command.name(),
    new Map(
      command.options
        .filter(({ hidden }) => !hidden)
        .map(({ long, required, optional }) => [long!, required || optional]),
    ).set('--help', false),
  ]),
);

test('documents show every command', () => {
  const shown = new Set(commands.map(({ words }) => words[0]));
  expect([...known.keys()].filter((name) => !shown.has(name))).toEqual([]);
});

test.each(commands.map((command) => [command.place, command.line.trim(), command] as const))(
  '%s: %s',
  (_, __, { words }) => {
    const [name, ...rest] = words;
    // `chipcast COMMAND --help` stands for all of them.
    const options = name === 'COMMAND' ? [...known.values()][0] : known.get(name);
    expect(options, `there is no command ${name}`).toBeDefined();
    const given: Record<string, string[]> = {};
    const others: string[] = [];
    for (let k = 0; k < rest.length; k++) {
      const word = rest[k];
      if (!word.startsWith('--')) others.push(word);
      else {
        expect([...options!.keys()], `${name} has no option ${word}`).toContain(word);
        if (options!.get(word)) (given[word] ??= []).push(rest[++k]);
      }
    }
    const files = others.filter((word) => word.includes('/') && word !== '[SPEC]');
    expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);

    const named = given['--model']?.[0] ?? 'china-ai-chips';
    const compiled = shipped[named];
    if (compiled === undefined) return;
    const question = { setOptions: given['--set'] ?? [], presetOptions: given['--preset'] ?? [] };
    if (question.setOptions.length + question.presetOptions.length === 0) return;
    // Throws if there is no such input or preset.
    resolvePlan({ program: compiled.program, presets: compiled.model.presets, ...question });
  },
);

test('a question with four faults is refused in the words of docs/language.md', () => {
  const { program, model } = shipped['heat-pumps']!;
  const sets = ['homes.replacementRate=5', 'stock.inService=5', 'homes.replacmentRate=0.05'];
  let message = '';
  try {
    resolvePlan({
      program,
      presets: model.presets,
      presetOptions: ['subsidi-ends'],
      setOptions: sets,
    });
  } catch (error) {
    message = (error as Error).message;
  }
  const shown = manual()
    .flatMap(codeBlocks)
    .map(({ text }) => text.trimEnd());
  expect(shown).toContain(message);
});
