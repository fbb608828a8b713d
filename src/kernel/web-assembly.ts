/**
 * What the engine uses of WebAssembly: the types of Node 20 leave it out, and those of a browser
 * bring a window along.
 */

/** A compiled module. */
export interface WasmModule {
  readonly [Symbol.toStringTag]?: string;
}

export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

interface WasmInstance {
  readonly exports: Readonly<Record<string, unknown>>;
}

interface Constructors {
  readonly Module: new (bytes: Uint8Array | ArrayBuffer) => WasmModule;
  readonly Instance: new (module: WasmModule, imports: object) => WasmInstance;
}

export const { WebAssembly } = globalThis as unknown as { readonly WebAssembly: Constructors };
