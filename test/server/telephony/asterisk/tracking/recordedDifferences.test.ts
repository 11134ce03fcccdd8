import type { Agent } from '../../../../flows/expectedRecords';
import { readFlowExpected } from '../../../../flows/flowFixtures';
import { recordedDifferences } from './support/recordedDifferences';
import { recorded } from './support/recordings';

const SCENARIO = 'joined-then-outside';
const events = recorded('flows', SCENARIO);
const expected = readFlowExpected(SCENARIO);

/** As Anna talks with the client, who has been joined to her by Boris. */
const JOINED = 1_796_036_623_454;
const screens = (agent: Agent, ...shows: readonly string[]) => [{ agent, at: JOINED, shows }];
const kindsOf = (changed: Partial<typeof expected>): readonly string[] =>
  recordedDifferences(events, { ...expected, ...changed }).differences.map(({ kind }) => kind);

test('a screen is compared as it was at its moment', () => {
  expect(kindsOf({ screens: screens('anna', 'CONVERSATION 9101000005') })).toEqual([]);
  expect(kindsOf({ screens: screens('boris') })).toEqual([]);
  expect(kindsOf({ screens: screens('anna', 'CONVERSATION 1002') })).toEqual(['screen']);
  expect(kindsOf({ screens: screens('boris', 'CONVERSATION 1001') })).toEqual(['screen']);
});

test('missed calls are compared at the end, but for those of which it can not be said', () => {
  const numbers = ['9101000005'];
  expect(kindsOf({ missed: [{ agent: 'vera', numbers: [], vague: [] }] })).toEqual([]);
  expect(kindsOf({ missed: [{ agent: 'vera', numbers, vague: [] }] })).toEqual(['missed']);
  expect(kindsOf({ missed: [{ agent: 'vera', numbers, vague: numbers }] })).toEqual([]);
});

test('a call that does not end stays on a screen, and in its journal', () => {
  const talking = events.filter(({ Timestamp }) => Number(Timestamp) * 1_000 <= JOINED);
  const { differences } = recordedDifferences(talking, { ...expected, record: null });
  expect(differences.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['left', 'open']));
});
