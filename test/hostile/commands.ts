/** Every command that takes a run, with words that make it do all it can. */

import { join } from 'node:path';
import { MODEL, type Place } from './place.ts';

/** The words of a command on a run. */
export type Command = (place: Place, run: string) => readonly string[];

const inline = ['--executor', 'inline'];
const out = (place: Place) => ['--out', place.out];
const exported =
  (format: string, ...what: string[]): Command =>
  (place, run) => ['export', run, '--format', format, '--what', ...what, ...inline, ...out(place)];

export const COMMANDS: Readonly<Record<string, Command>> = {
  verify: (place, run) => ['verify', run, ...inline, ...out(place)],
  report: (place, run) => ['report', run, ...out(place)],
  compare: (place, run) => ['compare', join(place.out, place.other), run, ...inline, ...out(place)],
  'compare first': (place, run) => [
    'compare',
    run,
    join(place.out, place.other),
    '--json',
    ...inline,
    ...out(place),
  ],
  revise: (place, run) => ['revise', join(place.out, place.other), run, ...inline, ...out(place)],
  ask: (place, run) => [
    'ask',
    run,
    'P(spent[2026] > 8)',
    'Q(0.5, wage)',
    'E(demand[2026Q2])',
    ...inline,
    ...out(place),
  ],
  discover: (place, run) => ['discover', run, '--where', 'full', ...out(place)],
  score: (place, run) => ['score', run, '--truth', place.truth, ...inline, ...out(place)],
  // No truth is named: that of the model is, which a folder may not choose.
  'score of its model': (place, run) => ['score', run, ...inline, ...out(place)],
  'export summary': exported('csv', 'summary'),
  'export draws': exported('csv', 'draws'),
  'export sensitivity': exported('csv', 'sensitivity'),
  'export scores': exported('csv', 'scores'),
  'export parquet': exported('parquet', 'draws'),
  'export workbook': exported('xlsx', 'summary', 'draws'),
  'export hub': (place, run) => [
    'export',
    run,
    '--format',
    'hubverse',
    '--truth',
    place.truth,
    ...inline,
    ...out(place),
  ],
  sensitivity: (place) => ['sensitivity', place.spec, '--base', '64', ...inline, ...out(place)],
  trial: (place, run) => ['trial', run, '3', ...out(place)],
  resume: (place, run) => ['resume', run, ...inline, ...out(place)],
  commit: (place, run) => ['commit', run, '--ledger', place.ledger, '--json', ...out(place)],
  'model --runs': (place, run) => [
    'model',
    '--model',
    MODEL,
    '--forecasts',
    '--runs',
    run,
    ...out(place),
  ],
};
