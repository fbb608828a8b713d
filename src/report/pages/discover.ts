/** What `chipcast discover` says: the input ranges in which a condition holds most often. */

import type { Limit } from '../../discovery/box.ts';
import type { Discovery, FoundBox, Trials } from '../../discovery/discover.ts';
import type { FoundTree } from '../../discovery/judge.ts';
import { counted, significant } from '../../stats/round.ts';
import type { Estimate } from '../../stats/summary.ts';
import { fit, textWidth } from '../../text/table.ts';
import { boxFigure, trajectoryFigure } from '../discovery-figures.ts';
import {
  chance,
  type Document,
  type Finding,
  gallery,
  joined,
  type Section,
  tableOf,
} from '../document.ts';
import { rangeTexts, shareText } from '../measure.ts';
import type { Names } from '../names.ts';

/** What a page says of where it comes from. */
export interface PageFacts {
  readonly run: string;
  /** The condition, as it was asked. */
  readonly where: string;
  /** Trials in which it cannot be said whether the condition holds. */
  readonly unknown: number;
  /** Trials that were drawn by weight from those of the run; none where all count alike. */
  readonly redrawn: { readonly trials: number; readonly from: number } | undefined;
}

export function discoverPage(
  discovery: Discovery,
  trials: Trials,
  { run, where, unknown, redrawn }: PageFacts,
  names: Names,
): Document {
  const [title, ...further] = boxFindings(where, discovery, names);
  const { boxes, halves, tree } = discovery;
  const { say, tell, marks, language } = names;
  return {
    language,
    subject: tell('Where it happens'),
    title,
    summary: [
      ...boxes.slice(0, 1).map((box) => coverageFinding(box, names)),
      ...further,
      joined(
        [
          say(
            'In all: {share} of trials. {searched} trials were searched; the shares here are from the other {others}.',
            {
              share: chance(discovery.share),
              searched: counted(halves.fitted.trials),
              others: counted(halves.heldOut.trials),
            },
          ),
          ...(unknown === 0
            ? []
            : [
                tell(
                  '{count} trials are left out: a value there is no number, so it cannot be said.',
                  { count: counted(unknown) },
                ),
              ]),
        ],
        marks.space,
      ),
      ...(redrawn === undefined
        ? []
        : [
            tell(
              'Evidence weighs the {from} trials of the run: {trials} were drawn from them by weight, as many as the effective sample size.',
              { from: counted(redrawn.from), trials: counted(redrawn.trials) },
            ),
          ]),
    ],
    facts: [tell('run {run}', { run }), where],
    sections: [
      ...boxes.map((box, k) => boxSection(box, k, discovery, trials, names)),
      {
        title: tell('As a tree of questions'),
        blocks: [{ kind: 'verbatim', lines: treeLines(tree, discovery, names) }],
      },
    ],
  };
}

/** A box each: how often the condition holds in it. */
export function boxFindings(where: string, { boxes, share }: Discovery, names: Names): Finding[] {
  const { say, marks } = names;
  const what = names.in(where);
  if (boxes.length === 0)
    return [
      say('{what}: no range of any input makes it clearly more likely than {share}', {
        what,
        share: chance(share),
      }),
    ];
  return boxes.map((box, k) => {
    const inside = joined(
      box.limits.map((limit) => {
        const [input, text] = [names.of(limit.input), limitText(limit.input, limit, names)];
        // Languages differ in whether a verb stands before a number and before a comparison.
        return limit.values === undefined
          ? say('{input} is {limit}', { input, limit: text })
          : say('{input} is {values}', { input, values: text });
      }),
      marks.comma,
      marks.and,
    );
    const told = { share: chance(box.density), inside };
    if (k === 0)
      return say('{what}: {share} when {inside}, against {overall} overall', {
        ...told,
        what,
        overall: chance(share),
      });
    const outside =
      k === 1
        ? say('Outside that box: {share} when {inside}.', told)
        : say('Outside those boxes: {share} when {inside}.', told);
    return joined([outside, coverageFinding(box, names)], marks.space);
  });
}

function coverageFinding(
  { coverage, mass }: Pick<FoundBox, 'coverage' | 'mass'>,
  { say }: Names,
): Finding {
  return say('This holds in {mass} of trials, with {coverage} of all those in which it happens.', {
    mass: chance(mass),
    coverage: chance(coverage),
  });
}

/** Digits of a limit: as many as it has, but for what binary fractions add. */
const DIGITS = 15;

/** `above 31 thousand units`, `between 10% and 40%`, `0 or 2`. */
export function limitText(input: string, { low, high, values }: Limit, names: Names): string {
  const { tell, marks } = names;
  const of = names.measured(input) ?? { unit: '' };
  const texts = (ends: readonly number[]) => rangeTexts(of, ends, DIGITS, names);
  if (values !== undefined) return joined(texts(values), marks.comma, marks.or).join('');
  if (low === undefined) return tell('at most {value}', { value: texts([high ?? Number.NaN])[0] });
  if (high === undefined) return tell('above {value}', { value: texts([low])[0] });
  const [from, to] = texts([low, high]);
  return tell('between {low} and {high}', { low: from, high: to });
}

function boxSection(
  box: FoundBox,
  k: number,
  { boxes, halves }: Discovery,
  trials: Trials,
  names: Names,
): Section {
  const { tell } = names;
  const { density, coverage, mass, fitted } = box;
  const facts: readonly (readonly [string, Estimate, number])[] = [
    [tell('Trials of the box in which it happens'), density, fitted.density],
    [tell('Such trials that lie in the box'), coverage, fitted.coverage],
    [tell('Trials that lie in the box'), mass, fitted.mass],
  ];
  return {
    title: boxes.length === 1 ? tell('The box') : tell('Box {number}', { number: k + 1 }),
    blocks: [
      tableOf(tell('Limits'), box.limits, [
        { heading: tell('input'), of: ({ input }) => [names.of(input)] },
        { heading: tell('is'), of: (limit) => limitText(limit.input, limit, names) },
        {
          heading: tell('without it'),
          kind: 'number',
          digits: 3,
          of: ({ without }) => ({ value: without, isShare: true }),
        },
        { heading: tell('quasi-p'), of: ({ p }) => pText(p) },
      ]),
      tableOf(tell('Shares'), facts, [
        { heading: tell('share of trials'), of: ([name]) => name },
        {
          heading: tell('{trials} held out', { trials: counted(halves.heldOut.trials) }),
          kind: 'number',
          of: ([, { value, se }]) => ({ value, se, isShare: true }),
        },
        {
          heading: tell('{trials} searched', { trials: counted(halves.fitted.trials) }),
          kind: 'number',
          digits: 3,
          of: ([, , value]) => ({ value, isShare: true }),
        },
      ]),
      ...gallery([...boxFigure(boxes, k, trials, names), trajectoryFigure(box, names)]),
    ],
  };
}

/** A quasi-p-value; below a millionth nobody asks for more. */
export function pText(p: number): string {
  return p < 1e-6 ? '< 0.000001' : significant(p, 1);
}

/** The lines of a tree are to fit a terminal; a label gives way, but not beyond recognition. */
const LINE = 78;
const LEAST_LABEL = 16;

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
  const { tell } = names;
  const told = ({ density, mass }: FoundTree): string =>
    shareText(density, Math.round((mass.value ?? 0) * trials), names);
  const line = (start: string, input: string, limit: Limit, child: FoundTree): string => {
    const holes = {
      limit: limitText(input, limit, names),
      share: told(child),
    };
    const { value: mass } = child.mass;
    const lineOf = (label: string): string =>
      start +
      (mass === null
        ? tell('{input} {limit}: {share}', { ...holes, input: label })
        : tell('{input} {limit}: {share} ({part}% of trials)', {
            ...holes,
            input: label,
            part: significant(mass * 100, 2),
          }));
    const room = LINE - textWidth(lineOf(''));
    return lineOf(fit(names.of(input).label, Math.max(LEAST_LABEL, room)));
  };
  const below = (node: FoundTree, indent: string): string[] => {
    if (node.split === undefined) return [];
    const { input, at } = node.split;
    return [
      [node.split.below, { high: at }, '├─', '│  '] as const,
      [node.split.above, { low: at }, '└─', '   '] as const,
    ].flatMap(([child, limit, branch, bar]) => [
      line(`${indent}${branch} `, input, limit, child),
      ...below(child, indent + bar),
    ]);
  };
  return [
    tell('all {trials} trials: {share}', { trials: counted(trials), share: told(tree) }),
    ...below(tree, ''),
  ];
}
