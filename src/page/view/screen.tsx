/** The first screen: what is forecast, as of when, under which assumptions, and the answer. */

import type { Screen } from '../screen.ts';
import { Ask } from './ask.tsx';
import { Chart, useStage } from './canvas.tsx';
import { Cards } from './cards.tsx';
import { Headlines } from './table.tsx';

export function FirstScreen({ screen }: { screen: Screen }) {
  const { words } = useStage();
  const { setting, headline, lede, lead, ask, table, figures, foot } = screen;
  const [before, number, after] = headline;
  return (
    <>
      <header>
        <p class="strip">
          <b>{setting.model}</b>
          {setting.information !== undefined && <span>{setting.information}</span>}
          <span>{setting.scenario}</span>
          {setting.changed.map((text) => (
            <span key={text} class="changed">
              {text}
            </span>
          ))}
          <span id="top-place" />
        </p>
        <h1>
          {before}
          <span>{number}</span>
          {after}
        </h1>
        <p class="lede">{lede.join(words.betweenSentences)}</p>
      </header>
      <div class={lead !== undefined && ask.length > 0 ? 'grid' : ''}>
        {lead !== undefined && <Chart figure={lead} lead />}
        <Ask items={ask} />
      </div>
      <div id="live-place" />
      <Headlines table={table} />
      <Cards screen={screen} />
      {figures.length > 0 && (
        <section id="charts">
          <h2 class="big">{words.moreCharts}</h2>
          <div class="gallery">
            {figures.map((figure) => (
              <Chart key={figure.title} figure={figure} />
            ))}
          </div>
        </section>
      )}
      <p class="foot">{foot.join(' · ')}</p>
    </>
  );
}
