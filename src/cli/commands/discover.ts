/** `chipcast discover`: the input ranges that best predict whether a condition holds. */

import type { Condition } from '../../condition/condition.ts';
import type { Discovery } from '../../discovery/discover.ts';
import type { RunStore } from '../../store/run-store.ts';
import { wrap } from '../../text/table.ts';
import { findStore } from '../find-store.ts';
import { command, jsonOption, outOption, RUN } from '../options.ts';

export default command(
  'discover',
  'which inputs, in which ranges, tell worlds in which something holds from the others',
)
  .argument('<run>', `${RUN}; it must have draws.parquet`)
  .requiredOption(
    '--where <condition>',
    "on inputs and outcomes, such as 'balance.domesticUsd[2028] >= 1 and h200.units[2026] < 50'",
  )
  .addOption(outOption)
  .addOption(jsonOption)
  .action(discoverCommand);

interface DiscoverOptions {
  readonly where: string;
  readonly out: string;
  readonly json?: boolean;
}

export async function discoverCommand(
  named: string,
  { where, out, json }: DiscoverOptions,
): Promise<void> {
  const { parseCondition } = await import('../../condition/condition.ts');
  const { discoveryPage } = await import('../../discovery/page.ts');
  const { conditionNames, discover, refuseWeighted } = await import('../../forecast/discover.ts');
  const { expectFinished, openStore } = await import('../../forecast/open.ts');
  const { NODE } = await import('../../node/place.ts');
  const { RunFolderError } = await import('../../store/error.ts');
  const store = await findStore(named, out);
  expectFinished(store, 'there is nothing to search yet');
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
  process.stdout.write(json ? text : await told(condition, discovery, unknown, store));
}

const WIDTH = 100;

async function told(
  { text }: Condition,
  discovery: Discovery,
  unknown: number,
  store: RunStore,
): Promise<string> {
  const { discoverySentences, shareSentence, treeLines, worldsSentence } = await import(
    '../../discovery/telling.ts'
  );
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
