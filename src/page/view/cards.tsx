/** What stands below the headlines: drivers, scenarios, what changed, what comes, what others say. */

import { counted } from '../../stats/round.ts';
import type { Driver } from '../drivers.ts';
import type { Screen } from '../screen.ts';
import { amountText, pointsText } from '../spoken.ts';
import { useStage } from './canvas.tsx';

export function Cards({ screen }: { screen: Screen }) {
  return (
    <div class="cards">
      <Drivers drivers={screen.drivers} />
      <ScenarioCard scenarios={screen.scenarios} />
      <Changed screen={screen} />
      <WatchCard watch={screen.watch} />
      <PublishedCard published={screen.published} />
    </div>
  );
}

function Drivers({ drivers }: { drivers: readonly Driver[] }) {
  const { words } = useStage();
  if (drivers.length === 0) return null;
  const most = Math.max(...drivers.map(({ share }) => share.high ?? share.value ?? 0), 0.01);
  const width = (value: number | null) => `${Math.round((100 * Math.max(0, value ?? 0)) / most)}%`;
  return (
    <section>
      <h2>{words.driversTitle}</h2>
      <ul class="drivers">
        {drivers.map(({ id, label, share, direction, judgement }) => (
          <li key={id} title={id}>
            <span>
              {label} {judgement && <em>{words.judgement}</em>}
            </span>
            <span class="measure">
              <span class="bar" aria-hidden="true">
                <b style={{ width: width(share.value) }} />
                {share.low !== null && share.high !== null && (
                  <u
                    style={{
                      left: width(share.low),
                      width: width(share.high - Math.max(0, share.low)),
                    }}
                  />
                )}
              </span>
              <b>{words.chance(share.value ?? 0)}</b>
              <span class="sign" title={directionText(direction, words)}>
                {direction === 'up' ? '↑' : direction === 'down' ? '↓' : '↕'}
                <span class="unseen">{directionText(direction, words)}</span>
              </span>
            </span>
          </li>
        ))}
      </ul>
      <p class="note">
        {words.driversNote} ↑ {words.raises}, ↓ {words.lowers}
      </p>
    </section>
  );
}

function directionText(
  direction: Driver['direction'],
  words: { readonly raises: string; readonly lowers: string; readonly either: string },
): string {
  return direction === 'up' ? words.raises : direction === 'down' ? words.lowers : words.either;
}

function ScenarioCard({ scenarios }: { scenarios: Screen['scenarios'] }) {
  const { words } = useStage();
  if (scenarios === undefined || scenarios.rows.length === 0) return null;
  const { scale } = scenarios;
  const told = (value: number | null) =>
    value === null ? '–' : scale === undefined ? words.chance(value) : amountText(value, scale);
  const rows = [
    { name: '', label: words.baselineName, value: scenarios.baseline.value, own: true },
    ...scenarios.rows.map(({ name, question, value }) => ({
      name,
      label: words.scenario(question),
      value: value.value,
      own: false,
    })),
  ].toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0));
  return (
    <section>
      <h2>{words.scenariosTitle}</h2>
      <ul class="rows">
        {rows.map(({ name, label, value, own }) => (
          <li key={name} class={own ? 'own' : ''} title={name}>
            <span>{label}</span> <b>{told(value)}</b>
          </li>
        ))}
      </ul>
      <p class="note">{words.scenariosNote(counted(scenarios.trials))}</p>
    </section>
  );
}

/** Reports that are told one by one. */
const TOLD = 6;

function Changed({ screen: { moves, changes, setting } }: { screen: Screen }) {
  const { words } = useStage();
  if (moves !== undefined && moves.prior !== null && moves.posterior !== null) {
    const largest = moves.pieces
      .toSorted((a, b) => Math.abs(b.move) - Math.abs(a.move))
      .slice(0, TOLD);
    const told = moves.pieces.filter((piece) => largest.includes(piece));
    const rest = moves.pieces.reduce(
      (sum, piece) => sum + (largest.includes(piece) ? 0 : piece.move),
      0,
    );
    return (
      <section>
        <h2>{words.changedTitle}</h2>
        <ul class="rows">
          <li class="own">
            <span>{words.baselineName}</span> <b>{words.chance(moves.prior)}</b>
          </li>
          {told.map(({ id, what, known, move }) => (
            <li key={id} title={`${id}, ${words.dateText(known)}`}>
              <span>{what}</span> <b>{pointsText(move)}</b>
            </li>
          ))}
          {told.length < moves.pieces.length && (
            <li>
              <span>{words.otherReports}</span> <b>{pointsText(rest)}</b>
            </li>
          )}
          <li class="own">
            <span>{setting.information}</span> <b>{words.chance(moves.posterior)}</b>
          </li>
        </ul>
        <p class="note">{words.changedNote}</p>
      </section>
    );
  }
  if (changes.length === 0) return null;
  return (
    <section>
      <h2>{words.assumptionsTitle}</h2>
      <ul class="rows">
        {changes.slice(0, 2 * TOLD).map(({ id, label, now, own, unit }) => (
          <li key={id} title={id}>
            <span>
              {label} <small>{words.modelHas(own)}</small>
            </span>
            <b>
              {now} {unit}
            </b>
          </li>
        ))}
      </ul>
    </section>
  );
}

function WatchCard({ watch }: { watch: Screen['watch'] }) {
  const { words } = useStage();
  if (watch.length === 0) return null;
  const measured = watch.some(({ removes }) => removes !== undefined);
  return (
    <section>
      <h2>{words.watchTitle}</h2>
      <ul class="rows">
        {watch.map(({ day, what, by, removes }) => (
          <li key={`${day} ${what}`}>
            <span>
              <small>{words.dateText(day)}</small>
              {what}
              <small>{by}</small>
            </span>
            {removes !== undefined && <b>{words.chance(removes)}</b>}
          </li>
        ))}
      </ul>
      <p class="note">{measured ? words.watchNote : words.watchDates}</p>
    </section>
  );
}

function PublishedCard({ published }: { published: Screen['published'] }) {
  const { words } = useStage();
  if (published.length === 0) return null;
  return (
    <section>
      <h2>{words.publishedTitle}</h2>
      <ul class="rows">
        {published.map(({ id, claim, claimant, figure, low, high, verdict }) => (
          <li key={id} title={id}>
            <span>
              {claim}: <b>{figure}</b>
              <small>{claimant}</small>
              <small class="reading">
                {words.percentile(Math.round(100 * low), Math.round(100 * high))}:{' '}
                {words.verdict[verdict]}
              </small>
            </span>
          </li>
        ))}
      </ul>
      <p class="note">{words.publishedNote}</p>
    </section>
  );
}
