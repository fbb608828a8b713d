/** A run as a complete forecast hub of one model. */

import * as z from 'zod';
import type { Executor } from '../execute/executor.ts';
import type { HubPeople } from '../export/hub-config.ts';
import { hubFiles, originOf } from '../export/hub-files.ts';
import { hubOutput } from '../export/hub-rows.ts';
import { type HubTarget, hubTargets } from '../export/hub-targets.ts';
import type { Plan } from '../plan/plan.ts';
import { reportedOutcomes } from '../report/outcomes.ts';
import { outcomeDraws } from '../revision/outcome-draws.ts';
import type { Truth } from '../score/truth.ts';
import { askedOutcomes } from '../sensitivity/request.ts';
import { counted } from '../stats/round.ts';
import type { RunStore } from '../store/run-store.ts';
import { UsageError } from './usage-error.ts';

/** Whose forecast a hub is; a placeholder stands for what is not given. */
export interface HubOwner {
  /** `team-model`. */
  readonly modelId?: string;
  /** `Name <name@example.org>`. */
  readonly contact?: string;
  /** `owner/name`, as on GitHub. */
  readonly repository?: string;
  readonly license?: string;
}

export interface ExportedHub {
  /** Text of each file by its path in the hub. */
  readonly files: Readonly<Record<string, string>>;
  /** What was left out, and what has to be named before the hub is published. */
  readonly notes: readonly string[];
}

const MODEL_ID = /^[a-zA-Z0-9_]+-[a-zA-Z0-9_]+$/;
const CONTACT = /^(.*[^\s<>]) ?<([^<>]+)>$/;
const REPOSITORY = /^[\w.-]+\/[\w.-]+$/;
const PLACEHOLDERS = { contact: 'Nobody <nobody@example.org>', repository: 'example/forecast-hub' };

/**
 * @param outcomes  with or without period, or `all`; headlines and what has a truth if absent
 * @param truths    what became known
 * @throws UsageError for outcomes that there are not
 */
export async function exportHub(
  store: RunStore,
  owner: HubOwner,
  people: HubPeople,
  outcomes: readonly string[] | undefined,
  truths: readonly Truth[],
  executor: Executor,
): Promise<ExportedHub> {
  const plan = store.plan();
  const missing = missingOf(owner);
  const targets = targetsOf(store, outcomes, truths);
  const ids = new Set(targets.map(({ outcome }) => outcome.id));
  const { columns, weights } = await outcomeDraws(plan, ids, executor);
  const output = hubOutput(plan.program, targets, columns, weights, originOf(plan), plan.id);
  const files = hubFiles({ plan, run: store.name, output, truths, people, missing });
  const failed = `${counted(output.failed)} trial(s) in which an outcome failed were not taken as samples`;
  return {
    files,
    notes: [
      ...(missing.length > 0 ? [missingLine(missing, people)] : []),
      ...leftOut(targets, output.targets),
      ...(output.failed > 0 ? [failed] : []),
    ],
  };
}

function targetsOf(
  store: RunStore,
  outcomes: readonly string[] | undefined,
  truths: readonly Truth[],
): readonly HubTarget[] {
  const { program, evidence } = store.plan();
  const asked = askedOutcomes(program, outcomes ?? []);
  const conditions = asked.filter(({ event }) => event !== undefined);
  if (conditions.length > 0)
    throw new UsageError(
      `--outcomes: ${conditions.map(({ key }) => `"${key}"`).join(', ')} is a condition; a hub takes outcomes, with or without period`,
    );
  return hubTargets(
    reportedOutcomes(program, store.summary(), evidence),
    new Set([
      ...asked.map(({ column }) => column),
      ...(outcomes === undefined ? truths.map(({ target }) => target) : []),
    ]),
    new Map(truths.flatMap(({ target, value }) => (value === undefined ? [] : [[target, value]]))),
  );
}

/** @throws UsageError naming everything that cannot stand in a hub */
export function hubPeople(plan: Plan, owner: HubOwner): HubPeople {
  const short = plan.model.replaceAll(/[^a-zA-Z0-9]+/g, '_').slice(0, 16);
  const { modelId = `chipcast-${short}`, license } = owner;
  const { contact = PLACEHOLDERS.contact, repository = PLACEHOLDERS.repository } = owner;
  const [, name = '', email = ''] = CONTACT.exec(contact) ?? [];
  const faults = [
    ...(MODEL_ID.test(modelId)
      ? []
      : [`--model-id is "${modelId}"; wanted team-model, each of letters, digits and underscores`]),
    ...(z.email().safeParse(email).success
      ? []
      : [`--contact is "${contact}"; wanted "Name <name@example.org>"`]),
    ...(REPOSITORY.test(repository)
      ? []
      : [`--repository is "${repository}"; wanted owner/name, as on GitHub`]),
    ...(license === undefined || license.trim() !== ''
      ? []
      : ['--license is empty; wanted a licence such as CC-BY-4.0']),
  ];
  if (faults.length > 0) throw new UsageError(faults.join('\n'));
  return {
    modelId,
    contact: { name, email },
    repository,
    ...(license === undefined ? {} : { license }),
  };
}

function missingOf({ modelId, contact, repository, license }: HubOwner): string[] {
  return [
    ...(modelId === undefined ? ['--model-id'] : []),
    ...(contact === undefined ? ['--contact'] : []),
    ...(repository === undefined ? ['--repository'] : []),
    ...(license === undefined ? ['--license'] : []),
  ];
}

function missingLine(missing: readonly string[], { modelId }: HubPeople): string {
  const stand: Readonly<Record<string, string>> = {
    '--model-id': `the forecast is called ${modelId}`,
    '--contact': `the contact is ${PLACEHOLDERS.contact}`,
    '--repository': `the repository is ${PLACEHOLDERS.repository}`,
    '--license': 'no licence is named',
  };
  return `Not given: ${missing.join(', ')}. So ${missing.map((name) => stand[name]).join('; ')}. Name them before you publish the hub.`;
}

function leftOut(asked: readonly HubTarget[], written: readonly HubTarget[]): string[] {
  const columns = (targets: readonly HubTarget[]): string[] =>
    targets.flatMap(({ periods }) => periods.map(({ column }) => column));
  const has = new Set(columns(written));
  return columns(asked)
    .filter((column) => !has.has(column))
    .map((column) => `${column} is left out: no trial has a value of it`);
}
