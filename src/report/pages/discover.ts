/** What `chipcast discover` says: the input ranges in which a condition holds most often. */

import type { Limit } from '../../discovery/box.ts';
import type { Discovery, FoundBox, Trials } from '../../discovery/discover.ts';
import type { FoundTree } from '../../discovery/judge.ts';
import { counted, significant } from '../../stats/round.ts';
import type { Estimate } from '../../stats/summary.ts';
import { plural } from '../../text/listed.ts';
import { fit } from '../../text/table.ts';
import { boxFigure, trajectoryFigure } from '../discovery-figures.ts';
import {
  chance,
  type Document,
  type Finding,
  gallery,
  joined,
  type Section,
  say,
  tableOf,
} from '../document.ts';
import { shareText } from '../measure.ts';
import type { Names } from '../names.ts';

/** What a page says of where it comes from. */
export interface PageFacts {
  readonly run: string;
  /** The condition, as it was asked. */
  readonly where: string;
  /** Trials in which it cannot be said whether the condition holds. */
  readonly unknown: number;
  /** How trials that evidence weighs were drawn, in a sentence; none where all count alike. */
  readonly redrawn: readonly string[];
}

export function discoverPage(
  discovery: Discovery,
  trials: Trials,
  { run, where, unknown, redrawn }: PageFacts,
  names: Names,
): Document {
  const [title, ...further] = boxFindings(where, discovery, names);
  const { boxes, halves, tree } = discovery;
  return {
    subject: 'Where it happens',
    title,
    summary: [
      ...boxes.slice(0, 1).map(({ coverage, mass }) => coverageFinding(coverage, mass)),
      ...further,
      say`In all: ${chance(discovery.share)} of trials. ${counted(halves.fitted.trials)} trials were searched; the shares here are from the other ${counted(halves.heldOut.trials)}.${leftOut(unknown)}`,
      ...redrawn,
    ],
    facts: [`run ${run}`, where],
    sections: [
      ...boxes.map((box, k) => boxSection(box, k, discovery, trials, names)),
      {
        title: 'As a tree of questions',
        blocks: [{ kind: 'verbatim', lines: treeLines(tree, discovery, names) }],
      },
    ],
  };
}

/** A box each: how often the condition holds in it. */
export function boxFindings(where: string, { boxes, share }: Discovery, names: Names): Finding[] {
  const what = names.in(where);
  if (boxes.length === 0)
    return [say`${what}: no range of any input makes it clearly more likely than ${chance(share)}`];
  return boxes.map(({ limits, density, coverage, mass }, k) => {
    const inside = joined(
      limits.map((limit) => say`${names.of(limit.input)} is ${limitText(limit)}`),
      ', ',
      ' and ',
    );
    if (k === 0)
      return say`${what}: ${chance(density)} when ${inside}, against ${chance(share)} overall`;
    const outside = k === 1 ? 'Outside that box' : 'Outside those boxes';
    return say`${outside}: ${chance(density)} when ${inside}. ${coverageFinding(coverage, mass)}`;
  });
}

function coverageFinding(coverage: Estimate, mass: Estimate): Finding {
  return say`This holds in ${chance(mass)} of trials, with ${chance(coverage)} of all those in which it happens.`;
}

function leftOut(unknown: number): string {
  return unknown === 0
    ? ''
    : ` ${counted(unknown)} trials are left out: a value there is no number, so it cannot be said.`;
}

/** Digits of a limit: as many as it has, but for what binary fractions add. */
const DIGITS = 15;

/** `above 31,000`, `between 0.1 and 0.4`, `0 or 2`. */
export function limitText({ low, high, values }: Limit): string {
  const text = (x: number): string => significant(x, DIGITS);
  if (values !== undefined) return joined(values.map(text), ', ', ' or ').join('');
  if (low === undefined) return `at most ${text(high ?? Number.NaN)}`;
  return high === undefined ? `above ${text(low)}` : `between ${text(low)} and ${text(high)}`;
}

function boxSection(
  box: FoundBox,
  k: number,
  { boxes, halves }: Discovery,
  trials: Trials,
  names: Names,
): Section {
  const { density, coverage, mass, fitted } = box;
  const facts: readonly (readonly [string, Estimate, number])[] = [
    ['Trials of the box in which it happens', density, fitted.density],
    ['Such trials that lie in the box', coverage, fitted.coverage],
    ['Trials that lie in the box', mass, fitted.mass],
  ];
  return {
    title: boxes.length === 1 ? 'The box' : `Box ${k + 1}`,
    blocks: [
      tableOf('Limits', box.limits, [
        { heading: 'input', of: ({ input }) => [names.of(input)] },
        { heading: 'is', of: (limit) => limitText(limit) },
        {
          heading: 'without it',
          kind: 'number',
          digits: 3,
          of: ({ without }) => ({ value: without, isShare: true }),
        },
        { heading: 'quasi-p', of: ({ p }) => pText(p) },
      ]),
      tableOf('Shares', facts, [
        { heading: 'share of trials', of: ([name]) => name },
        {
          heading: `${counted(halves.heldOut.trials)} held out`,
          kind: 'number',
          of: ([, { value, se }]) => ({ value, se, isShare: true }),
        },
        {
          heading: `${counted(halves.fitted.trials)} searched`,
          kind: 'number',
          digits: 3,
          of: ([, , value]) => ({ value, isShare: true }),
        },
      ]),
      ...gallery([...boxFigure(boxes, k, trials, names), trajectoryFigure(box)]),
    ],
  };
}

/** A quasi-p-value; below a millionth nobody asks for more. */
export function pText(p: number): string {
  return p < 1e-6 ? '< 0.000001' : significant(p, 1);
}

/** Characters of a label in the tree, whose lines are to fit a terminal. */
const NODE = 27;

/**
 * A tree as text, a node a line: how often the condition holds there, and the share of all trials
 * that comes there.
 */
export function treeLines(
  tree: FoundTree,
  { halves }: Pick<Discovery, 'halves'>,
  names: Names,
): string[] {
  const { trials } = halves.heldOut;
  const told = ({ density, mass }: FoundTree): string =>
    shareText(density, Math.round((mass.value ?? 0) * trials), names);
  const part = ({ mass }: FoundTree): string =>
    mass.value === null ? '' : ` (${significant(mass.value * 100, 2)}% of trials)`;
  const below = (node: FoundTree, indent: string): string[] => {
    if (node.split === undefined) return [];
    const { input, at } = node.split;
    return [
      [node.split.below, { high: at }, '├─', '│  '] as const,
      [node.split.above, { low: at }, '└─', '   '] as const,
    ].flatMap(([child, limit, branch, bar]) => [
      `${indent}${branch} ${fit(names.of(input).label, NODE)} ${limitText(limit)}: ${told(child)}${part(child)}`,
      ...below(child, indent + bar),
    ]);
  };
  return [`all ${plural(trials, 'trial')}: ${told(tree)}`, ...below(tree, '')];
}
