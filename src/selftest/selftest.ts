/** Everything that is checked, from arithmetic to forecasts, and the certificate of it. */

import type { Model } from '../language/model.ts';
import { NUMERICS } from '../plan/plan.ts';
import type { Certificate, Check } from '../report/certificate.ts';
import { VERSION } from '../version.ts';
import { broken } from './check.ts';
import { dependenceChecks } from './dependence.ts';
import { determinismChecks } from './determinism.ts';
import { distributionChecks } from './distributions.ts';
import { drawChecks } from './draws.ts';
import { estimatorChecks } from './estimators.ts';
import { functionChecks } from './functions.ts';
import { generatorChecks } from './generator.ts';
import { machineChecks } from './machine.ts';
import type { Reference } from './reference.ts';

/**
 * Checks this machine: no more than arithmetic is taken for granted.
 *
 * @param reference  what should come out
 * @param model      the heat pumps that come with chipcast
 * @param begins     called with the name of each group before it is checked
 * @returns the certificate, in which a group that could not be carried out is a failed check
 */
export async function selftest(
  reference: Reference,
  model: Model,
  begins: (group: string) => void = () => {},
): Promise<Certificate> {
  const groups: Readonly<Record<string, () => Check[] | Promise<Check[]>>> = {
    functions: () => functionChecks(reference),
    machine: () => machineChecks(reference),
    distributions: () => distributionChecks(reference),
    draws: () => drawChecks(reference),
    generator: () => generatorChecks(reference),
    dependence: () => dependenceChecks(),
    estimators: () => estimatorChecks(reference),
    determinism: () => determinismChecks(reference, model),
  };
  const checks: Check[] = [];
  for (const [group, carriedOut] of Object.entries(groups)) {
    begins(group);
    try {
      checks.push(...(await carriedOut()));
    } catch (error) {
      checks.push(broken(group, error));
    }
  }
  return {
    format: 1,
    version: VERSION,
    numerics: NUMERICS,
    passed: checks.every(({ passed }) => passed),
    checks,
  };
}
