// What the engine uses of WebAssembly; the types of Node 20 leave it out and those of the browser bring a window along.
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array | ArrayBuffer);
  }
  class Memory {
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  }
  class Instance {
    constructor(module: Module, imports: object);
    readonly exports: Readonly<Record<string, unknown>>;
  }
  function instantiate(
    bytes: Uint8Array | ArrayBuffer,
    imports?: object,
  ): Promise<{ readonly module: Module; readonly instance: Instance }>;
}
