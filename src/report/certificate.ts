/** What the self-test found, as a report shows it. */

import { escaped } from '../text/escaped.ts';

/** One thing that was held against what it should be. */
export interface Check {
  /** What is checked, such as `exp` or `gamma quantiles`. */
  readonly name: string;
  readonly group: string;
  /** What was found: the worst error, a z-score. */
  readonly found: number;
  /** What it may be at most. */
  readonly limit: number;
  /** What the two numbers are: `relative error`, `z-score`. */
  readonly measure: string;
  /** How many values were compared. */
  readonly count: number;
  readonly passed: boolean;
}

/** The same on every machine that computes rightly: nothing of when or where is in it. */
export interface Certificate {
  readonly format: 1;
  readonly version: string;
  readonly numerics: number;
  readonly passed: boolean;
  readonly checks: readonly Check[];
}

export function certificateSection(certificate: Certificate | undefined): string[] {
  if (certificate === undefined) return [];
  const { checks, passed, version, numerics } = certificate;
  const good = checks.filter((check) => check.passed).length;
  const rows = checks.map(
    ({ group, name, measure, found, limit, count, passed: ok }) =>
      `<tr><td>${escaped(group)}</td><td>${escaped(name)}</td><td align="right">${count}</td><td>${escaped(measure)}</td>` +
      `<td align="right">${shownNumber(found)}</td><td align="right">${shownNumber(limit)}</td><td class="${ok ? 'pass' : 'fail'}">${ok ? 'pass' : 'FAIL'}</td></tr>`,
  );
  return [
    `<details id="self-test"><summary><h2>Self-test: ${good} of ${checks.length} checks ${passed ? 'passed' : 'passed, the rest failed'}</h2></summary>`,
    `<p>chipcast ${escaped(version)}, numerics ${numerics}: its functions, distributions, generator and estimators against values computed elsewhere, on the machine that wrote this report.</p>`,
    '<div class="wide"><table><thead><tr><th>Group</th><th>Check</th><th align="right">Values</th><th>Measure</th><th align="right">Found</th><th align="right">Limit</th><th></th></tr></thead><tbody>',
    ...rows,
    '</tbody></table></div></details>',
  ];
}

function shownNumber(value: number): string {
  return Number(value.toPrecision(3)).toString();
}
