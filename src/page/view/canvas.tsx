/** A chart on the page: its title, its legend, one drawing for each kind of screen, its caption. */

import { type ComponentChildren, createContext, type FunctionComponent } from 'preact';
import { useContext, useMemo } from 'preact/hooks';
import { type Canvas, type DrawSize, drawFigure, legendOf } from '../../charts/draw.ts';
import { type Figure, figureData } from '../../charts/index.ts';
import { tableHtml } from '../../report/media/table-html.ts';
import type { Words } from '../words/en.ts';

/** Who draws, and in which language. */
export interface Stage {
  readonly canvas: Canvas;
  readonly words: Words;
  /** What stands below every chart, where the page is live. */
  readonly below?: ComponentChildren;
  /** How a drawing is put in its place: at once if absent. */
  readonly Drawn?: FunctionComponent<DrawnProps>;
}

export interface DrawnProps {
  /** Classes of the place. */
  readonly name: string;
  /** Draws it: another function is another drawing. */
  readonly html: () => string;
}

export const StageContext = createContext<Stage | undefined>(undefined);

export function useStage(): Stage {
  const stage = useContext(StageContext);
  if (stage === undefined) throw new Error('useStage: there is no stage around this component');
  return stage;
}

/** Drawings of one figure: text of a scaled drawing is too small on a phone. */
export type Sizes = readonly { readonly on: 'any' | 'wide' | 'narrow'; readonly size: DrawSize }[];

/** Of a chart that is the width of a phone on every screen. */
const SMALL: Sizes = [{ on: 'any', size: { width: 400, height: 250, fontSize: 13 } }];
const LARGE: Sizes = [
  { on: 'wide', size: { width: 720, height: 360, fontSize: 13 } },
  { on: 'narrow', size: { width: 380, height: 300, fontSize: 13 } },
];

export function Drawing({ figure, sizes }: { figure: Figure; sizes: Sizes }) {
  const { canvas, Drawn = AtOnce } = useStage();
  const drawings = useMemo(
    () =>
      sizes.map(({ on, size }) => ({
        on,
        html: () => drawFigure(on === 'narrow' ? withoutEdges(figure) : figure, canvas, size),
      })),
    [figure, canvas, sizes],
  );
  return (
    <>
      {drawings.map(({ on, html }) => (
        <Drawn key={on} name={`drawing ${on}`} html={html} />
      ))}
    </>
  );
}

function AtOnce({ name, html }: DrawnProps) {
  return <div class={name} dangerouslySetInnerHTML={{ __html: html() }} />;
}

function withoutEdges(figure: Figure): Figure {
  if (figure.kind !== 'fan') return figure;
  const { edges: _, ...rest } = figure;
  return rest;
}

/** @param lead  whether it stands by itself below the headline */
export function Chart({ figure, lead = false }: { figure: Figure; lead?: boolean }) {
  const { canvas, below } = useStage();
  const legend = legendOf(figure, canvas);
  return (
    <figure>
      {lead ? <h2>{figure.title}</h2> : <h3>{figure.title}</h3>}
      {legend.length > 0 && (
        <p class="legend">
          {legend.map(({ name, colour }) => (
            <span class="key" key={name}>
              <svg class="swatch" viewBox="0 0 10 10" aria-hidden="true">
                <rect width="10" height="10" rx="2" fill={colour} />
              </svg>
              {name}
            </span>
          ))}
        </p>
      )}
      <Drawing figure={figure} sizes={lead ? LARGE : SMALL} />
      <figcaption>{figure.caption}</figcaption>
      <Data figure={figure} />
      {below}
    </figure>
  );
}

/** The numbers behind a chart, for whoever cannot see it or wants to reckon with them. */
function Data({ figure }: { figure: Figure }) {
  const { words, Drawn = AtOnce } = useStage();
  const table = useMemo(
    () => () => {
      const { headings, rows } = figureData(figure, words.charts);
      const columns = headings.map((heading) => ({ heading }));
      return tableHtml({ kind: 'table', name: words.tableOf(figure.title), columns, rows });
    },
    [figure, words],
  );
  return (
    <details class="data">
      <summary>{words.figureData}</summary>
      <Drawn name="numbers" html={table} />
    </details>
  );
}
