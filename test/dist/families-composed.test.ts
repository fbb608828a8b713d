import { describe, expect, test } from 'vitest';
import { parseDistribution } from '../../src/dist/index.ts';
import { lawTests, membersIn, referenceTests } from './family-laws.ts';

const members = membersIn('families-composed');
referenceTests(members);
const mixed = (text: string) => /0:0.3|1:0.5/.test(text);
lawTests(members.map(({ text }) => text).filter((text) => !mixed(text) && !text.startsWith('empirical(1000000')));
