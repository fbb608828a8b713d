/** A chart on the page: its title, its legend, one drawing for each kind of screen, its caption. */

import { type ComponentChildren, createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { type Canvas, type DrawSize, drawFigure } from '../../charts/draw.ts';
import { type Figure, figureData } from '../../charts/index.ts';
import type { Words } from '../words/en.ts';

/** Who draws, and in which language. */
export interface Stage {
  readonly canvas: Canvas;
  readonly words: Words;
  /** What stands below every chart, where the page is live. */
  readonly below?: ComponentChildren;
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
  const { canvas } = useStage();
  return (
    <>
      {sizes.map(({ on, size }) => {
        const shown = on === 'narrow' ? withoutEdges(figure) : figure;
        return (
          <div
            key={on}
            class={`drawing ${on}`}
            dangerouslySetInnerHTML={{ __html: drawFigure(shown, canvas, size).svg }}
          />
        );
      })}
    </>
  );
}

function withoutEdges(figure: Figure): Figure {
  if (figure.kind !== 'fan') return figure;
  const { edges: _, ...rest } = figure;
  return rest;
}

/** @param lead  whether it stands by itself below the headline */
export function Chart({ figure, lead = false }: { figure: Figure; lead?: boolean }) {
  const { canvas, below } = useStage();
  const { legend } = drawFigure(figure, canvas);
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
  const { words } = useStage();
  const { headings, rows } = figureData(figure, words.charts);
  return (
    <details class="data">
      <summary>{words.figureData}</summary>
      <div class="scroll" tabIndex={0} role="region" aria-label={words.tableOf(figure.title)}>
        <table>
          <thead>
            <tr>
              {headings.map((heading) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.join(' ')}>
                {row.map((cell, k) => (
                  <td key={headings[k]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
