/** What a person should know of work that goes on all the same: lines on standard error. */

import type { Notice } from '../forecast/notice.ts';

/** Of tables, which are read several times, each is said once. */
const said = new Set<string>();

export function tell({ kind, message }: Notice): void {
  if (kind === 'table' && said.has(message)) return;
  said.add(message);
  process.stderr.write(`${message}\n`);
}

/** What readers of tables left out or took in another form. */
export function tellNotes(notes: readonly string[]): void {
  for (const message of notes) tell({ kind: 'table', message });
}

export function sayLine(line: string): void {
  process.stderr.write(`${line}\n`);
}
