import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Rooms whose tests run commands, or whole models. */
const SLOW_ROOMS = ['cli', 'examples', 'hostile', 'models'];

/**
 * `npm run test:fast` takes the project `fast`. The rooms above are `slow`, and what else says
 * `@slow` in its first comment, and why: it starts processes, runs a whole model, or takes more than
 * two seconds.
 */
const files = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => join('test', file).replaceAll('\\', '/'));
const slow = files.filter(
  (file) => SLOW_ROOMS.includes(file.split('/')[1]) || isMarked(readFileSync(file, 'utf8')),
);
const fast = files.filter((file) => !slow.includes(file));

/** Whether the comment that the file begins with has the mark. */
function isMarked(text: string): boolean {
  return /^\/\*\*(?:(?!\*\/)[\s\S])*@slow\b/.test(text);
}

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** What files of tests import; test/native-sources.ts says why it is no matter of Vitest. */
const NATIVE = /\/(?:src|models|workers|test)\/(?!.*(?:\.test|built-command)\.ts).*\.tsx?$/;
/** Vitest that watches has to know who imports a file that changes. */
const isWatching = !process.argv.includes('run');

export default defineConfig({
  resolve: {
    alias: [
      { find: 'chipcast', replacement: here('./src/node/index.ts') },
      { find: /^\.\.\/shipped\.ts$/, replacement: here('./test/shipped.ts') },
    ],
  },
  test: {
    setupFiles: ['test/native-sources.ts', 'test/property-seed.ts'],
    server: { deps: { external: isWatching ? [] : [NATIVE] } },
    // Many times what any of them takes: on a busy machine one that ends late says nothing.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // One more than there are processors, since some tests wait: for browsers, disks and signals.
    maxWorkers: availableParallelism() + 1,
    // A process runs many files and loads once what all of them import.
    isolate: false,
    projects: [
      { extends: true, test: { name: 'fast', include: fast } },
      {
        extends: true,
        test: { name: 'slow', include: slow, globalSetup: ['test/built-command.ts'] },
      },
    ],
  },
});
