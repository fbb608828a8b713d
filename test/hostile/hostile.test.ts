/** A sample of what `npm run hostile` tries by the thousand. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from '../folders.ts';
import { type Edit, editOf } from './edits.ts';
import { makePlace, type Place } from './place.ts';
import { Rig } from './rig.ts';

const EDITS = 200;
const root = temporaryFolder();
let place: Place;
let rig: Rig;
beforeAll(async () => {
  place = await makePlace(root);
  rig = new Rig(place);
});

test('law: whatever is edited, a command says what is wrong, or answers as it would without', {
  timeout: 600_000,
}, async () => {
  for (let number = 0; number < EDITS; number++) {
    const edit = editOf(place, 'sample', number, 1);
    const findings = await rig.findings(edit);
    expect(findings, `edit ${number}: ${edit.run} ${edit.file} ${edit.what}`).toEqual([]);
  }
});

/** Replaces a text in run.json. */
const editOfManifest = (from: RegExp, to: string): Edit => ({
  run: 'plain',
  file: 'run.json',
  what: 'another',
  sealed: false,
  commands: ['report'],
  apply(folder) {
    const path = join(folder, 'run.json');
    const text = readFileSync(path, 'utf8');
    expect(text).toMatch(from);
    writeFileSync(path, text.replace(from, to));
  },
});

test('a command that believes an edit is found out', async () => {
  // The version is digested by nothing, and stands in the report.
  const [{ command, wrong }] = await rig.findings(
    editOfManifest(/"version": "[^"]*"/, '"version": "9.9"'),
  );
  expect(command).toBe('report');
  expect(wrong).toMatch(/^believes it: writes report\.(?:md|html) with /);
  // Blanks say nothing.
  expect(await rig.findings(editOfManifest(/^\{/, '{ '))).toEqual([]);
});
