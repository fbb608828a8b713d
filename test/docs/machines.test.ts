/**
 * The worked examples of how-to/machines: scripts are run, what needs an engine that is not here is
 * checked for form. @slow: each shard is a process.
 */

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { validate } from 'dockerfile-utils';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { parse } from 'yaml';
import { program } from '../../src/cli/program.ts';
import { VERSION } from '../../src/version.ts';
import { root, temporaryFolder } from '../folders.ts';

const machines = join(root, 'docs', 'how-to', 'machines');
const textOf = (name: string): string => readFileSync(join(machines, name), 'utf8');
const { engines, peerDependencies } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
) as { engines: { node: string }; peerDependencies: Record<string, string> };

describe('shards', () => {
  const folder = temporaryFolder();
  const bin = join(folder, 'bin');
  const spec = join(folder, 'spec.yaml');
  const SHARDS = 2;
  let digest: string;
  beforeAll(() => {
    mkdirSync(bin);
    // The chipcast of this build, by both names that the examples use.
    const command = `#!/bin/sh\nexec '${process.execPath}' '${inject('command')}' "$@"\n`;
    writeFileSync(join(bin, 'chipcast'), command, { mode: 0o755 });
    writeFileSync(join(bin, 'npx'), '#!/bin/sh\nexec "$@"\n', { mode: 0o755 });
    writeFileSync(spec, 'name: shards\nmodel: heat-pumps\ntrials: 16384\nreplicates: 4\n');
    digest = digestIn(merged('', ['run', spec, '--out', join(folder, 'whole')]));
  });

  function run(command: string, words: readonly string[], environment: object = {}): void {
    const { status, stderr } = spawnSync(command, words, {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, PATH: `${bin}:${process.env['PATH']}`, ...environment },
    });
    expect({ status, stderr }).toMatchObject({ status: 0 });
  }

  /** The folder of a run, of shards in a folder or by other words. */
  function merged(
    shards: string,
    words = ['merge', ...shardsIn(shards), '--out', `${shards}-run`],
  ) {
    return execFileSync(join(bin, 'chipcast'), [...words, '--quiet'], {
      cwd: folder,
      encoding: 'utf8',
    }).trim();
  }

  const shardsIn = (name: string): string[] =>
    readdirSync(join(folder, name)).map((file) => join(folder, name, file));
  const digestIn = (path: string): string =>
    JSON.parse(readFileSync(resolve(folder, path, 'run.json'), 'utf8')).digest;

  test('by Slurm', () => {
    for (let task = 1; task <= SHARDS; task++)
      run('bash', [join(machines, 'slurm.sh'), spec, 'slurm'], {
        SLURM_ARRAY_TASK_ID: task,
        SLURM_ARRAY_TASK_COUNT: SHARDS,
        SLURM_CPUS_PER_TASK: 1,
      });
    expect(digestIn(merged('slurm'))).toBe(digest);
  });

  test('by Kubernetes', () => {
    const job = parse(textOf('kubernetes.yaml'));
    expect([job.apiVersion, job.kind, job.spec.completionMode]).toEqual([
      'batch/v1',
      'Job',
      'Indexed',
    ]);
    const [container] = job.spec.template.spec.containers;
    const { completions } = job.spec;
    expect(container.image).toBe(`chipcast:${VERSION}`);
    const script = String(container.args[0]);
    expect(script).toContain(`/${completions}"`);
    const [shell, ...options] = container.command as string[];
    for (let index = 0; index < SHARDS; index++)
      run(shell, [...options, script.replace(`/${completions}"`, `/${SHARDS}"`)], {
        JOB_COMPLETION_INDEX: index,
        SPEC: spec,
        SHARDS: join(folder, 'kubernetes'),
      });
    expect(digestIn(merged('kubernetes'))).toBe(digest);
  });

  const hasParallel = spawnSync('parallel', ['--version']).status === 0;
  test.skipIf(!hasParallel)('by GNU parallel (skipped where it is not installed)', () => {
    run('bash', [join(machines, 'parallel.sh'), spec, 'parallel', `${SHARDS}`]);
    const [path] = readdirSync(join(folder, 'runs', 'out'));
    expect(digestIn(join(folder, 'runs', 'out', path))).toBe(digest);
  });
});

describe('containers', () => {
  test('the Dockerfile has no fault, copies what is there and installs what is supported', () => {
    const text = textOf('Dockerfile');
    expect(validate(text)).toEqual([]);
    expect(validate('FRM node\n')).not.toEqual([]);
    const majors = [...text.matchAll(/^FROM node:(\d+)/gm)].map(([, major]) => Number(major));
    const least = Number(/>=(\d+)/.exec(engines.node)?.[1]);
    expect(majors.length).toBeGreaterThan(0);
    for (const major of majors) expect(major).toBeGreaterThanOrEqual(least);
    for (const [name, range] of Object.entries(peerDependencies))
      expect(text).toContain(`${name}@${/\d+/.exec(range)?.[0]}`);
    expect(text).toContain(`--tag chipcast:${VERSION} `);
  });

  test('what the image is built without is what is made, not written', () => {
    const ignored = textOf('Dockerfile.dockerignore').trim().split('\n');
    const tracked = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).split('\n');
    for (const path of ignored.filter((one) => one !== '.git'))
      expect(tracked.filter((file) => file.startsWith(`${path}/`))).toEqual([]);
  });

  test('the Compose file starts a Redis that loses no job, and three workers', () => {
    const { services, volumes } = parse(textOf('compose.yaml'), { strict: true });
    expect(Object.keys(services)).toEqual(['redis', 'worker']);
    const { redis, worker } = services;
    // BullMQ asks for this policy: with any other, Redis throws jobs away when it is full.
    expect(redis.command.join(' ')).toContain('--maxmemory-policy noeviction');
    expect(redis.command).toContain('--requirepass');
    expect(redis.ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:/)]);
    for (const volume of redis.volumes) expect(volumes).toHaveProperty(volume.split(':')[0]);
    expect(worker.deploy.replicas).toBe(3);
    expect(worker.depends_on).toEqual(['redis']);
    expect(worker.image).toBe(`chipcast:${VERSION}`);
    const context = join(machines, worker.build.context);
    expect(existsSync(join(context, worker.build.dockerfile))).toBe(true);
    const [name, ...words] = worker.command as string[];
    const declared = program.commands.find((one) => one.name() === name);
    const options = words.filter((word) => word.startsWith('--'));
    expect(declared?.options.map(({ long }) => long)).toEqual(expect.arrayContaining(options));
  });
});
