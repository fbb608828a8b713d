/** The run that the user means. */

import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { leadsNowhere } from '../files/read.ts';
import { RunFolderError } from './error.ts';
import { RunFolder } from './run-folder.ts';

/** The newest run of all. */
const LATEST = 'latest';

/** The end of a folder's name: the first eight characters of the id. */
const ID = /-[0-9a-f]{8}$/;

/**
 * A folder by its path; or a run in `out` by its name, by the beginning or the end of its folder's
 * name (the eight characters of its id will do), or `latest`. Of several runs of one name the
 * newest is meant.
 *
 * @param tell  is given a sentence where one of several was taken
 * @throws RunFolderError naming what there is
 */
export function findRun(
  named: string,
  out: string,
  tell: (line: string) => void = () => {},
): RunFolder {
  if (named.trim() === '') throw new RunFolderError('no run is named: the name is empty');
  const asPath = resolve(named);
  if (existsSync(asPath) && statSync(asPath).isDirectory()) return new RunFolder(asPath);
  if (leadsNowhere(asPath))
    throw new RunFolderError(`${named} is a link to something that does not exist`);
  const known = existsSync(out) ? foldersIn(out) : [];
  const taken = (found: readonly string[], what: string): RunFolder => {
    const newest = newestOf(found, out);
    if (found.length > 1) tell(`"${named}" is ${newest}, the newest of ${found.length} ${what}`);
    return new RunFolder(join(out, newest));
  };
  const matching = known.filter((name) => name.endsWith(named) || name.startsWith(named));
  if (matching.length === 1) return taken(matching, '');
  const ofName = known.filter((name) => nameOf(name) === named);
  if (ofName.length > 0) return taken(ofName, 'runs of that name');
  if (matching.length > 0 && new Set(matching.map(nameOf)).size === 1)
    return taken(matching, `runs of ${nameOf(matching[0])}`);
  const runs = known.filter((name) => existsSync(join(out, name, 'plan.json')));
  if (named === LATEST && runs.length > 0) return taken(runs, `runs in ${out}`);
  throw new RunFolderError(
    matching.length > 1
      ? `"${named}" could be ${matching.join(' or ')}; give one of them in full`
      : `no run "${named}"; ${listed(known, out)}`,
  );
}

function foldersIn(out: string): readonly string[] {
  return readdirSync(out).filter(
    // A link that leads nowhere is no folder.
    (name) => statSync(join(out, name), { throwIfNoEntry: false })?.isDirectory() === true,
  );
}

function nameOf(folder: string): string {
  return folder.replace(ID, '');
}

/** By when the run began; by name where two began at once. */
function newestOf(names: readonly string[], out: string): string {
  const began = (name: string): number => {
    const plan = statSync(join(out, name, 'plan.json'), { throwIfNoEntry: false });
    return plan?.mtimeMs ?? 0;
  };
  return names.toSorted((a, b) => began(b) - began(a) || (a < b ? -1 : 1))[0];
}

function listed(known: readonly string[], out: string): string {
  if (known.length === 0) return `there are no runs in ${out}`;
  return `runs in ${out}: ${known.slice(0, 12).join(', ')}${known.length > 12 ? ', ...' : ''}`;
}
