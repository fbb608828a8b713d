/** What a command writes to standard output. */

import { once } from 'node:events';
import type { Document } from '../report/document.ts';

/** One JSON document and nothing else. */
export function printJson(document: object): void {
  process.stdout.write(`${JSON.stringify(document, null, 1)}\n`);
}

export function printLines(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** Lines that end where they should. */
export function printText(text: string): void {
  process.stdout.write(text);
}

/** How wide a page is in the terminal, and whether its titles can be bold. */
export function terminal(): { width: number; strong(line: string): string } {
  const isBold = process.stdout.isTTY === true && !process.env['NO_COLOR'];
  return {
    width: Math.min(100, Math.max(40, process.stdout.columns ?? 80)),
    strong: (line) => (isBold ? `\u001B[1m${line}\u001B[22m` : line),
  };
}

/** All of a document, however long its tables are. */
export async function printDocument(page: Document, files?: readonly string[]): Promise<void> {
  const { documentText } = await import('../report/media/terminal.ts');
  const rows = Number.POSITIVE_INFINITY;
  printText(documentText(page, { ...terminal(), rows, ...(files && { files }) }));
}

/** At the pace of who reads it; a reader that stops early has what it wants. */
export async function printPieces(pieces: AsyncIterable<string | Uint8Array>): Promise<void> {
  let closed = false;
  const stop = (error: NodeJS.ErrnoException): void => {
    if (error.code !== 'EPIPE') throw error;
    closed = true;
  };
  process.stdout.on('error', stop);
  try {
    for await (const piece of pieces) {
      if (closed) return;
      if (!process.stdout.write(piece))
        // `once` fails with the error of the stream, which is told to `stop` as well.
        await Promise.race([once(process.stdout, 'drain'), once(process.stdout, 'close')]).catch(
          stop,
        );
    }
  } finally {
    process.stdout.off('error', stop);
  }
}
