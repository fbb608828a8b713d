import { KERNEL } from './kernel-bytes.ts';

let compiled: WebAssembly.Module | undefined;

/** The kernel as shipped. It is embedded, so that nothing needs to be read: the same in Node and in a browser. */
export function loadKernel(): WebAssembly.Module {
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(KERNEL), (byte) => byte.charCodeAt(0)));
  return compiled;
}
