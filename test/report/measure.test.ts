import { describe, expect, test } from 'vitest';
import type { ProgramInput } from '../../src/compile/program.ts';
import { plain } from '../../src/report/document.ts';
import { drawnText, drawnWithUnit } from '../../src/report/drawn.ts';
import { figureText, rangeTexts, unitOf } from '../../src/report/measure.ts';
import { bareNames, namesOf } from '../../src/report/names.ts';

describe('a share is told in hundredths, whatever it is called', () => {
  test.each(['fraction', 'ratio', 'probability', 'share'])('%s', (unit) => {
    expect(figureText({ unit }, 0.07, 4)).toBe('7%');
    expect(unitOf({ unit }, bareNames())).toBe('%');
  });
  test.each(['', '1', 'multiple', '1/year', 'x', '%'])('and no other number: "%s"', (unit) => {
    expect(figureText({ unit }, 0.07, 4)).toBe('0.07');
  });
});

test.each([
  ['fraction', [0.1, 0.4], ['10%', '40%']],
  ['unit', [31, 45], ['31', '45 unit']],
  ['1/year', [0.1], ['0.1 per year']],
  ['index', [1, 2], ['1', '2']],
])('limits in %s', (unit, ends, texts) => {
  expect(rangeTexts({ unit }, ends, 15, bareNames())).toEqual(texts);
});

describe('what an input is drawn from', () => {
  test('is said in % of a share, and its code is that of the model', () => {
    const text = drawnText({ unit: 'fraction' }, 'uniform(min=0.1, max=0.3)', bareNames());
    // The quantiles of a uniform distribution by hand: 0.1 + 0.2 p.
    expect(plain(text)).toBe('20 (11 to 29), uniform(min=0.1, max=0.3)');
    expect(drawnText({ unit: 'fraction' }, 'point(0.25)', bareNames())).toBe('25');
    expect(drawnText({ unit: 'USD' }, 'uniform(min=0.1, max=0.3)', bareNames())).toBe(
      'uniform(min=0.1, max=0.3)',
    );
  });
  test('has its unit behind its numbers in a sentence', () => {
    const of = (unit: string, distribution: string) =>
      plain(drawnWithUnit({ unit }, distribution, bareNames()));
    expect(of('ratio', 'point(0.25)')).toBe('25%');
    expect(of('USD', 'point(25)')).toBe('25 USD');
    expect(of('USD', 'uniform(min=100, max=200)')).toBe(
      '150 USD (105 to 195 USD), uniform(min=100, max=200)',
    );
  });
});

test('what an input or an outcome is measured in is found by its id, with a period or without', () => {
  const input = { id: 'a.share', unit: 'fraction', about: {} } as ProgramInput;
  const names = namesOf({ inputs: [input], outcomes: [], time: { step: 'once' } });
  expect(names.measured('a.share')).toEqual({ unit: 'fraction' });
  expect(names.measured('a.share[2027]')).toEqual({ unit: 'fraction' });
  expect(names.measured('b')).toBeUndefined();
});
