/** What TypeScript says of files that documents show. */

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './documents.ts';

/**
 * Checked as strictly as the project itself, but that a name may be left unused.
 *
 * @param home   a folder where two files of configuration may be written
 * @param files  from there
 */
export function typeErrors(home: string, files: readonly string[]): string {
  const config = {
    extends: join(ROOT, 'tsconfig.json'),
    compilerOptions: {
      paths: { chipcast: [join(ROOT, 'src', 'node', 'index.ts')] },
      typeRoots: [join(ROOT, 'node_modules', '@types')],
      noUnusedLocals: false,
    },
    files: [join(ROOT, 'src', 'math', 'assemblyscript.d.ts'), ...files],
    include: [],
  };
  writeFileSync(join(home, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(home, 'tsconfig.json'), JSON.stringify(config));
  const compiler = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  try {
    return execFileSync(process.execPath, [compiler, '-p', home], { encoding: 'utf8' });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}
