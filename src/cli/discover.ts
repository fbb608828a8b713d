/** `chipcast discover`: the input ranges that best predict whether a condition holds. */

import { type Condition, parseCondition } from '../condition/condition.ts';
import type { Discovery } from '../discovery/discover.ts';
import { discoveryPage } from '../discovery/page.ts';
import {
  discoverySentences,
  shareSentence,
  treeLines,
  worldsSentence,
} from '../discovery/telling.ts';
import { conditionNames, discover, refuseWeighted } from '../forecast/discover.ts';
import { openStore, unfinished } from '../forecast/open.ts';
import { NODE } from '../node/place.ts';
import { RunFolderError } from '../store/error.ts';
import type { RunStore } from '../store/run-store.ts';
import { wrap } from '../text/table.ts';
import { findStore } from './find-store.ts';

interface DiscoverOptions {
  readonly where: string;
  readonly out: string;
  readonly json?: boolean;
}

export async function discoverCommand(
  named: string,
  { where, out, json }: DiscoverOptions,
): Promise<void> {
  const store = findStore(named, out);
  if (store.state() !== 'finished')
    throw new RunFolderError(unfinished(store, 'there is nothing to search yet'));
  const run = openStore(store, NODE);
  const { plan } = run;
  refuseWeighted(plan, store.path);
  parseCondition(where, conditionNames(plan));
  if (!store.has('draws.parquet'))
    throw new RunFolderError(
      `${store.path} has no draws.parquet, which discover reads; run it again with --draws`,
    );
  const { condition, discovery, worlds, unknown, document } = await discover(
    run,
    where,
    async (names) => store.readDraws(plan, names),
  );
  const text = `${JSON.stringify(document, null, 1)}\n`;
  store.write('discover.json', text);
  const facts = { run: run.name, where: condition.text, program: plan.program, unknown };
  store.write('discover.html', discoveryPage(discovery, worlds, facts));
  process.stdout.write(json ? text : told(condition, discovery, unknown, store));
}

const WIDTH = 100;

function told({ text }: Condition, discovery: Discovery, unknown: number, store: RunStore): string {
  const width = Math.min(WIDTH, process.stdout.columns ?? 80);
  const sentences = [
    `Of all worlds: ${shareSentence(text, discovery)}`,
    ...discoverySentences(text, discovery),
  ];
  const paragraphs = [
    ...sentences.map((sentence) => wrap(sentence, width)),
    treeLines(discovery.tree, discovery),
    wrap(worldsSentence(discovery, unknown), width),
    [store.file('discover.html'), store.file('discover.json')],
  ];
  return `${paragraphs.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}
