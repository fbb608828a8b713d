/** How likely is more than: a hundred dots, of which those above the threshold are lit. */

import { useState } from 'preact/hooks';
import { lastOf } from '../../text/entry.ts';
import { type AskItem, countAbove } from '../ask.ts';
import { unitLabel } from '../spoken.ts';
import { useStage } from './canvas.tsx';

const DOTS = Array.from({ length: 100 }, (_, k) => k);

export function Ask({ items }: { items: readonly AskItem[] }) {
  const { words } = useStage();
  const [chosen, choose] = useState(0);
  const item = items[Math.min(chosen, items.length - 1)];
  const [asked, ask] = useState<{ period?: number; threshold?: number }>({});
  if (item === undefined) return null;
  const period = item.periods[asked.period ?? -1] ?? lastOf(item.periods);
  const threshold = asked.threshold ?? item.threshold;
  const count = countAbove(period.hundred, threshold);
  const turn = (value: string) => {
    const number = Number(value);
    if (value !== '' && Number.isFinite(number)) ask({ ...asked, threshold: number });
  };
  return (
    <section class="ask">
      <h2>{words.askTitle}</h2>
      <select
        aria-label={words.askOutcome}
        value={String(items.indexOf(item))}
        onChange={(event) => {
          choose(Number(event.currentTarget.value));
          ask({});
        }}
      >
        {items.map(({ label }, k) => (
          <option key={label} value={String(k)} selected={k === items.indexOf(item)}>
            {label}
          </option>
        ))}
      </select>
      <div class="line">
        {item.periods.length > 1 && (
          <select
            aria-label={words.askPeriod}
            value={period.label}
            onChange={(event) =>
              ask({
                ...asked,
                period: item.periods.findIndex(({ label }) => label === event.currentTarget.value),
              })
            }
          >
            {item.periods.map(({ label }) => (
              <option key={label} value={label} selected={label === period.label}>
                {words.quarterText(label)}
              </option>
            ))}
          </select>
        )}
        <span>{words.askAbove}</span>
        <input
          type="number"
          aria-label={words.askThreshold}
          step={item.step}
          value={threshold}
          onInput={(event) => turn(event.currentTarget.value)}
        />
        <span>{unitLabel(item.scale)}</span>
      </div>
      <input
        type="range"
        aria-label={words.askThreshold}
        min={item.from}
        max={item.to}
        step={item.step}
        value={threshold}
        onInput={(event) => turn(event.currentTarget.value)}
      />
      <p class="answer" aria-live="polite">
        {words.askAnswer(count)}
      </p>
      <div class="dots" role="img" aria-label={words.askDots(count)}>
        {DOTS.map((k) => (
          <i key={k} class={k < count ? 'on' : ''} />
        ))}
      </div>
      <p class="note">{words.askNote}</p>
    </section>
  );
}
