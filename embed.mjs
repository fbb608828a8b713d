/**
 * Writes what is read at run time as modules of text, so that the engine needs no file to be beside
 * it: in a browser there is none.
 */

import { readFileSync, writeFileSync } from 'node:fs';

const table = readFileSync('src/random/data/joe-kuo-1024.txt', 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .join('\n');

write('src/kernel/kernel-bytes.ts', 'KERNEL', readFileSync('src/kernel/kernel.wasm', 'base64'), {
  what: 'kernel.wasm in base64',
});
write('src/random/data/joe-kuo-1024.ts', 'JOE_KUO', table, {
  what: 'The lines of joe-kuo-1024.txt, which says where they are from',
});

function write(file, name, text, { what }) {
  const literal = `'${text.replaceAll('\n', '\\n')}'`;
  writeFileSync(
    file,
    `/** ${what}; written by embed.mjs. */\n\nexport const ${name} =\n  ${literal};\n`,
  );
}
