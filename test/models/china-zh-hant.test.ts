/** The China model in Traditional Chinese: its table of texts, and a page made with it. */

import { readFileSync } from 'node:fs';
import { parseHTML } from 'linkedom';
import { beforeAll, describe, expect, test } from 'vitest';
import { reportCommand } from '../../src/cli/commands/report.ts';
import { type Compiled, compile } from '../../src/compile/compile.ts';
import { loadModel } from '../../src/node/load-model.ts';
import { isNamedByWords } from '../../src/page/spoken.ts';
import { translatedProgram } from '../../src/page/translated.ts';
import { answerTo } from '../cli/chipcast.ts';
import { temporaryFolder } from '../folders.ts';
import { finishedRun } from '../forecast/finished-run.ts';

/** Every text that a reader of the model reads. */
function textsOf({ model, program, declarations }: Compiled): ReadonlySet<string> {
  const texts = new Set<string>();
  const say = (text: string): string => {
    texts.add(text);
    return text;
  };
  translatedProgram(program, say);
  const { quantities, outcomes } = declarations;
  for (const { label, why } of [...quantities.values(), ...outcomes])
    for (const text of [label, why]) if (text !== undefined) say(text);
  for (const { reading } of model.evidence ?? []) if (reading !== undefined) say(reading);
  return texts;
}

describe('the table of texts', () => {
  let compiled: Compiled;
  let table: Readonly<Record<string, string>>;
  beforeAll(async () => {
    compiled = compile(await loadModel('china-ai-chips'));
    table = compiled.program.translations!['zh-Hant'];
  });

  test('has every text of the model, and no text that the model does not have', () => {
    // Numbers and units that every page writes in its own way are the same in both languages.
    const wanted = [...textsOf(compiled)].filter(
      (text) => /[A-Za-z]/.test(text) && !isNamedByWords(text),
    );
    expect(wanted.filter((text) => !Object.hasOwn(table, text))).toEqual([]);
    expect(Object.keys(table).filter((text) => !wanted.includes(text))).toEqual([]);
  });

  test('keeps the place of the number in a unit, and every number of a text but its own words for it', () => {
    const units = Object.entries(table).filter(([text]) => text.includes('#'));
    expect(units.filter(([, translated]) => !translated.includes('#'))).toEqual([]);
    expect(Object.values(table).filter((text) => !/[\u4e00-\u9fff]/.test(text))).toEqual([]);
  });
});

/** What is no English: names of firms, products, functions and files, and signs. */
const NAMES =
  /^(?:AI|AMD|API|APIs|ASCII|B30A|B300|Bass|Blackwell|CANN|CNAS|CPU|CUDA|EUV|FP8|GDDR|GPU|HBM|HBM3|Hopper|LPDDR|MUSA|NVIDIA|PDF|RTX|SAFE|CHIPS|SVG|CSV|PNG|SemiAnalysis|SiGe|TFLOPS|YAML|A100|p\d+|P|[A-Z]\d+|e-\d+|[a-f][\da-f]{8,})$/;

/** Text by text, for what stands in two elements is no word; tooltips are ids. */
function english(part: Element): string[] {
  const words = [...part.querySelectorAll('*')]
    .filter(({ localName }) => !['code', 'pre', 'script', 'style'].includes(localName))
    .flatMap(({ childNodes }) => [...childNodes])
    .filter(({ nodeType }) => nodeType === 3)
    .flatMap(({ textContent }) => textContent?.match(/[A-Za-z][\w.-]*/g) ?? []);
  return [...new Set(words)].filter((word) => !NAMES.test(word));
}

test('a page in Chinese has no English in it', async () => {
  const folder = temporaryFolder();
  const path = await finishedRun({
    model: 'china-ai-chips',
    trials: 2048,
    replicates: 4,
    asOf: '2026-11',
    out: folder,
  });
  const { code } = await answerTo(async () =>
    reportCommand(path, { out: folder, lang: 'zh-Hant' }),
  );
  expect(code).toBe(0);
  const { document } = parseHTML(readFileSync(`${path}/report.html`, 'utf8'));
  expect(document.documentElement.getAttribute('lang')).toBe('zh-Hant');
  const screen = document.getElementById('screen')!;
  expect(english(screen)).toEqual([]);
}, 60_000);
