import { readFileSync } from 'node:fs';

let compiled: WebAssembly.Module | undefined;

/** The kernel as shipped beside this file. */
export function loadKernel(): WebAssembly.Module {
  compiled ??= new WebAssembly.Module(readFileSync(new URL('./kernel.wasm', import.meta.url)));
  return compiled;
}
