/** Densities that are constant on intervals: what is fitted, and that weights undo it. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { streamKey } from '../../src/random/keys.ts';
import { uniformAt } from '../../src/random/threefry.ts';
import { fittedProposal, type Proposal, propose } from '../../src/stats/proposal.ts';

const uniforms = (name: string, n: number): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => uniformAt(streamKey('proposal', name), i));
const ones = (n: number): Float64Array => new Float64Array(n).fill(1);

test('of uniforms that are spread evenly there is none', () => {
  for (let k = 0; k < 20; k++)
    expect(fittedProposal(uniforms(`even ${k}`, 2000), ones(2000))).toBeUndefined();
});

test('of uniforms near one end it is dense there, and uniform in part everywhere', () => {
  const near = uniforms('near', 4000).map((u) => 0.9 + u / 10);
  const proposal = fittedProposal(near, ones(4000))!;
  const { edges, masses } = proposal;
  expect(masses.reduce((sum, mass) => sum + mass, 0)).toBeCloseTo(1, 12);
  const densities = masses.map((mass, k) => mass / (edges[k + 1] - edges[k]));
  // A tenth stays as it was; the rest is ten times as dense on a tenth, up to the noise of 250 draws.
  expect(Math.min(...densities)).toBeGreaterThanOrEqual(0.1);
  expect(densities.at(-1)).toBeGreaterThan(7);
});

test('law: each interval holds its mass, and weights are one over the density', () => {
  const intervals = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 50 })), {
      minLength: 1,
      maxLength: 8,
    })
    .map((pairs): Proposal => {
      const [width, mass] = [0, 1].map((k) => pairs.reduce((sum, pair) => sum + pair[k], 0));
      let at = 0;
      const edges = [0, ...pairs.map(([of]) => (at += of) / width)];
      return { edges: [...edges.slice(0, -1), 1], masses: pairs.map(([, of]) => of / mass) };
    });
  fc.assert(
    fc.property(intervals, (proposal) => {
      const n = 10_000;
      const drawn = Float64Array.from({ length: n }, (_, i) => (i + 0.5) / n);
      const weights = ones(n);
      propose(proposal, drawn, weights);
      proposal.masses.forEach((mass, k) => {
        const [from, to] = [proposal.edges[k], proposal.edges[k + 1]];
        const inside = drawn.filter((u) => u >= from && u < to).length;
        // Points on a grid: an end of an interval may fall on either side of one.
        expect(Math.abs(inside / n - mass)).toBeLessThanOrEqual(2 / n);
      });
      // The mean weight is the integral of the prior, up to one point of the grid an interval.
      const mean = weights.reduce((sum, w) => sum + w, 0) / n;
      const most = Math.max(...weights);
      expect(Math.abs(mean - 1)).toBeLessThan((2 * proposal.masses.length * most) / n);
    }),
  );
});
