/**
 * `report.html`: the page that analysts publish, one file that needs nothing but itself. The first
 * screen is drawn here as it is in the browser; the same run gives the same bytes.
 */

import { hexToBytes } from '@noble/hashes/utils.js';
import { render } from 'preact-render-to-string';
import type { Program } from '../compile/program.ts';
import { sha256 } from '../compile/sha256.ts';
import { frame } from '../report/media/frame.ts';
import { serverCanvas } from '../report/media/svg.ts';
import type { Analysis } from '../sensitivity/document.ts';
import { bareId } from '../text/column-name.ts';
import { visible } from '../text/visible.ts';
import { annexHtml } from './annex.ts';
import type { Asked, PageInput } from './beside.ts';
import { type Driver, driversOf, sharesIn } from './drivers.ts';
import { askedOf } from './headline.ts';
import { screenOf } from './screen.ts';
import { STYLE } from './style.ts';
import { StageContext } from './view/canvas.tsx';
import { FirstScreen } from './view/screen.tsx';
import type { Words } from './words/en.ts';

/** The script that makes a page live, as the build leaves it. */
interface LiveProgram {
  /** SHA-256 of the script, in base64. */
  readonly hash: string;
  /** The script, compressed (raw deflate), in base64. */
  readonly packed: string;
}

/** What makes a page live. */
export interface Live {
  readonly program: LiveProgram;
  /** Compresses a text as the program is. */
  pack(text: string): string;
  /** The page in other languages, that a reader may change to. */
  readonly others: readonly { readonly input: PageInput; readonly words: Words }[];
}

/**
 * Unpacks the program and runs it, behind the page in the language of the address. Where a browser
 * cannot, the page stays as it is: whole but for its controls.
 */
const START = `(async()=>{
const unpacked=(packed)=>new Response(new Blob([Uint8Array.from(atob(packed.textContent),(c)=>c.charCodeAt(0))]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).text();
const root=document.documentElement;
root.dataset.own=root.lang;
const wanted=new URLSearchParams(location.hash.slice(1)).get('lang');
const other=[...document.querySelectorAll('script[data-lang]')].find((one)=>one.dataset.lang===wanted);
const data=document.getElementById('data');
if(!other)data.textContent=await unpacked(data);
else{
const page=JSON.parse(await unpacked(other));
root.lang=wanted;
document.title=page.title;
document.getElementById('screen').innerHTML=page.screen;
document.getElementById('annex').outerHTML=page.annex;
data.textContent=page.data;
}
const script=document.createElement('script');
script.textContent=await unpacked(document.getElementById('program'));
document.body.append(script);
})().catch(()=>{})`;

interface Parts {
  readonly title: string;
  readonly screen: string;
  readonly annex: string;
  /** JSON of what the page is made from. */
  readonly data: string;
}

function partsOf(input: PageInput, words: Words, isLive: boolean): Parts {
  const screen = screenOf(input, words);
  const canvas = { ...serverCanvas(), words: words.charts };
  const first = render(
    <StageContext.Provider value={{ canvas, words }}>
      <FirstScreen screen={screen} />
    </StageContext.Provider>,
  );
  return {
    title: screen.title,
    screen: visible(first),
    annex: annexHtml(input, words),
    data: isLive ? visibleJson(shownPart(input)) : '',
  };
}

/**
 * @param input  in the language of the words
 * @param live   what makes the page live; without it the page is whole but for that
 */
export function pageHtml(input: PageInput, words: Words, live?: Live): string {
  const { title, screen, annex, data } = partsOf(input, words, live !== undefined);
  return frame({
    title,
    lang: words.code,
    style: STYLE,
    ...(live === undefined ? {} : { policy: policyOf(live.program) }),
    body: [
      `<main><div id="screen">${screen}</div>`,
      annex,
      '</main>',
      ...(live === undefined
        ? []
        : [
            `<script type="text/plain" id="data">${live.pack(data)}</script>`,
            ...live.others.map((other) => {
              const parts = partsOf(other.input, other.words, true);
              return `<script type="text/plain" data-lang="${other.words.code}">${live.pack(JSON.stringify(parts))}</script>`;
            }),
            `<script type="text/plain" id="program">${live.program.packed}</script>`,
            `<script>${START}</script>`,
          ]),
    ].join('\n'),
  });
}

/** These scripts alone run, with the machine and the workers that are in the program. */
function policyOf({ hash }: LiveProgram): Readonly<Record<string, string>> {
  const start = btoa(String.fromCharCode(...hexToBytes(sha256(START))));
  return {
    'script-src': `'sha256-${start}' 'sha256-${hash}' 'wasm-unsafe-eval' blob:`,
    'worker-src': 'blob:',
  };
}

/** JSON in which no text hides or turns another. */
function visibleJson(data: object): string {
  const shown = (_: string, value: unknown): unknown =>
    typeof value === 'string' ? visible(value) : value;
  return JSON.stringify(data, shown);
}

const NO_TEXT = { publisher: '', title: '', date: '', claim: '', value: '', unit: '' } as const;

/**
 * What is computed, and the labels of what is shown: no reasons, no equations, and of sources only
 * which do not say where their number comes from.
 */
function shownProgram(program: Program): Program {
  const { sources, translations: __, components: ___, ...rest } = program;
  const watched = new Set((program.observables ?? []).map(({ quantity }) => quantity));
  const silent = sources?.filter(({ origin }) => origin === 'none');
  return {
    ...rest,
    ...(silent && { sources: silent.map(({ id }) => ({ ...NO_TEXT, id, origin: 'none' })) }),
    inputs: program.inputs.map(({ about: { why: ____, ...about }, ...input }) => ({
      ...input,
      about,
    })),
    outcomes: program.outcomes.map(({ about: { equation: ____, ...about }, ...outcome }) => ({
      ...outcome,
      about,
    })),
    variables: program.variables.map(({ about, ...variable }) =>
      about?.label === undefined || !watched.has(variable.id)
        ? variable
        : { ...variable, about: { label: about.label, equation: '' } },
    ),
  };
}

/** The part of an analysis that the drivers of the headline need. */
function driving(
  analysis: Analysis,
  asked: Asked | undefined,
  drivers: readonly Driver[],
): Analysis {
  const found = asked && analysis.outcomes[asked.column];
  const only = <T extends object>(of: T): T =>
    Object.fromEntries(
      Object.entries(of).filter(([id]) => drivers.some((driver) => driver.id === id)),
    ) as T;
  if (asked === undefined || found === undefined) return { ...analysis, groups: {}, outcomes: {} };
  const { unit, constant, failures, spearman } = found;
  return {
    ...analysis,
    groups: only(analysis.groups),
    outcomes: {
      [asked.column]: {
        unit,
        constant,
        failures,
        firstOrder: only(sharesIn(found)),
        ...(spearman === undefined ? {} : { spearman: only(spearman) }),
      },
    },
  };
}

/** What the first screen is made from, without what only the annex shows. */
function shownPart(input: PageInput): PageInput {
  const { plan, summary, facts, analysis, scenarios, paths, evidence } = input;
  const { headlines = [], charts: all = [], ...program } = shownProgram(plan.program);
  const charts = all.filter(({ annex }) => !annex);
  const shown = (id: string): boolean =>
    headlines.length === 0 ||
    [...headlines, ...charts.flatMap(({ outcomes }) => outcomes)].some(
      (one) => bareId(one) === bareId(id),
    );
  const asked = askedOf(plan, summary);
  const moved = asked && evidence?.headlines[asked.column];
  const { correlations: __, ...rest } = summary;
  const { evidence: ___, ...told } = facts;
  return {
    plan: {
      ...plan,
      program: {
        ...program,
        ...(plan.program.headlines === undefined ? {} : { headlines }),
        ...(plan.program.charts === undefined ? {} : { charts }),
      },
    },
    summary: { ...rest, outcomes: summary.outcomes.filter(({ id }) => shown(id)) },
    facts: { ...told, files: [] },
    analysis: analysis && driving(analysis, asked, driversOf(input)),
    scenarios,
    paths,
    evidence: evidence && {
      ...evidence,
      outcomes: {},
      inputs: {},
      headlines: asked && moved ? { [asked.column]: moved } : {},
    },
  };
}
