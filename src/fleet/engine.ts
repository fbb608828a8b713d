/** What has to be the same on all machines of a run, so that all give the same bits. */

import { sha256 } from '../compile/canonical.ts';
import { KERNEL } from '../kernel/kernel-bytes.ts';
import { NUMERICS } from '../plan/plan.ts';

export interface Engine {
  readonly numerics: number;
  /** Beginning of the SHA-256 of the kernel. */
  readonly kernel: string;
}

let own: Engine | undefined;

/** That of this process. */
export function ownEngine(): Engine {
  own ??= { numerics: NUMERICS, kernel: sha256(KERNEL).slice(0, 16) };
  return own;
}

/** Why results of one cannot stand beside those of the other; nothing where they can. */
export function difference(other: Engine, wanted: Engine): string | undefined {
  if (other.numerics !== wanted.numerics)
    return `it has numerics ${other.numerics}, this run numerics ${wanted.numerics}`;
  if (other.kernel !== wanted.kernel)
    return `it has kernel ${other.kernel}, this run kernel ${wanted.kernel}`;
  return undefined;
}
