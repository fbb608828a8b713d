/**
 * Whether a hub holds together: the rules by which the Hubverse validates the configuration, the
 * model output and the target data of a hub, over the files as they are on disk. Written from its
 * schemas (version 6.0.0) and the published descriptions of its checks.
 */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import type { z } from 'zod';
import { configFaults, targetDataFaults } from './hub-check-config.ts';
import { outputFaults } from './hub-check-output.ts';
import { oracleFaults, seriesFaults } from './hub-check-targets.ts';
import { adminForm, targetDataForm, tasksForm } from './hub-forms.ts';
import { type HubTable, readHubTable } from './hub-tables.ts';

/** Everything that is wrong with a hub, one line each; nothing where it is sound. */
export function hubFaults(folder: string): string[] {
  const faults: string[] = [];
  const json = (name: string): unknown => {
    try {
      return JSON.parse(readFileSync(join(folder, 'hub-config', name), 'utf8'));
    } catch (error) {
      faults.push(`hub-config/${name}: ${(error as Error).message}`);
      return undefined;
    }
  };
  const config = <Form extends z.ZodType>(name: string, form: Form): z.infer<Form> | undefined => {
    const value = json(name);
    if (value === undefined) return undefined;
    const { success, data, error } = form.safeParse(value);
    for (const issue of error?.issues ?? []) {
      const at = issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
      faults.push(`hub-config/${name}: ${at}${issue.message}`);
    }
    return success ? data : undefined;
  };
  const table = (path: string): HubTable | undefined => {
    try {
      return readHubTable(join(folder, path));
    } catch (error) {
      faults.push(`${path}: ${(error as Error).message}`);
      return undefined;
    }
  };

  config('admin.json', adminForm);
  const tasks = config('tasks.json', tasksForm);
  const targetData = config('target-data.json', targetDataForm);
  const metadata = json('model-metadata-schema.json');
  if (tasks === undefined) return faults;
  faults.push(...configFaults(tasks), ...targetDataFaults(tasks, targetData));

  for (const model of listed(join(folder, 'model-output'))) {
    faults.push(...metadataFaults(folder, model, metadata));
    for (const file of listed(join(folder, 'model-output', model))) {
      const output = table(`model-output/${model}/${file}`);
      if (output !== undefined) faults.push(...outputFaults(file, output, model, tasks.rounds));
    }
  }
  for (const [name, check] of [
    ['time-series.csv', seriesFaults],
    ['oracle-output.csv', oracleFaults],
  ] as const) {
    const path = `target-data/${name}`;
    if (!existsSync(join(folder, path))) continue;
    const found = table(path);
    if (found !== undefined)
      faults.push(...check(found, tasks).map((fault) => `${path}: ${fault}`));
  }
  return faults;
}

function listed(path: string): string[] {
  return existsSync(path) ? readdirSync(path) : [];
}

/**
 * Metadata of a model are a file of its name, and have what the schema of the hub wants and nothing
 * that it does not know.
 */
function metadataFaults(folder: string, model: string, schema: unknown): string[] {
  const path = `model-metadata/${model}.yml`;
  if (!existsSync(join(folder, path))) return [`${path} does not exist`];
  const { properties, required } = (schema ?? {}) as {
    readonly properties?: object;
    readonly required?: readonly string[];
  };
  if (properties === undefined) return [];
  let metadata: Record<string, unknown>;
  try {
    metadata = parseYaml(readFileSync(join(folder, path), 'utf8')) as Record<string, unknown>;
  } catch (error) {
    return [`${path}: ${(error as Error).message}`];
  }
  const id = metadata['model_id'] ?? `${metadata['team_abbr']}-${metadata['model_abbr']}`;
  return [
    ...(id === model ? [] : [`${path}: it is of ${String(id)}, not of ${model}`]),
    ...(required ?? [])
      .filter((name) => !(name in metadata))
      .map((name) => `${path}: ${name} is missing`),
    ...Object.keys(metadata)
      .filter((name) => !(name in properties))
      .map((name) => `${path}: the schema of metadata does not know ${name}`),
  ];
}
