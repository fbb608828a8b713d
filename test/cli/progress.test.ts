import { afterEach, expect, test, vi } from 'vitest';
import { progressBar } from '../../src/cli/progress.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** A stream that keeps what it is given, with a clock that the test sets. */
function watched({ isTTY }: { isTTY: boolean }) {
  const written: string[] = [];
  const clock = { now: 1000 };
  vi.stubEnv('CI', '');
  vi.spyOn(performance, 'now').mockImplementation(() => clock.now);
  const stream = { isTTY, columns: 80, write: (text: string) => written.push(text) > 0 };
  return { written, clock, stream: stream as unknown as NodeJS.WriteStream };
}

test('a bar shows the share done, the rate and the time left, in one line that is written over', () => {
  const { written, clock, stream } = watched({ isTTY: true });
  const bar = progressBar(stream, 1_000_000);
  clock.now += 2000;
  bar.update(61, 244);
  // A quarter of a million trials in two seconds; three quarters left.
  const filled = `[${'#'.repeat(8)}${'.'.repeat(22)}]`;
  expect(written).toEqual([`\r\x1b[2K${filled}  25 %  125,000 trials/s  6 s left`]);
  bar.end();
  expect(written.at(-1)).toBe('\r\x1b[2K');
});

test('it is drawn at most every 80 ms, and once more when all is done', () => {
  const { written, clock, stream } = watched({ isTTY: true });
  const bar = progressBar(stream, 1000);
  for (let done = 1; done <= 100; done++) {
    clock.now += 10;
    bar.update(done, 100);
  }
  expect(written.length).toBeLessThanOrEqual(1000 / 80 + 2);
  expect(written.at(-1)).toContain('100 %  1,000 trials/s  0 s left');
});

test('a line fits a narrow terminal', () => {
  const { written, clock, stream } = watched({ isTTY: true });
  Object.assign(stream, { columns: 60 });
  clock.now += 1;
  progressBar(stream, 1e9).update(1, 1000);
  expect(written[0]!.replace('\r\x1b[2K', '').length).toBeLessThanOrEqual(60);
});

test('nothing is written where nobody watches', () => {
  const { written, clock, stream } = watched({ isTTY: false });
  const bar = progressBar(stream, 1000);
  clock.now += 1000;
  bar.update(1, 2);
  bar.end();
  expect(written).toEqual([]);
});
