import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { commitCommand } from '../../src/cli/commands/commit.ts';
import { discoverCommand } from '../../src/cli/commands/discover.ts';
import { reportCommand } from '../../src/cli/commands/report.ts';
import { resumeCommand } from '../../src/cli/commands/resume.ts';
import { trialCommand } from '../../src/cli/commands/trial.ts';
import { verifyCommand } from '../../src/cli/commands/verify.ts';
import { temporaryFolder } from '../folders.ts';
import { finishedRun } from '../forecast/finished-run.ts';
import { answerTo } from './chipcast.ts';

const out = temporaryFolder();
let made: string;
let copies = 0;

beforeAll(async () => {
  made = await finishedRun({ out, trials: 256, seed: 'hostile' });
});

const FILES = ['run.json', 'plan.json', 'program.json', 'summary.json', 'journal', 'draws.parquet'];
const inline = { executor: 'inline', out } as const;
const commands: Readonly<Record<string, (path: string) => Promise<void>>> = {
  verify: (path) => verifyCommand(path, inline),
  report: async (path) => reportCommand(path, { out }),
  commit: async (path) => commitCommand(path, { ledger: join(path, 'ledger.jsonl'), out }),
  discover: (path) => discoverCommand(path, { where: 'target.reached', out }),
  resume: (path) => resumeCommand(path, { ...inline, quiet: true }),
  trial: (path) => trialCommand(path, 3, { out }),
};

const damage = fc.record({
  file: fc.constantFrom(...FILES),
  how: fc.constantFrom('flip', 'flip', 'flip', 'cut', 'empty', 'remove'),
  at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  bit: fc.nat(7),
  command: fc.constantFrom(...Object.keys(commands)),
});

function damaged({
  file,
  how,
  at,
  bit,
}: {
  file: string;
  how: string;
  at: number;
  bit: number;
}): string {
  const path = join(out, `copy-${copies++}`);
  cpSync(made, path, { recursive: true });
  const bytes = readFileSync(join(path, file));
  const place = Math.floor(at * bytes.length);
  if (how === 'remove') rmSync(join(path, file));
  else if (how === 'empty') writeFileSync(join(path, file), '');
  else if (how === 'cut') writeFileSync(join(path, file), bytes.subarray(0, place));
  else {
    bytes[place]! ^= 1 << bit;
    writeFileSync(join(path, file), bytes);
  }
  return path;
}

test('law: whatever byte of a run is damaged, a command says so or rightly does not care', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(damage, async ({ command, ...how }) => {
      const path = damaged(how);
      const { code, stderr } = await answerTo(() => commands[command]!(path));
      expect([0, 1, 2]).toContain(code);
      expect(stderr).not.toMatch(/^ {4}at |fault of chipcast|Cannot read prop|call stack/m);
      if (code !== 0 && command !== 'verify') expect(stderr).toContain(`copy-${copies - 1}`);
      rmSync(path, { recursive: true });
    }),
    { numRuns: 150 },
  );
});
