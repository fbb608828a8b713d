/** `chipcast export --format hubverse`: a complete forecast hub of one model. */

import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { inlineExecutor } from '../execute/inline.ts';
import { threadsExecutor } from '../execute/threads.ts';
import { hubFaults } from '../export/hub-check.ts';
import type { HubPeople } from '../export/hub-config.ts';
import { hubFiles, originOf } from '../export/hub-files.ts';
import { hubOutput } from '../export/hub-rows.ts';
import { type HubTarget, hubTargets } from '../export/hub-targets.ts';
import { makeFolder } from '../files/folder.ts';
import { UsageError } from '../forecast/usage-error.ts';
import { isShipped, loadModel } from '../node/load-model.ts';
import type { Plan } from '../plan/plan.ts';
import { reportedOutcomes } from '../report/outcomes.ts';
import { outcomeDraws } from '../revision/outcome-draws.ts';
import { readTruth } from '../score/read-truth.ts';
import type { Truth } from '../score/truth.ts';
import { askedOutcomes } from '../sensitivity/request.ts';
import { counted } from '../stats/round.ts';
import type { RunFolder } from '../store/run-folder.ts';
import { separated } from './separated.ts';

export interface HubOptions {
  readonly to?: string;
  readonly outcomes?: readonly string[];
  readonly truth?: string;
  /** The model of the run, whose file of truths is read where none is named. */
  readonly model?: string;
  readonly modelId?: string;
  readonly contact?: string;
  readonly repository?: string;
  readonly license?: string;
  readonly threads?: number;
  readonly executor: 'threads' | 'inline';
}

const MODEL_ID = /^[a-zA-Z0-9_]+-[a-zA-Z0-9_]+$/;
const CONTACT = /^(.*[^\s<>]) ?<([^<>]+)>$/;
const REPOSITORY = /^[\w.-]+\/[\w.-]+$/;
const PLACEHOLDERS = { contact: 'Nobody <nobody@example.org>', repository: 'example/forecast-hub' };

/** Writes the hub, checks it, and returns the paths of its files. */
export async function exportHub(
  folder: RunFolder,
  options: HubOptions,
  warn: (line: string) => void,
): Promise<string[]> {
  const [plan, summary] = [folder.plan(), folder.summary()];
  const people = peopleOf(plan, options);
  const missing = missingOf(options);
  const hub = options.to ?? folder.file('hub');
  refuseOthers(hub);
  const truths = await truthsOf(plan, options, warn);
  const asked = askedOutcomes(plan.program, separated(options.outcomes));
  const conditions = asked.filter(({ event }) => event !== undefined);
  if (conditions.length > 0)
    throw new UsageError(
      `--outcomes: ${conditions.map(({ key }) => `"${key}"`).join(', ')} is a condition; a hub takes outcomes, with or without period`,
    );
  const targets = hubTargets(
    plan.program,
    reportedOutcomes(plan.program, summary),
    new Set([
      ...asked.map(({ column }) => column),
      ...(options.outcomes ? [] : truths.map(({ target }) => target)),
    ]),
    new Map(truths.flatMap(({ target, value }) => (value === undefined ? [] : [[target, value]]))),
  );
  const executor =
    options.executor === 'inline' ? inlineExecutor() : threadsExecutor(options.threads);
  try {
    const ids = new Set(targets.map(({ outcome }) => outcome.id));
    const { columns, weights } = await outcomeDraws(plan, ids, executor);
    const output = hubOutput(plan.program, targets, columns, weights, originOf(plan), plan.id);
    const files = hubFiles({ plan, run: folder.name, output, truths, people, missing });
    rmSync(hub, { recursive: true, force: true });
    for (const [name, text] of Object.entries(files)) {
      makeFolder(dirname(join(hub, name)));
      writeFileSync(join(hub, name), text);
    }
    const faults = hubFaults(hub);
    if (faults.length > 0)
      throw new Error(`the hub in ${hub} breaks its own rules:\n  ${faults.join('\n  ')}`);
    if (missing.length > 0) warn(missingLine(missing, people));
    for (const line of leftOut(targets, output.targets)) warn(line);
    if (output.failed > 0)
      warn(
        `${counted(output.failed)} trial(s) in which an outcome failed were not taken as samples`,
      );
    return Object.keys(files).map((name) => join(hub, name));
  } finally {
    await executor.close();
  }
}

/** A folder with something else in it is not replaced. */
function refuseOthers(hub: string): void {
  if (!existsSync(hub)) return;
  const found = readdirSync(hub);
  if (found.length > 0 && !found.includes('hub-config'))
    throw new UsageError(
      `--to ${hub} has ${found.slice(0, 3).join(', ')} in it and is no hub; wanted a new folder, or a hub to replace`,
    );
}

function peopleOf(plan: Plan, options: HubOptions): HubPeople {
  const short = plan.model.replaceAll(/[^a-zA-Z0-9]+/g, '_').slice(0, 16);
  const { modelId = `chipcast-${short}`, license } = options;
  const { contact = PLACEHOLDERS.contact, repository = PLACEHOLDERS.repository } = options;
  const person = CONTACT.exec(contact);
  const isPerson = person !== null && z.email().safeParse(person[2]).success;
  const faults = [
    ...(MODEL_ID.test(modelId)
      ? []
      : [`--model-id is "${modelId}"; wanted team-model, each of letters, digits and underscores`]),
    ...(isPerson ? [] : [`--contact is "${contact}"; wanted "Name <name@example.org>"`]),
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
    contact: { name: person![1], email: person![2] },
    repository,
    ...(license === undefined ? {} : { license }),
  };
}

function missingOf({ modelId, contact, repository, license }: HubOptions): string[] {
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

/**
 * Those of the file that is named, else of the model; none where it has none. A model ships with
 * chipcast or is named by the user; what a folder names is data and never loaded.
 */
async function truthsOf(
  plan: Plan,
  { truth: file, model }: Pick<HubOptions, 'truth' | 'model'>,
  warn: (line: string) => void,
): Promise<readonly Truth[]> {
  if (file !== undefined) return readTruth(file);
  const named = model ?? (isShipped(plan.model) ? plan.model : undefined);
  if (named === undefined) {
    if (plan.modelFile !== undefined)
      warn(
        `the hub has no target data: ${plan.modelFile}, of which the run was made, is loaded only if --model names it; --truth FILE names what became known`,
      );
    return [];
  }
  const { truth, name } = await loadModel(named);
  return truth === undefined || name !== plan.model ? [] : readTruth(fileURLToPath(truth));
}
