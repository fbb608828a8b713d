/** `chipcast explore`: the page of a question on a port of this machine, made again as its model changes. */

import type { QuestionOptions } from '../../node/question.ts';
import { sayLine } from '../notes.ts';
import { command, langOption, modelOption, questionOptions, whole } from '../options.ts';
import { printLines } from '../output.ts';

export default questionOptions(
  command(
    'explore',
    'serve the page of a question on this machine, and make it again when its model changes',
  )
    .argument('[spec]', 'run spec, a YAML file')
    .addOption(modelOption),
)
  .option('--port <n>', 'port to serve on (default: any that is free)', whole(1, 65_535))
  .option('--threads <n>', 'threads to compute with (default: all cores)', whole(1, 256))
  .addOption(langOption)
  .action(exploreCommand);

interface Options extends QuestionOptions {
  readonly port?: number;
  readonly threads?: number;
}

async function exploreCommand(spec: string | undefined, options: Options): Promise<void> {
  const { explore } = await import('../../node/explore.ts');
  const { watchedOf } = await import('../../node/question.ts');
  const { port = 0, ...asked } = options;
  const stop = new AbortController();
  const end = (): void => stop.abort();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end);
  await explore({
    chipcast: [process.execPath, ...process.execArgv, process.argv[1]],
    words: [...(spec === undefined ? [] : [spec]), ...spoken(asked), '--no-draws'],
    reportWords: spoken({ lang: asked.lang }),
    watched: watchedOf(spec, asked),
    port,
    onOpen: (address) => printLines([`${address} (stop with Ctrl-C)`]),
    onMade: (error) => sayLine(error ?? 'the page is ready'),
    signal: stop.signal,
  });
}

/** Options as they were typed, more or less. */
function spoken(options: object): string[] {
  return Object.entries(options).flatMap(([name, value]: [string, unknown]) => {
    if (value === undefined) return [];
    const option = `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    return [value].flat().map((one) => `${option}=${String(one)}`);
  });
}
