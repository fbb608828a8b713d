/** What the self-test found. */

import { type Wording, wordingOf } from '../../wording/wording.ts';
import type { Certificate, Check } from '../certificate.ts';
import { type Document, type Part, type Section, type Table, tableOf } from '../document.ts';

export function certificatePage(
  certificate: Certificate,
  wording: Wording = wordingOf('en'),
): Document {
  const { tell } = wording;
  const { version, numerics, passed } = certificate;
  return {
    subject: tell('Self-test'),
    title: tell(
      passed ? 'This machine computes correctly' : 'This machine does not compute correctly',
    ),
    summary: [
      countText(certificate, wording) + wording.marks.stop,
      ...failures(certificate, wording),
    ],
    facts: [tell('chipcast {version}, numerics {numerics}', { version, numerics })],
    sections: [{ title: tell('Checks'), blocks: groups(certificate, wording) }],
  };
}

export function certificateSection(certificate: Certificate, wording: Wording): Section {
  const { tell } = wording;
  const { version, numerics } = certificate;
  return {
    title: tell('Self-test: {count}', { count: countText(certificate, wording) }),
    folded: true,
    blocks: [
      {
        kind: 'text',
        text: tell(
          'chipcast {version}, numerics {numerics}: its functions, distributions, generator and estimators against values computed elsewhere, on the machine that wrote this report.',
          { version, numerics },
        ),
      },
      ...groups(certificate, wording),
    ],
  };
}

function countText({ checks }: Certificate, { tell, many }: Wording): string {
  const good = checks.filter(({ passed }) => passed).length;
  return tell('{good} of {checks} passed', { good, checks: many(checks.length, 'check') });
}

function groups({ checks }: Certificate, wording: Wording): readonly Part[] {
  return [...new Set(checks.map(({ group }) => group))].map((group) => ({
    kind: 'part',
    title: wording.known(group),
    blocks: [
      tableOfChecks(
        checks.filter((check) => check.group === group),
        wording,
      ),
    ],
  }));
}

function tableOfChecks(checks: readonly Check[], { tell, known }: Wording): Table {
  return tableOf(tell('Checks'), checks, [
    { heading: tell('check'), of: ({ name }) => known(name) },
    { heading: tell('values'), kind: 'number', of: ({ count }) => String(count) },
    { heading: tell('found'), kind: 'number', of: ({ found }) => short(found) },
    { heading: tell('limit'), kind: 'number', of: ({ limit }) => short(limit) },
    { heading: tell('measure'), of: ({ measure }) => known(measure) },
    { heading: '', of: ({ passed }) => tell(passed ? 'passed' : 'FAILED') },
  ]);
}

function failures({ checks }: Certificate, { tell, many, known }: Wording): string[] {
  return checks
    .filter(({ passed }) => !passed)
    .map(({ group, name, measure, found, limit, count }) =>
      tell('FAILED {group}, {name}: {measure} {found}, at most {limit} allowed, over {values}.', {
        group: known(group),
        name: known(name),
        measure: known(measure),
        found: short(found),
        limit: short(limit),
        values: many(count, 'value'),
      }),
    );
}

/** Three digits; what has no number stands in the certificate as the greatest there is. */
function short(value: number): string {
  return value === Number.MAX_VALUE ? 'none' : `${Number(value.toPrecision(3))}`;
}
