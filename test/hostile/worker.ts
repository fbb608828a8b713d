/** Tries edits for `hostile.ts`, in a process that may hang or die of one. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { editOf } from './edits.ts';
import { makePlace } from './place.ts';
import { type Finding, Rig } from './rig.ts';

/** What is told before a command is tried, and once an edit was. */
export type Message =
  | { readonly ready: true }
  | { readonly number: number; readonly command: string }
  | { readonly number: number; readonly what: string; readonly findings: readonly Finding[] };

/** What is asked: an edit by its number. */
export interface Asked {
  readonly number: number;
}

const [seed, commands] = process.argv.slice(2);
const tell = (message: Message): void => void process.send?.(message);
const root = mkdtempSync(join(tmpdir(), 'chipcast-hostile-'));
process.on('disconnect', () => {
  rmSync(root, { recursive: true, force: true });
  process.exit();
});
const place = await makePlace(root);
const rig = new Rig(place);
process.on('message', (asked) => {
  void tried((asked as Asked).number);
});
tell({ ready: true });

async function tried(number: number): Promise<void> {
  const edit = editOf(place, seed, number, Number(commands));
  const findings = await rig.findings(edit, (command) => tell({ number, command }));
  const what = `${edit.run} ${edit.file}${edit.sealed ? ' (sealed)' : ''}: ${edit.what}`;
  tell({ number, what, findings });
}
