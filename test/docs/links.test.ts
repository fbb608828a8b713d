import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { anchors, beside, documents, prose, ROOT } from './documents.ts';

const all = documents();
const byPath = new Map(all.map((document) => [document.path, document]));

test.each(all.map((document) => [document.path, document] as const))(
  'every relative link of %s leads somewhere',
  (path, document) => {
    const dead = [...prose(document).matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, link]) => link)
      .filter((link) => !/^[a-z]+:/.test(link))
      .filter((link) => {
        const [file, anchor] = link.split('#') as [string, string | undefined];
        const target = file === '' ? path : beside(path, file);
        if (!existsSync(join(ROOT, target))) return true;
        const page = byPath.get(target);
        return anchor !== undefined && page !== undefined && !anchors(page).includes(anchor);
      });
    expect(dead).toEqual([]);
  },
);

test('there are documents to look at', () => {
  expect(all.map(({ path }) => path)).toEqual(
    expect.arrayContaining([
      'README.md',
      join('docs', 'design.md'),
      join('docs', 'language.md'),
      join('docs', 'method.md'),
    ]),
  );
});
