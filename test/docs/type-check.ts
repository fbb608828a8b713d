/** What TypeScript says of files that documents show. */

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { ROOT } from './documents.ts';

const compiler = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');

/**
 * The types of the package as they are published, written once for all files that import it: a check
 * against the sources would check all of those each time.
 */
function declarations(): string {
  const folder = join(inject('built'), 'types');
  if (!existsSync(folder)) {
    // Under another name until it is whole, as other processes may ask for it.
    const unfinished = `${folder}-${process.pid}`;
    const config = join(ROOT, 'tsconfig.types.json');
    execFileSync(process.execPath, [compiler, '-p', config, '--outDir', unfinished], {
      stdio: 'inherit',
    });
    if (existsSync(folder)) rmSync(unfinished, { recursive: true });
    else renameSync(unfinished, folder);
  }
  return join(folder, 'src', 'node', 'index.d.ts');
}

/**
 * Checked as strictly as the project itself, but that a name may be left unused.
 *
 * @param home   a folder where two files of configuration may be written
 * @param files  from there
 */
export function typeErrors(home: string, files: readonly string[]): string {
  const isOfPackage = files.some((file) => readFileSync(file, 'utf8').includes(" from 'chipcast'"));
  const config = {
    extends: join(ROOT, 'tsconfig.json'),
    compilerOptions: {
      paths: isOfPackage ? { chipcast: [declarations()] } : {},
      typeRoots: [join(ROOT, 'node_modules', '@types')],
      noUnusedLocals: false,
    },
    files: [join(ROOT, 'src', 'math', 'assemblyscript.d.ts'), ...files],
    include: [],
  };
  writeFileSync(join(home, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(home, 'tsconfig.json'), JSON.stringify(config));
  try {
    return execFileSync(process.execPath, [compiler, '-p', home], { encoding: 'utf8' });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}
