/** A copy of the project to change, for pages that say how it is extended. */

import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';
import { ROOT } from './documents.ts';

export interface ProjectCopy {
  readonly folder: string;
  read(file: string): string;
  /** Changes a file, and expects that something did change. */
  edit(file: string, change: (text: string) => string): void;
  /** What a tool of the project prints, whether it ends well or not. */
  tool(name: string, ...args: readonly string[]): string;
  /** What the compiler says of files and what they import. */
  compile(files: readonly string[]): string;
}

const COPIED = [
  'src',
  'docs',
  'test',
  'models',
  'workers',
  'README.md',
  'build.mjs',
  'page-app.mjs',
  'package-lock.json',
  'package.json',
  'tsconfig.json',
  'tsconfig.types.json',
  'vitest.config.ts',
];

/** A copy that is gone after the tests of the file that calls it. */
export function copyOfProject(): ProjectCopy {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'chipcast-copy-')));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of COPIED) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir');
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  const tool = (name: string, ...args: readonly string[]): string => {
    try {
      const path = join(folder, 'node_modules', '.bin', name);
      return execFileSync(path, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
    } catch (error) {
      return (error as { stdout: string }).stdout;
    }
  };
  return {
    folder,
    read,
    edit: (file, change) => {
      const text = read(file);
      const changed = change(text);
      expect(changed, file).not.toBe(text);
      writeFileSync(join(folder, file), changed);
    },
    tool,
    compile: (files) => {
      const config = { extends: './tsconfig.json', files, include: ['src/**/*.d.ts'] };
      writeFileSync(join(folder, 'only.json'), JSON.stringify(config));
      // Of more checkers each would look at what all of the files import.
      return tool('tsc', '-p', 'only.json', '--checkers', '1');
    },
  };
}
