/** Hashes and moments of columns that somebody else computed, by the functions of the machine. */

import { MOMENTS } from './machine.ts';
import { type WasmMemory, type WasmModule, WebAssembly } from './web-assembly.ts';

interface ReaderExports {
  readonly memory: WasmMemory;
  moments(out: number, a: number, n: number): void;
  columnHash(out: number, a: number, n: number): void;
}

const PAGE = 65536;
/** Room for what a function gives, before the column. */
const OUT_BYTES = 64;

export class ColumnReader {
  private readonly exports: ReaderExports;
  private readonly out: number;
  private readonly views: { readonly f64: Float64Array; readonly bytes: Uint8Array };
  /** The column that stands in memory. */
  private loaded = -1;
  private columns: Float64Array = new Float64Array();

  /**
   * @param module  the compiled kernel
   * @param most    trials of a column
   */
  constructor(
    module: WasmModule,
    private readonly most: number,
  ) {
    const { exports } = new WebAssembly.Instance(module, {
      env: {
        abort: () => {
          throw new Error('the reader of columns stopped');
        },
      },
    });
    this.exports = exports as unknown as ReaderExports;
    const { memory } = this.exports;
    this.out = memory.buffer.byteLength;
    memory.grow(Math.ceil((OUT_BYTES + most * 8) / PAGE));
    this.views = {
      f64: new Float64Array(memory.buffer),
      bytes: new Uint8Array(memory.buffer),
    };
  }

  /** The columns that are read from now on, one after the other. */
  read(columns: Float64Array): void {
    this.columns = columns;
    this.loaded = -1;
  }

  /** As those of `Machine`; `n` is the same for all columns. */
  result(column: number, n: number): Float64Array {
    return this.columns.subarray(column * n, (column + 1) * n);
  }

  hash(column: number, n: number): Uint8Array {
    this.load(column, n);
    this.exports.columnHash(this.out, this.out + OUT_BYTES, n);
    return this.views.bytes.subarray(this.out, this.out + 16);
  }

  /** Of the column that was hashed last. */
  moments(_column: number, from: number, length: number): Float64Array {
    this.exports.moments(this.out, this.out + OUT_BYTES + from * 8, length);
    return this.views.f64.subarray(this.out / 8, this.out / 8 + MOMENTS);
  }

  private load(column: number, n: number): void {
    if (n > this.most) throw new RangeError(`ColumnReader: ${n} trials, more than ${this.most}`);
    if (this.loaded === column) return;
    this.views.f64.set(this.result(column, n), (this.out + OUT_BYTES) / 8);
    this.loaded = column;
  }
}
