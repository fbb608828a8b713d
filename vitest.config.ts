import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Rooms whose tests run commands, or whole models. */
const COMMAND_ROOMS = ['cli', 'examples', 'hostile', 'models'];

/**
 * `npm run test:fast` takes the project `fast`. The rooms above are `commands`; what else says
 * `@slow` in its first comment, and why, is `slow`: it starts processes, runs a whole model, or takes
 * more than two seconds.
 */
const files = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => join('test', file).replaceAll('\\', '/'));
const commands = files.filter((file) => COMMAND_ROOMS.includes(file.split('/')[1]));
const slow = files.filter(
  (file) => !commands.includes(file) && isMarked(readFileSync(file, 'utf8')),
);
const fast = files.filter((file) => !commands.includes(file) && !slow.includes(file));

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
    // Where files are not isolated, a process runs many of them and loads once what all import.
    projects: [
      { extends: true, test: { name: 'fast', include: fast, isolate: false } },
      {
        extends: true,
        test: {
          name: 'slow',
          include: slow,
          isolate: false,
          globalSetup: ['test/built-command.ts'],
        },
      },
      {
        extends: true,
        test: { name: 'commands', include: commands, globalSetup: ['test/built-command.ts'] },
      },
    ],
  },
});
