/** Entry point of the thread that reads Parquet files: see `src/tables/parquet-thread.ts`. */

import { workerData } from 'node:worker_threads';
import type { ColumnData } from '../src/tables/column.ts';
import { parquetPart } from '../src/tables/parquet.ts';
import type { Answer, Request, ThreadData } from '../src/tables/parquet-thread.ts';
import { TableError } from '../src/tables/table.ts';

const { port, steps } = workerData as ThreadData;

function step(): void {
  Atomics.add(steps, 0, 1);
  Atomics.notify(steps, 0);
}

function answer(message: Answer): void {
  const columns = 'part' in message ? message.part.columns : [];
  port.postMessage(message, [...new Set(columns.flatMap(buffersOf))]);
  step();
}

/** What is handed over and not copied. */
function buffersOf(column: ColumnData): ArrayBuffer[] {
  if ('numbers' in column) return [column.numbers.buffer as ArrayBuffer];
  return 'codes' in column ? [column.codes.buffer as ArrayBuffer] : [];
}

port.on('message', async ({ file, options }: Request) => {
  try {
    answer({ part: await parquetPart(file, options, step) });
  } catch (error) {
    const { message } = error as Error;
    answer({
      fault: error instanceof TableError ? message : `${file}: it cannot be read: ${message}`,
    });
  }
});

answer({ fault: 'ready' });
