import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import china from '../../models/china-ai-chips/index.ts';
import { compile } from '../../src/compile/compile.ts';
import { readRunSpec } from '../../src/plan/read-spec.ts';
import { resolvePlan } from '../../src/plan/resolve.ts';
import { DEFAULTS, kebabCase, runSpecJsonSchema, runSpecSchema } from '../../src/plan/run-spec.ts';

const committed = (file: string) =>
  readFileSync(new URL(`../../runs/${file}`, import.meta.url), 'utf8');

test('the committed JSON Schema is that of the code', () => {
  expect(
    committed('run-spec.schema.json'),
    'runs/run-spec.schema.json is out of date; write it again: npx tsx src/plan/write-schema.ts',
  ).toBe(runSpecJsonSchema());
});

test('the JSON Schema describes every key, for editors', () => {
  const { properties, required } = JSON.parse(runSpecJsonSchema()) as {
    properties: Record<string, { description?: string; default?: unknown }>;
    required: string[];
  };
  expect(required).toEqual(['name']);
  expect(Object.keys(properties)).toEqual(Object.keys(runSpecSchema.shape));
  for (const { description } of Object.values(properties)) expect(description).toMatch(/\.$/);
  for (const [key, value] of Object.entries(DEFAULTS))
    expect(properties[key].default).toEqual(value);
});

test.each([
  ['High Uptake', 'high-uptake'],
  ['  Größe 7!! ', 'gro-e-7'],
  ['a--b', 'a-b'],
  ['芯片', ''],
])('%j in kebab-case is %j', (text, expected) => {
  expect(kebabCase(text)).toBe(expected);
});

const { program } = compile(china);
const { presets } = china;

test('runs/baseline.yaml asks for the model as it stands', () => {
  const file = readRunSpec(committed('baseline.yaml'), 'runs/baseline.yaml');
  const plan = resolvePlan({ program, presets, ...file });
  expect(plan.name).toBe('baseline');
  expect(plan.id).toBe(resolvePlan({ program }).id);
});

test('runs/open-door-short-memory.yaml lays two presets and two changes over it', () => {
  const file = readRunSpec(committed('open-door-short-memory.yaml'), 'runs/example.yaml');
  const { inputs } = resolvePlan({ program, presets, ...file });
  const count = (by: string) => inputs.filter(({ overriddenBy }) => overriddenBy === by).length;
  // open-door sets five inputs, of which the spec replaces us.licenceCapPerYear; hbm-drought sets
  // seven.
  expect([count('preset open-door'), count('preset hbm-drought'), count('spec')]).toEqual([
    4, 7, 2,
  ]);
});
