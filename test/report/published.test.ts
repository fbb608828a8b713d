import { describe, expect, it } from 'vitest';
import { fromDraws, placeForecasts } from '../../src/execute/published.ts';
import type { PublishedForecast } from '../../src/language/model.ts';
import { WORDS, wordFor } from '../../src/report/words.ts';
import { wordingOf } from '../../src/wording/wording.ts';

const english = wordingOf('en');

const near = (value: number, half: number) => ({
  value,
  se: half / 2,
  low: value - half,
  high: value + half,
});

describe('words for probabilities', () => {
  it.each([
    [0.004, 'exceptionally unlikely'],
    [0.05, 'very unlikely'],
    [0.2, 'unlikely'],
    [0.5, 'about as likely as not'],
    [0.8, 'likely'],
    [0.95, 'very likely'],
    [0.995, 'virtually certain'],
  ])('%f is %s', (p, word) => {
    expect(wordFor(near(p, 0.0005), english)).toBe(word);
  });

  it('a boundary belongs to the word above it', () => {
    for (const { from, word } of WORDS)
      expect(wordFor({ value: from, se: 0, low: from, high: from }, english)).toBe(word);
  });

  it('are two where the error does not decide, and none where it hardly says anything', () => {
    expect(wordFor(near(0.9, 0.01), english)).toBe('likely or very likely');
    expect(wordFor(near(0.5, 0.45), english)).toBe('');
    expect(wordFor({ value: null, se: null, low: null, high: null }, english)).toBe('');
  });
});

describe('published figures', () => {
  // Four trials in two replicates; the second counts three times as much as each other.
  const draws: Record<string, Float64Array> = {
    a: Float64Array.of(1, 2, 3, 4),
    b: Float64Array.of(10, 0, 0, 0),
    flag: Float64Array.of(1, 0, 1, 1),
  };
  const weights = { values: Float64Array.of(1, 3, 1, 1), firsts: [0, 2, 4] };
  const forecast = (ask: PublishedForecast['ask'], ...outcomes: string[]): PublishedForecast => ({
    id: 'P',
    claimant: '',
    claim: '',
    outcomes,
    statistic: '',
    value: '',
    note: '',
    ...(ask ? { ask } : {}),
  });
  const placed = (ask: PublishedForecast['ask'], ...outcomes: string[]) =>
    placeForecasts(
      [forecast(ask, ...outcomes)],
      fromDraws((id) => draws[id], weights),
    ).flatMap(({ found }) => found.map(({ share }) => share.value));

  it('fall at the share of weight at or below them', () => {
    expect(placed({ kind: 'percentile', value: 2 }, 'a')).toEqual([4 / 6]);
    expect(placed({ kind: 'atMost', value: 1.5 }, 'a')).toEqual([1 / 6]);
    expect(placed({ kind: 'atLeast', value: 2 }, 'a')).toEqual([5 / 6]);
    expect(placed({ kind: 'inside', low: 2, high: 3 }, 'a')).toEqual([4 / 6, 4 / 6, 5 / 6]);
  });

  it('in a sum trial by trial, not in the sum of the percentiles', () => {
    expect(placed({ kind: 'percentile', value: 3 }, 'a', 'b')).toEqual([4 / 6]);
  });

  it('of events by their probability, each by itself', () => {
    expect(placed({ kind: 'mean' }, 'flag', 'flag')).toEqual([0.5, 0.5]);
    expect(placed({ kind: 'oneLessMean' }, 'flag')).toEqual([0.5]);
  });

  it('that are identities, or of which nothing is asked, are not placed', () => {
    expect(placed({ kind: 'identity' }, 'a')).toEqual([]);
    expect(placed(undefined, 'a')).toEqual([]);
  });
});
