/**
 * Do 95 % intervals hold the truth in 95 of 100 runs? A model with known answers (test/execute/known-answers.ts), every design, 2 and 16
 * replicates, 1,600 and 16,384 trials, 200 seeds.
 *
 *     node --import tsx bench/coverage.ts [SEEDS]
 */

import { DESIGNS } from '../src/random/designs.ts';
import { coverage, type Held } from '../test/execute/known-answers.ts';

const SEEDS = Number(process.argv[2] ?? 200);

for (const trials of [1600, 16_384]) {
  for (const replicates of [16, 2]) {
    for (const design of DESIGNS) {
      const counts = [...coverage(design, trials, replicates, SEEDS)];
      const share = ({ held, given }: Held): number => (100 * held) / given;
      const usual = counts.filter(([, { given }]) => given > SEEDS / 4);
      const listed = (holds: (x: number) => boolean): string =>
        usual
          .filter(([, own]) => holds(share(own)))
          .map(([name, own]) => `${name} ${share(own).toFixed(0)} (${own.below} too low)`)
          .join(', ') || 'none';
      const mean = usual.reduce((sum, [, own]) => sum + share(own), 0) / usual.length;
      const within = usual.filter(([, own]) => share(own) >= 90 && share(own) <= 98).length;
      const above = usual
        .filter(([, own]) => share(own) > 98)
        .map(([name]) => name.replace(/ .*/, ''));
      const refused = counts
        .filter(([, { given }]) => given < SEEDS)
        .map(([name, { given }]) => `${name} ${given}`);
      process.stdout.write(
        [
          `${design}, ${trials} trials, ${replicates} replicates: ${usual.length} statistics, mean ${mean.toFixed(1)} of 100`,
          `  below 90: ${listed((x) => x < 90)}`,
          `  90 to 98: ${within}; above: ${above.length} of ${[...new Set(above)].join(' ')}`,
          `  given in fewer than ${SEEDS} runs: ${refused.join(', ')}`,
          '',
        ].join('\n'),
      );
    }
  }
}
