/** The page come alive: the first screen as it was drawn, and sliders that draw it again. */

import * as Plot from '@observablehq/plot';
import { hydrate, render } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { PageInput } from '../page/beside.ts';
import { askedOf, askedValue, scaleOfColumn } from '../page/headline.ts';
import { screenOf } from '../page/screen.ts';
import { amountText, numberAt, scaleOf } from '../page/spoken.ts';
import { StageContext } from '../page/view/canvas.tsx';
import { FirstScreen } from '../page/view/screen.tsx';
import { wordsOf } from '../page/words/index.ts';
import { counted, significant } from '../stats/round.ts';
import { LANGUAGES } from '../wording/languages.ts';
import { type Answer, computing } from './compute.ts';
import {
  addressOf,
  type Changes,
  changedPlan,
  isUnchanged,
  NO_EVIDENCE,
  readAddress,
  specYaml,
  trialsOffered,
  UNCHANGED,
  vintagesOf,
} from './question.ts';
import { Save } from './save.tsx';
import { Sliders, turnables } from './sliders.tsx';
import { tellSymbols } from './symbols.ts';
import { spokenIn, Top } from './top.tsx';
import { WhenSeen } from './when-seen.tsx';

const { lang } = document.documentElement;
// Whoever translates or saves a page may have changed it.
const words = wordsOf(LANGUAGES.find((one) => one === lang) ?? 'en');
const stage = {
  canvas: { plot: Plot, document, words: words.charts },
  words,
  below: <Save words={words} />,
  Drawn: WhenSeen,
};
const input = JSON.parse(document.getElementById('data')!.textContent!) as PageInput;
const root = document.getElementById('screen')!;

const own = screenOf(input, words);

/** How long a slider rests until the address is that of where it stands. */
const ADDRESS_MS = 250;

function show(now: PageInput): void {
  render(<Staged now={now} />, root);
}

function Staged({ now }: { now: PageInput }) {
  return (
    <StageContext.Provider value={stage}>
      <FirstScreen screen={now === input ? own : screenOf(now, words)} />
    </StageContext.Provider>
  );
}

function address(changes: Changes): string {
  return [addressOf(changes), spokenIn(lang)].filter((part) => part !== '').join('&');
}

function Live() {
  const asked = useMemo(() => askedOf(input.plan, input.summary), []);
  const turning = useMemo(() => turnables(input.plan, own.drivers), []);
  const [vintages, offered] = useMemo(
    () => [vintagesOf(input.plan), trialsOffered(input.plan)],
    [],
  );
  const [changes, change] = useState<Changes>(() => readAddress(location.hash, input.plan));
  const [computed, hear] = useState<Answer | undefined>();
  const [said, say] = useState('');
  const latest = useRef(changes);
  latest.current = changes;
  const worker = useMemo(
    () =>
      computing(input.plan, asked, (message) => {
        if (message.kind === 'computed') {
          if (isUnchanged(latest.current) || isUnchanged(message.changes)) return;
          hear(message);
          say('');
          show(answered(message));
          document.documentElement.dataset.milliseconds = String(message.milliseconds);
          document.documentElement.dataset.drawn = String(message.number);
        } else if (message.kind === 'failed') say(words.live.failed(message.message));
        else if (message.kind === 'verifying')
          say(words.live.verifying(Math.round((100 * message.done) / message.trials)));
        else
          say(
            message.digest === input.facts.digest
              ? words.live.verified(message.digest.slice(0, 16))
              : words.live.differs(message.digest.slice(0, 16)),
          );
      }),
    [],
  );
  useEffect(() => {
    // Browsers allow a page a few a second.
    const told = setTimeout(
      () => history.replaceState(null, '', `#${address(changes)}`),
      ADDRESS_MS,
    );
    if (isUnchanged(changes)) {
      hear(undefined);
      show(input);
    } else worker.ask(changes);
    return () => clearTimeout(told);
  }, [changes]);
  const turn = (id: string) => (value: number) =>
    change({ ...latest.current, set: { ...latest.current.set, [id]: value } });
  const { presets = {} } = input.plan.program;
  const untouched = isUnchanged(changes);
  return (
    <section class="live" id="live" onPointerEnter={worker.warm} onFocusIn={worker.warm}>
      <h2>{words.live.title}</h2>
      <div class="line">
        {Object.keys(presets).length > 0 && (
          <select
            aria-label={words.live.preset}
            value={changes.preset}
            onChange={(event) => change({ ...changes, preset: event.currentTarget.value })}
          >
            <option value="">{words.live.none}</option>
            {Object.entries(presets).map(([name, { question }]) => (
              <option key={name} value={name}>
                {words.scenario(question)}
              </option>
            ))}
          </select>
        )}
        {input.plan.evidence !== undefined && (
          <select
            aria-label={words.live.vintage}
            value={changes.vintage}
            onChange={(event) => change({ ...changes, vintage: event.currentTarget.value })}
          >
            <option value="">{own.setting.information}</option>
            {vintages.toReversed().map((day) => (
              <option key={day} value={day}>
                {words.information(day)}
              </option>
            ))}
            <option value={NO_EVIDENCE}>{words.live.noEvidence}</option>
          </select>
        )}
        {offered.length > 1 && (
          <select
            aria-label={words.live.trials}
            value={String(changes.trials)}
            onChange={(event) => change({ ...changes, trials: Number(event.currentTarget.value) })}
          >
            {offered.map((trials) => (
              <option key={trials} value={String(trials)}>
                {words.live.trialsOf(counted(trials))}
              </option>
            ))}
          </select>
        )}
        <button type="button" disabled={untouched} onClick={() => change(UNCHANGED)}>
          {words.live.reset}
        </button>
        <a
          download={`${input.plan.name}-page.yaml`}
          href={`data:text/yaml;charset=utf-8,${encodeURIComponent(specYaml(input.plan, changes))}`}
        >
          {words.live.download}
        </a>
        {untouched && (
          <button type="button" onClick={() => worker.verify()}>
            {words.live.verify}
          </button>
        )}
      </div>
      <p class="said" role="status">
        {said !== '' ? said : computed !== undefined && !untouched ? compared(computed) : ''}
      </p>
      <Sliders title={words.live.drivers} of={turning.drivers} set={changes.set} onTurn={turn} />
      <Sliders title={words.live.levers} of={turning.levers} set={changes.set} onTurn={turn} />
      <p class="note">{words.live.note(counted(Math.min(changes.trials, input.plan.trials)))}</p>
    </section>
  );
}

/** The page of an answer: what only the run has is left out, and the run stands behind it. */
function answered({ changes, outcomes }: Answer): PageInput {
  const plan = changedPlan(input.plan, changes);
  const { trials, replicates, quantiles } = input.summary;
  return {
    ...input,
    plan,
    summary: {
      trials: Math.min(plan.trials, trials),
      replicates,
      quantiles,
      outcomes,
      failures: [],
    },
    evidence: undefined,
    // Single trials are of the run.
    paths: undefined,
    base: input,
  };
}

/** `+0.9`, `−12.4`. */
function signed(points: number): string {
  return `${points > 0 ? '+' : ''}${numberAt(points, -1)}`;
}

/** What the headline is now, and how far that is from the run, on the same draws. */
function compared({ outcomes, difference }: Answer): string {
  const asked = askedOf(input.plan, input.summary);
  if (asked === undefined) return '';
  const [now, before] = [askedValue({ outcomes }, asked), askedValue(input.summary, asked)];
  if (now === null || before === null) return '';
  if (asked.statistic === 'median') {
    const scale = scaleOfColumn(input.plan, asked.column) ?? scaleOf('');
    return words.live.answerAmount(amountText(now, scale), amountText(before, scale));
  }
  const change = difference?.value ?? now - before;
  const error = difference?.se ?? null;
  return words.live.answer(
    words.chance(now),
    words.chance(before),
    signed(100 * change),
    error === null ? '' : significant(100 * error, 1),
  );
}

hydrate(<Staged now={input} />, root);
for (const figure of document.querySelectorAll('.annex figure'))
  render(<Save words={words} />, figure.appendChild(document.createElement('div')));
for (const [place, part] of [
  ['top-place', <Top words={words} />],
  ['live-place', <Live />],
] as const)
  render(part, document.getElementById(place)!);
const annex = document.getElementById('annex');
if (annex !== null) tellSymbols(annex);
