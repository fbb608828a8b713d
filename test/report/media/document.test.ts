import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import {
  amount,
  chance,
  type Document,
  plain,
  say,
  type Table,
  tableOf,
} from '../../../src/report/document.ts';
import { documentHtml } from '../../../src/report/media/html.ts';
import { documentMarkdown, tableMarkdown } from '../../../src/report/media/markdown.ts';
import { tableHtml } from '../../../src/report/media/table-html.ts';
import { tableLines } from '../../../src/report/media/table-terminal.ts';
import { documentText } from '../../../src/report/media/terminal.ts';
import { textWidth } from '../../../src/text/table.ts';

const PUMPS = [
  { id: 'pumps.sold', label: 'Heat pumps sold', value: 123.456, se: 0.2 },
  { id: 'pumps.served', label: 'Heat pumps in service, of all kinds', value: 7.5, se: 0.03 },
];

const table: Table = tableOf('Pumps', PUMPS, [
  { heading: 'outcome', of: ({ id, label }) => [{ id, label }] },
  { heading: 'median', kind: 'number', digits: 3, of: ({ value, se }) => ({ value, se }) },
  { heading: 'with error', kind: 'number', of: ({ value, se }) => ({ value, se }) },
  {
    heading: 'share',
    kind: 'number',
    digits: 'brief',
    of: ({ se }) => ({ value: se, isShare: true }),
  },
]);

const document: Document = {
  subject: 'A test',
  title: say`A ${chance({ value: 0.2365, se: 0.0008 })} chance of ${{ id: 'a.b', label: 'rain' }}`,
  summary: ['One sentence.'],
  facts: ['seed 1'],
  sections: [
    { title: 'Pumps', blocks: [table] },
    { title: 'Details', folded: true, blocks: [{ kind: 'text', text: 'for who checks' }] },
  ],
};

describe('a table', () => {
  test('has one precision a column on a page, with the error in a tooltip and ids in another', () => {
    const { document: page } = parseHTML(`<html><body>${tableHtml(table)}</body></html>`);
    const cells = (n: number) =>
      [...page.querySelectorAll(`tbody tr > :nth-child(${n})`)].map((one) => one.textContent);
    expect(cells(1)).toEqual(['Heat pumps sold', 'Heat pumps in service, of all kinds']);
    expect(cells(2)).toEqual(['123', '8']);
    expect(cells(3)).toEqual(['123.5 ± 0.2', '7.50 ± 0.03']);
    expect(cells(4)).toEqual(['20%', '3%']);
    expect(page.querySelector('td')!.getAttribute('title')).toBe('123.5 ± 0.2');
    expect(page.querySelector('th span')!.getAttribute('title')).toBe('pumps.sold');
    const scroll = page.querySelector('.scroll')!;
    expect([scroll.getAttribute('tabindex'), scroll.getAttribute('aria-label')]).toEqual([
      '0',
      'Pumps',
    ]);
  });

  test('has ids beside labels in Markdown', () => {
    expect(tableMarkdown(table).join('\n').split('\n')).toEqual([
      '| outcome                                          | median |  with error | share |',
      '| ------------------------------------------------ | -----: | ----------: | ----: |',
      '| Heat pumps sold `pumps.sold`                     |    123 | 123.5 ± 0.2 |   20% |',
      '| Heat pumps in service, of all kinds `pumps.served` |      8 | 7.50 ± 0.03 |    3% |',
    ]);
  });

  test('lines up in the terminal, with ids where there is room', () => {
    expect(tableLines(table, 90, 12)).toEqual([
      '  outcome                              median     with error  share  id',
      '  Heat pumps sold                         123  123.5  ± 0.2     20%  pumps.sold',
      '  Heat pumps in service, of all kinds       8    7.50 ± 0.03     3%  pumps.served',
    ]);
  });

  test.each([40, 60, 80])('is no wider than %d characters', (width) => {
    const lines = tableLines(table, width, 12);
    for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(width);
    expect(lines.join(' ').replaceAll(/\s+/g, ' ')).toContain('Heat pumps sold');
    expect(lines.join('\n')).toContain('20%');
  });

  test('of many rows counts those that it does not show', () => {
    expect(tableLines(table, 90, 1).at(-1)).toBe('  and 1 more');
  });
});

describe('a document', () => {
  test('has its finding as title in every medium, and its summary before any table', () => {
    expect(plain(document.title)).toBe('A 24% chance of rain');
    const text = documentText(document, { width: 80, files: ['a.html'] });
    expect(text.startsWith('A 24% chance of rain\n\nOne sentence.\n\nPumps\n')).toBe(true);
    expect(text).not.toContain('Details');
    expect(text.endsWith('\n\nseed 1\n\na.html\n')).toBe(true);
    expect(documentMarkdown(document)).toMatch(
      /^# A test\n\nA 24% chance of rain\n\nOne sentence\.\n\nseed 1\n\n- \[Pumps\]\(#pumps\)\n/,
    );
    const { document: page } = parseHTML(documentHtml(document));
    expect(page.title).toBe('A 24% chance of rain');
    expect(page.querySelector('h1')!.innerHTML).toBe(
      'A <span title="23.65 ± 0.08%">24%</span> chance of <span title="a.b">rain</span>',
    );
    expect(page.querySelector('details#details summary')!.textContent).toBe('Details');
  });

  test('gives the same bytes each time', () => {
    expect(documentHtml(document)).toBe(documentHtml(document));
  });
});

test('numbers of sentences have the digits that they earned', () => {
  const read = (value: number, se: number) => amount({ value, se }, 'unit').number;
  expect(read(1234.56, 0)).toBe('1,230 unit');
  expect(read(3, 0)).toBe('3 unit');
  expect(read(1234.56, 80)).toBe('1,230 unit');
  expect(read(0.04567, 0.03)).toBe('0.05 unit');
  expect(read(98.7, 0.2)).toBe('99 unit');
  expect(chance({ value: 0, se: 0 }).number).toBe('0%');
});
