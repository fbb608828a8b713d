import { KERNEL } from './kernel-bytes.ts';
import { type WasmModule, WebAssembly } from './web-assembly.ts';

let compiled: WasmModule | undefined;

/**
 * The kernel as shipped. It is embedded, so that nothing needs to be read: the same in Node and in
 * a browser.
 */
export function loadKernel(): WasmModule {
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(KERNEL), (byte) => byte.charCodeAt(0)));
  return compiled;
}
