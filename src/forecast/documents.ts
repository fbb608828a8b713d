/** Documents that other commands filed with a run. */

import { checkScores } from '../export/documents.ts';
import type { ScoreDocument } from '../score/document.ts';
import type { Analysis } from '../sensitivity/document.ts';
import { checkAnalysis } from '../sensitivity/document-form.ts';
import { documentOf } from '../store/document.ts';
import { RunFolderError } from '../store/error.ts';
import { ANALYSES, type RunStore } from '../store/run-store.ts';
import { FormError } from '../text/form.ts';

/**
 * An analysis of the question of a run, which need not have been run.
 *
 * @throws RunFolderError if there is none, or if it is not what it should be
 */
export function analysisOf(store: RunStore): Analysis {
  needed(store, 'sensitivity.json', 'sensitivity');
  if (store.state() !== 'finished') {
    const content = contentOf(store, 'sensitivity.json');
    const { model } = Object(content) as { readonly model: string };
    return believed(store.file('sensitivity.json'), () => checkAnalysis(content, { model }));
  }
  const plan = store.plan();
  return store.analysis('sensitivity.json', (content) => checkAnalysis(content, plan));
}

/** @throws RunFolderError if there are none, or if they are not what they should be */
export function scoresOf(store: RunStore): ScoreDocument {
  needed(store, 'score.json', 'score');
  return store.analysis('score.json', checkScores);
}

function needed(store: RunStore, name: string, command: string): void {
  if (!store.has(name))
    throw new RunFolderError(`${store.path} has no ${name}; chipcast ${command} makes it`);
}

function contentOf(store: RunStore, name: string): unknown {
  return documentOf(new TextEncoder().encode(store.read(name)), store.file(name)).content;
}

/** @throws RunFolderError naming the file, where `check` throws FormError */
export function believed<T>(path: string, check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof FormError)) throw error;
    throw new RunFolderError(`${path} cannot be used: ${error.message}`);
  }
}

/**
 * Files what was found with a run, as a document and as a page.
 *
 * @returns  the paths of both, the page first
 */
export function fileFound(
  store: RunStore,
  name: string,
  document: object,
  page: string,
): readonly string[] {
  const [json, text] = [`${name}.json`, `${JSON.stringify(document, null, 1)}\n`];
  const analysis = ANALYSES.find((one) => one === json);
  if (analysis === undefined) store.write(json, text);
  else store.fileAnalysis(analysis, text);
  store.write(`${name}.html`, page);
  return [store.file(`${name}.html`), store.file(json)];
}
