/**
 * Builds dist/: the sources and the packages that they use as a handful of modules, all in one folder
 * with what they read at run time, and their types below `types/`. To find and load one large module
 * takes a fraction of the time that hundreds of small ones take. An install without development
 * dependencies has no compiler: it ends without dist/, and says what there is instead.
 *
 *     node build.mjs               as `npm run build`
 *     node build.mjs .built-1a2b   without types, nothing checked, into another folder: for tests
 */

import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Files that are read beside the code. */
const READ = new Set(['.csv', '.json', '.yaml']);

/** Imports all commands, whichever is asked for. */
const COMMANDS = /[\\/]cli[\\/]commands[\\/]index\.ts$/;

const compiler = join('node_modules', 'typescript', 'bin', 'tsc');
const missing = ['typescript', 'rolldown'].filter(
  (name) => !existsSync(join('node_modules', name)),
);
if (missing.length > 0) {
  console.error(
    `build: dist/ is not built, because ${missing.join(' and ')}, for development only, is not installed. ` +
      '"npm ci" installs it; without it chipcast runs from its sources: npm run chipcast -- --help',
  );
  process.exit(process.env.npm_lifecycle_event === 'prepare' ? 0 : 1);
}

const { rolldown } = await import('rolldown');
const { pageApp } = await import('./page-app.mjs');
const [asked] = process.argv.slice(2);
const folder = asked ?? 'dist';
rmSync(folder, { recursive: true, force: true });
// Types are written for what others import, and not for the command line: those of its options would
// take the compiler minutes and gigabytes to write out.
if (asked === undefined)
  execFileSync(process.execPath, [compiler, '-p', 'tsconfig.types.json'], { stdio: 'inherit' });

// With Node: each module that is loaded by its name, as `src/shipped.ts` and package.json name them.
await bundle(
  {
    chipcast: 'src/cli/main.ts',
    node: 'src/node/index.ts',
    thread: 'workers/thread.ts',
    tables: 'workers/tables.ts',
    fleet: 'workers/fleet.ts',
    precompile: 'src/node/precompile.ts',
    'china-ai-chips': 'models/china-ai-chips/index.ts',
    'heat-pumps': 'models/examples/heat-pumps/index.ts',
  },
  {
    platform: 'node',
    // These find files of their own, or are there only where somebody installed them.
    external: [/^piscina$/, /^tsx\//, /^bullmq$/, /^ioredis$/],
    // Models import the package by its name.
    resolve: { alias: { chipcast: resolve('src/node/index.ts') } },
    plugins: [{ name: 'commands', transform: { filter: { id: COMMANDS }, handler: atOnce } }],
  },
  {
    chunkFileNames: '[name].js',
    // A module is in one part only, which `partOf` says; so it need not take along what it imports.
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [{ name: partOf(), debugName: 'parts' }],
    },
  },
);
// Elsewhere, where there is no module of Node that it could share a part with.
await bundle(
  { portable: 'src/index.ts' },
  { platform: 'browser' },
  { chunkFileNames: 'portable-[name].js' },
);
// What makes a page live, as text that is put into it.
writeFileSync(join(folder, 'live-page.json'), await pageApp());
for (const root of ['src', 'models']) copyRead(root);
// The shipped models as they are compiled, so that a run need not.
const { precompile } = await import(pathToFileURL(resolve(folder, 'precompile.js')).href);
await precompile();
chmodSync(join(folder, 'chipcast.js'), 0o755);

async function bundle(input, options, output) {
  const built = await rolldown({
    input,
    ...options,
    tsconfig: false,
    transform: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    preserveEntrySignatures: 'allow-extension',
    // A verb that is loaded when it is asked for may be part of another that is.
    checks: { ineffectiveDynamicImport: false },
  });
  await built.write({
    dir: folder,
    format: 'esm',
    entryFileNames: '[name].js',
    sourcemap: true,
    // Names stay, for stacks; with CHIPCAST_DEBUG=1 the maps lead back to the sources.
    minify: { mangle: false, compress: true, codegen: true },
    ...output,
  });
  await built.close();
}

/** Imports that are as good as static, which cost a file each while they are not. */
function atOnce(code) {
  const files = [];
  const body = code.replace(/import\('(\.[^']+)'\)/g, (_, file) => `file${files.push(file)}`);
  const head = files.map((file, k) => `import * as file${k + 1} from '${file}';`);
  return { code: [...head, body].join('\n'), map: null };
}

/**
 * What is loaded together is one part: what threads compute with; what can be typed; a run; its
 * question in a file and its folder; pages with plots, for the libraries that draw them are large; and
 * the other verbs. A part imports only from parts before it, and none imports from `pages`.
 */
function partOf() {
  /** Where a part begins, and modules of whose lazy imports it consists too. */
  const begins = [
    { name: 'machine', roots: ['workers/thread.ts'], lazy: [] },
    { name: 'command', roots: ['src/cli/main.ts'], lazy: [] },
    { name: 'engine', roots: ['src/node/index.ts'], lazy: [] },
    {
      name: 'folder',
      roots: [],
      lazy: [
        'src/cli/commands/run.ts',
        'src/cli/computing.ts',
        'src/cli/main.ts',
        'src/cli/show-run.ts',
        'src/forecast/file-run.ts',
        'src/node/place.ts',
      ],
    },
  ];
  const PLOTS = /node_modules[\\/](?:@observablehq[\\/]plot|linkedom)[\\/]/;
  const OUTSIDE_PARTS = [resolve('models') + sep, resolve('workers') + sep];
  const ofPages = new Map();
  const ofOthers = new Map();
  let parts;
  return (id, context) => {
    const lazilyIn = (file) => context.getModuleInfo(resolve(file)).dynamicallyImportedIds;
    const reached = (roots, seen = new Set()) => {
      for (const root of roots)
        if (!seen.has(root))
          reached(context.getModuleInfo(root)?.importedIds ?? [], seen.add(root));
      return seen;
    };
    parts ??= begins.map(({ name, roots, lazy }) => ({
      name,
      members: reached([...roots.map((file) => resolve(file)), ...lazy.flatMap(lazilyIn)]),
    }));
    if (OUTSIDE_PARTS.some((outside) => id.startsWith(outside))) return null;
    const of = parts.filter(({ members }) => members.has(id)).map(({ name }) => name);
    // The command line begins where its part is loaded, so what others use of it is apart from it.
    if (of.length > 0) return of.includes('command') && isOfOthers(id) ? 'shared' : of[0];
    return isOfPages(id) ? 'pages' : 'analyses';

    /** Whether a module outside the command line uses it, by whatever way round. */
    function isOfOthers(module) {
      if (!ofOthers.has(module)) {
        ofOthers.set(module, false);
        const { members } = parts.find(({ name }) => name === 'command');
        const { importers } = context.getModuleInfo(module);
        ofOthers.set(module, !members.has(module) || importers.some(isOfOthers));
      }
      return ofOthers.get(module);
    }

    /** Whether it draws plots, or only what draws them uses it. */
    function isOfPages(module) {
      if (!ofPages.has(module)) {
        ofPages.set(module, false);
        const { importers, dynamicImporters } = context.getModuleInfo(module);
        const draws = [...reached([module])].some((member) => PLOTS.test(member));
        const users = [...importers, ...dynamicImporters];
        ofPages.set(module, draws || (users.length > 0 && users.every(isOfPages)));
      }
      return ofPages.get(module);
    }
  };
}

function copyRead(room) {
  for (const entry of readdirSync(room, { withFileTypes: true })) {
    const path = join(room, entry.name);
    if (entry.isDirectory()) copyRead(path);
    else if (READ.has(extname(path)) && entry.name !== 'tsconfig.json')
      copyFileSync(path, join(folder, entry.name));
  }
}
