/** Equations as MathML: small ones by hand, and every one of the shipped models. */

import { describe, expect, test } from 'vitest';
import china from '../../../models/china-ai-chips/index.ts';
import heatPumps from '../../../models/examples/heat-pumps/index.ts';
import { compile } from '../../../src/compile/compile.ts';
import { equationMathml, openingMathml, type Setting } from '../../../src/page/equations/mathml.ts';
import { readEquation } from '../../../src/page/equations/read.ts';
import { en } from '../../../src/page/words/en.ts';
import { escaped } from '../../../src/text/escaped.ts';

const plain: Setting = {
  symbol: (id) => `<b>${escaped(id)}</b>`,
  isQuarterly: (id) => id !== 'k',
  words: en.equations.math,
};

/** The drawing of `y = text` without what is the same in all of them. */
function drawn(text: string, known = ['a', 'b', 'c', 'k', 'x-y']): string {
  const tree = readEquation(text, (id) => known.includes(id));
  if (tree === undefined) throw new Error(`${text} is not read`);
  return equationMathml('y', tree, plain)
    .replaceAll(/<\/?(?:mrow|mtext|b)>/g, '')
    .replace('<math display="block"><msub>y<mi>t</mi></msub><mo>=</mo>', '')
    .replace('</math>', '');
}

const t = (id: string, index = 't') => `<msub>${id}<mi>${index}</mi></msub>`;
const [plus, minus, times] = ['+', '−', '·'].map((sign) => `<mo>${sign}</mo>`);
const inBrackets = (inner: string) => `<mo>(</mo>${inner}<mo>)</mo>`;

test.each([
  ['a / k', `<mfrac>${t('a')}k</mfrac>`],
  ['(a + b) * k', `${inBrackets(t('a') + plus + t('b'))}${times}k`],
  ['a + b * k', `${t('a')}${plus}${t('b')}${times}k`],
  ['a - (b - k)', `${t('a')}${minus}${inBrackets(`${t('b')}${minus}k`)}`],
  ['a - b - k', `${t('a')}${minus}${t('b')}${minus}k`],
  ['a * -k', `${t('a')}${times}${inBrackets(`${minus}k`)}`],
  ['k ^ (a / b)', `<msup>k<mfrac>${t('a')}${t('b')}</mfrac></msup>`],
  ['(a / b) ^ 2', `<msup>${inBrackets(`<mfrac>${t('a')}${t('b')}</mfrac>`)}<mn>2</mn></msup>`],
  ['exp(-k) ^ 2', `<msup>${inBrackets(`<msup><mi>e</mi>${minus}k</msup>`)}<mn>2</mn></msup>`],
  ['sqrt(k)', '<msqrt>k</msqrt>'],
  ['floor(k)', '<mo>⌊</mo>k<mo>⌋</mo>'],
  ['min(a, k)', `<mi>min</mi>${inBrackets(`${t('a')}<mo>,</mo>k`)}`],
  ['previous(a)', t('a', 't−1')],
  ['previous(a, 3)', t('a', 't−3')],
  ['previous + a', `${t('y', 't−1')}${plus}${t('a')}`],
  ['sum(a, year)', `<munder><mo>∑</mo><mi>t</mi><mo>∈</mo>year</munder>${t('a')}`],
  ['mean(a, during 2026Q3)', `<munder><mi>mean</mi><mi>t</mi><mo>∈</mo>2026Q3</munder>${t('a')}`],
  ['x-y', t('x-y')],
  ['a-b', `${t('a')}${minus}${t('b')}`],
])('%s', (text, expected) => {
  expect(drawn(text)).toBe(expected);
});

test('a chain of choices is one table, a row a case', () => {
  const cases = drawn('if(a > 1, b, if(a > 0, c, k))');
  expect(cases.match(/<mtr>/g)).toHaveLength(3);
  expect(cases.match(/<mtable>/g)).toHaveLength(1);
  expect(cases).toContain('<mtr><mtd>k</mtd><mtd>otherwise</mtd></mtr>');
});

test('a value with a unit has it behind the number', () => {
  const tree = readEquation('15 [year]', () => false)!;
  expect(equationMathml('k', tree, plain)).toContain(
    '<mn>15</mn><mtext class="unit">\u00A0year</mtext>',
  );
});

test('what is before the first quarter has the index 0', () => {
  const tree = readEquation('k', (id) => id === 'k')!;
  expect(openingMathml('y', tree, plain)).toContain('<mi>0</mi>');
});

test('a text that was cut is not read', () => {
  expect(readEquation('a + (b * ...)', (id) => id === 'a' || id === 'b')).toBeUndefined();
});

/** Whether every tag that opens is closed, in order. */
function isWellFormed(xml: string): boolean {
  const open: string[] = [];
  for (const [, end, name] of xml.matchAll(/<(\/?)([a-z]+)(?: [a-z]+="[^"<]*")*>/g)) {
    if (end === '') open.push(name);
    else if (open.pop() !== name) return false;
  }
  return open.length === 0 && !/<(?!\/?[a-z])/.test(xml);
}

describe.each([china, heatPumps])('$name', (model) => {
  const { program } = compile(model);
  const ids = new Set(
    [...program.inputs, ...program.variables, ...program.outcomes].map(({ id }) => id),
  );
  const texts = [
    ...program.variables.flatMap(({ id, about }) =>
      [about!.equation, about!.opening].flatMap((text) => (text === undefined ? [] : [[id, text]])),
    ),
    ...program.outcomes.map(({ id, about }) => [id, about.equation!]),
  ];

  test(`${texts.length} equations are well-formed MathML that holds every id of the text`, () => {
    const faults = texts.flatMap(([id, text]) => {
      const tree = readEquation(text, (name) => ids.has(name));
      if (tree === undefined) return [`${id}: ${text} is not read`];
      const math = equationMathml(id, tree, plain);
      const shown = new Set([...math.matchAll(/<mtext><b>([^<]*)/g)].map(([, x]) => x));
      const written = (text.match(/[A-Za-z][\w.-]*/g) ?? []).filter((word) => ids.has(word));
      const missing = [...written, id].filter((name) => !shown.has(name));
      return [
        ...(isWellFormed(math) ? [] : [`${id}: ${math}`]),
        ...missing.map((name) => `${id}: ${name} is missing`),
      ];
    });
    expect(faults).toEqual([]);
    // Some hundred equations stand in the models, so that the test has something to find.
    expect(texts.length).toBeGreaterThan(10);
  });
});
