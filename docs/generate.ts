/**
 * Writes the pages of docs/reference/, and tables of other pages, from the declarations they
 * describe:
 *
 *     npx tsx docs/generate.ts
 *
 * A test compares the pages with what this gives.
 */

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CommandUnknownOpts as Command } from '@commander-js/extra-typings';
import { describeCommand } from '../src/cli/commands/index.ts';
import { explained } from '../src/cli/options.ts';
import { program } from '../src/cli/program.ts';
import { families } from '../src/distributions/families.ts';
import type { Form } from '../src/distributions/family.ts';
import { isLevel } from '../src/distributions/names.ts';
import { pairsExample } from '../src/distributions/usage.ts';
import { runSpecJsonSchema } from '../src/plan/run-spec.ts';
import { METHODS } from '../src/sensitivity/methods/index.ts';
import { code, plain, table } from '../src/text/markdown.ts';
import { languageTables, withTables } from './language-tables.ts';
import { roomPicture } from './room-picture.ts';

// What a command says of itself may be read from what it runs.
for (const command of program.commands) await describeCommand(command);

/** Pages by file name. */
export function referencePages(): ReadonlyMap<string, string> {
  return new Map([
    ['command-line.md', commandLine()],
    ['run-spec.md', runSpec()],
    ['distributions.md', distributions()],
    ['rooms.md', rooms()],
  ]);
}

/** Pages that hold tables between marks, and the tables by the name of their mark. */
export function filledPages(): ReadonlyMap<string, ReadonlyMap<string, string>> {
  return new Map([
    ['language.md', languageTables()],
    ['how-to/find-what-drives-a-forecast.md', new Map([['methods', sensitivityMethods()]])],
    ['../README.md', new Map([['commands', commandTable()]])],
  ]);
}

function rooms(): string {
  return page([
    '# Rooms',
    `${GENERATED} An arrow leads from a room of \`src/\` to one that it may import; arrows that follow from others are left out. What each room holds, and the whole list, is in [design.md](../design.md#rooms).`,
    roomPicture(),
  ]);
}

/** What each kind of method computes. */
const NEEDS: Readonly<Record<(typeof METHODS)[number]['needs'], string>> = {
  draws: 'draws of a run',
  exchange: 'samples that exchange inputs',
  gradient: 'single trials, inputs moved one at a time',
  paths: 'draws of what can be watched',
};

function sensitivityMethods(): string {
  return table(
    [{ heading: 'Method' }, { heading: 'Question' }, { heading: 'Computes' }],
    METHODS.map(({ name, about, needs }) => [code(name), plain(about), NEEDS[needs]]),
  );
}

const GENERATED = 'Written by `docs/generate.ts` from the declarations in the source.';

function commandLine(): string {
  return page([
    '# Command line',
    `${GENERATED} \`RUN\` is a run folder, the name of a run (the newest of that name), the beginning or end of a folder's name, or \`latest\`. Exit codes: 0 done, 1 failed, 2 usage or bad input.`,
    ...program.commands.flatMap((command) => [
      `## ${command.name()}`,
      `${sentence(command.description())}`,
      ['```text', usage(command), '```'].join('\n'),
      ...argumentsOf(command),
      ...optionsOf(command),
    ]),
  ]);
}

/** Every command, with what it cannot do without. */
function commandTable(): string {
  return table(
    [{ heading: 'Command' }, { heading: 'What it does' }],
    program.commands.map((command) => [code(shortUsage(command)), plain(command.description())]),
  );
}

function shortUsage(command: Command): string {
  const given = command.registeredArguments.map((argument) => {
    const { argChoices: choices, required, variadic } = argument;
    const name = choices?.length === 1 ? choices[0] : argument.name().toUpperCase();
    const shown = `${name}${variadic ? '...' : ''}`;
    return required ? shown : `[${shown}]`;
  });
  const needed = command.options
    .filter(({ mandatory }) => mandatory)
    .map(({ flags }) => flags.replace(/<(.*)>/, (_, value: string) => value.toUpperCase()));
  return ['chipcast', command.name(), ...given, ...needed].join(' ');
}

function usage(command: Command): string {
  const given = command.usage().replace(/^\[options\] ?/, '');
  return ['chipcast', command.name(), given, '[options]'].filter((word) => word !== '').join(' ');
}

function argumentsOf(command: Command): string[] {
  const rows = command.registeredArguments.map((argument) => [
    code(argument.name()),
    plain(argument.description),
  ]);
  return rows.length === 0 ? [] : [table([{ heading: 'Argument' }, { heading: 'Meaning' }], rows)];
}

function optionsOf(command: Command): string[] {
  const rows = command
    .createHelp()
    .visibleOptions(command)
    .filter(({ long }) => long !== '--help')
    .map((option) => [code(option.flags), plain(sentence(explained(option)))]);
  return rows.length === 0 ? [] : [table([{ heading: 'Option' }, { heading: 'Meaning' }], rows)];
}

interface Property {
  readonly description?: string;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: { readonly properties?: Readonly<Record<string, Property>> };
  readonly anyOf?: readonly Property[];
}

function runSpec(): string {
  const schema = JSON.parse(runSpecJsonSchema()) as {
    readonly description: string;
    readonly properties: Readonly<Record<string, Property>>;
    readonly required?: readonly string[];
  };
  const nested = Object.entries(schema.properties).flatMap(([name, { items }]) =>
    items?.properties === undefined
      ? []
      : [`## One of \`${name}\``, propertyTable(items.properties, ['inputs'])],
  );
  return page([
    '# Run specs',
    `${GENERATED} ${schema.description} A YAML file; \`runs/run-spec.schema.json\` is the JSON Schema for editors.`,
    propertyTable(schema.properties, schema.required ?? []),
    ...nested,
    'What the options of `chipcast run` say stands over the spec: `--set` over `set`, `--preset` after `presets`. Files that a distribution reads, ' +
      'as in `empirical(file="prices.csv", column="price")`, lie relative to the spec.',
  ]);
}

function propertyTable(
  properties: Readonly<Record<string, Property>>,
  required: readonly string[],
): string {
  return table(
    [{ heading: 'Key' }, { heading: 'Takes' }, { heading: 'Default' }, { heading: 'Meaning' }],
    Object.entries(properties).map(([name, property]) => [
      code(name),
      plain(taken(property)),
      required.includes(name)
        ? 'required'
        : property.default === undefined
          ? ''
          : code(JSON.stringify(property.default)),
      plain(property.description ?? ''),
    ]),
  );
}

function taken({ type, enum: choices, anyOf, minimum, maximum }: Property): string {
  if (choices) return choices.join(', ');
  if (anyOf) return [...new Set(anyOf.map(taken))].join(' or ');
  if (type === 'integer') return `whole number from ${minimum} to ${maximum}`;
  const words: Readonly<Record<string, string>> = {
    array: 'list',
    object: 'map',
    string: 'text',
    boolean: 'true or false',
  };
  return words[type ?? ''] ?? type ?? 'auto';
}

function distributions(): string {
  return page([
    '# Distributions',
    `${GENERATED} Everywhere a distribution is wanted, in \`--set\`, in a run spec, in a preset, it is written as text; in a model the same names are ` +
      'functions that take `{ name: number }`. Parameters may be given by name, or by place in the order shown for the first form. A level such as `p10` is the value below which ten of a hundred draws lie; any level does, `p2.5` too. Dashes and capitals in names do not matter. Parameters in brackets may be left out.',
    table(
      [
        { heading: 'Family' },
        { heading: 'What it is' },
        { heading: 'Also called' },
        { heading: 'Given by' },
      ],
      families.map(({ name, about, aliases, forms }) => [
        code(name),
        plain(about),
        plain(aliases.join(', ')),
        forms
          .flatMap(waysToGive)
          .map((given) => code(`${name}(${given})`))
          .join('<br>'),
      ]),
    ),
    'A bare number is a certain value, and `5 to 50` is `lognormal(p5=5, p95=50)`: ninety of a hundred draws lie in that range. ' +
      '`chipcast dist` shows moments, quantiles and a sketch of any of them.',
  ]);
}

/** Values may stand in a file too. */
function waysToGive(form: Form): string[] {
  return form.takes === 'values' ? [inside(form), 'file="...", column="..."'] : [inside(form)];
}

function inside(form: Form): string {
  switch (form.takes) {
    case 'numbers':
      return named(form.names, form.defaults);
    case 'quantiles': {
      const levels = form.positional ?? ['p10', 'p90', 'p50', 'p25', 'p75'].slice(0, form.fewest);
      const more = form.most > form.fewest ? ', ...' : '';
      return [levels.filter(isLevel).join(', ') + more, named(form.names, form.defaults)]
        .filter((part) => part !== '')
        .join(', ');
    }
    case 'pairs':
      return pairsExample(form);
    case 'values':
      return 'value, ...';
    case 'parts':
      return 'distribution:weight, ...';
    case 'distribution':
      return `distribution, ${named(form.names, form.defaults)}`;
  }
}

function named(
  names: readonly string[],
  defaults: Readonly<Record<string, number | undefined>> = {},
): string {
  return names.map((name) => (Object.hasOwn(defaults, name) ? `[${name}]` : name)).join(', ');
}

function sentence(text: string): string {
  const said = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(said) ? said : `${said}.`;
}

function page(paragraphs: readonly string[]): string {
  return `${paragraphs.join('\n\n')}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = fileURLToPath(new URL('reference/', import.meta.url));
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of referencePages()) writeFileSync(`${folder}${name}`, text);
  for (const [name, tables] of filledPages()) {
    const path = fileURLToPath(new URL(name, import.meta.url));
    writeFileSync(path, withTables(readFileSync(path, 'utf8'), tables));
  }
}
