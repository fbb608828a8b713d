/** What the self-test found. */

import { plural } from '../../text/listed.ts';
import type { Certificate, Check } from '../certificate.ts';
import { type Document, type Part, type Section, type Table, tableOf } from '../document.ts';

export function certificatePage(certificate: Certificate): Document {
  const { version, numerics, passed } = certificate;
  return {
    subject: 'Self-test',
    title: passed ? 'This machine computes correctly' : 'This machine does not compute correctly',
    summary: [`${countText(certificate)}.`, ...failures(certificate)],
    facts: [`chipcast ${version}, numerics ${numerics}`],
    sections: [{ title: 'Checks', blocks: groups(certificate) }],
  };
}

export function certificateSection(certificate: Certificate): Section {
  const { version, numerics } = certificate;
  return {
    title: `Self-test: ${countText(certificate)}`,
    folded: true,
    blocks: [
      {
        kind: 'text',
        text: `chipcast ${version}, numerics ${numerics}: its functions, distributions, generator and estimators against values computed elsewhere, on the machine that wrote this report.`,
      },
      ...groups(certificate),
    ],
  };
}

function countText({ checks }: Certificate): string {
  const good = checks.filter(({ passed }) => passed).length;
  return `${good} of ${plural(checks.length, 'check')} passed`;
}

function groups({ checks }: Certificate): readonly Part[] {
  return [...new Set(checks.map(({ group }) => group))].map((group) => ({
    kind: 'part',
    title: group,
    blocks: [tableOfChecks(checks.filter((check) => check.group === group))],
  }));
}

function tableOfChecks(checks: readonly Check[]): Table {
  return tableOf('Checks', checks, [
    { heading: 'check', of: ({ name }) => name },
    { heading: 'values', kind: 'number', of: ({ count }) => String(count) },
    { heading: 'found', kind: 'number', of: ({ found }) => short(found) },
    { heading: 'limit', kind: 'number', of: ({ limit }) => short(limit) },
    { heading: 'of', of: ({ measure }) => measure },
    { heading: '', of: ({ passed }) => (passed ? 'passed' : 'FAILED') },
  ]);
}

function failures({ checks }: Certificate): string[] {
  return checks
    .filter(({ passed }) => !passed)
    .map(
      ({ group, name, measure, found, limit, count }) =>
        `FAILED ${group}, ${name}: ${measure} ${short(found)}, at most ${short(limit)} allowed, over ${plural(count, 'value')}.`,
    );
}

/** Three digits; what has no number stands in the certificate as the greatest there is. */
function short(value: number): string {
  return value === Number.MAX_VALUE ? 'none' : `${Number(value.toPrecision(3))}`;
}
