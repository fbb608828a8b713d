import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Rooms whose tests start commands, or run whole models. */
const SLOW_ROOMS = ['cli', 'examples', 'hostile', 'models'];

/**
 * `npm run test:fast` takes the project `fast`. A file belongs to `slow` if it is in one of these
 * rooms, or if its first comment says `@slow` and why: because it starts processes, runs a whole
 * model, or takes more than two seconds.
 */
const slow = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => join('test', file).replaceAll('\\', '/'))
  .filter(
    (file) => SLOW_ROOMS.includes(file.split('/')[1]) || isMarked(readFileSync(file, 'utf8')),
  );

/** Whether the comment that the file begins with has the mark. */
function isMarked(text: string): boolean {
  return /^\/\*\*(?:(?!\*\/)[\s\S])*@slow\b/.test(text);
}

export default defineConfig({
  resolve: { alias: { chipcast: fileURLToPath(new URL('./src/node/index.ts', import.meta.url)) } },
  test: {
    setupFiles: ['test/property-seed.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: '100%',
    projects: [
      { extends: true, test: { name: 'fast', include: ['test/**/*.test.ts'], exclude: slow } },
      {
        extends: true,
        test: { name: 'slow', include: slow, globalSetup: ['test/built-command.ts'] },
      },
    ],
  },
});
