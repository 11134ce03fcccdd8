import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const root = join(__dirname, '../..');
const FOLDERS = ['protocol', 'src', 'server', 'elma365', 'sandbox', 'scripts', 'bench'];

/** Files with names that are fixed, wherever they are: catalogues of texts, the face of a driver or an ELMA365 module. */
const FIXED_NAMES = new Set(['messages', 'driver', 'module']);

/** Entry points; those may export types, such as that of the AMD module `script.js`. */
const ENTRY_POINTS = new Set(['main', 'start', 'run', 'script']);

/** Files whose exports belong together and none of which is the main one, each with the reason. */
const FAMILIES: Readonly<Record<string, string>> = {
  'bench/backendProcess.ts': 'entry point of a child process; exports the types of its messages',
  'bench/statistics.ts': 'short functions for the figures of all benches',
  'elma365/core/callWords.ts': 'the closed sets of words in an event for ELMA365',
  'elma365/core/storedEntry.ts': 'reads and writes the same entry',
  'elma365/megafon/askMegafon.ts': 'one request for each of the two APIs of MegaFon',
  'protocol/response.ts': 'reads and writes the answers of the wire, as request.ts its requests',
  'protocol/timing.ts': 'all time limits of the wire, which depend on each other',
  'sandbox/amo/postedBodies.ts': 'a schema for each body that a backend posts',
  'sandbox/page/callStatus.ts': 'the functions of amoCRM’s SDK for one value',
  'sandbox/page/times.ts': 'how the page writes durations and times',
  'server/calls/journal/changeJournal.ts': 'all changes of a journal',
  'server/cluster/leaseTimes.ts': 'all time limits of the lease, which depend on each other',
  'server/crm/callLog/callAnswers.ts': 'a schema for each answer of amoCRM to a step of the call log',
  'server/crm/callLog/requestBodies.ts': 'the body of each request of the call log',
  'server/crm/callers/amoAnswers.ts': 'a schema for each answer of amoCRM to a look-up',
  'server/crm/client/answerSchemas.ts': 'the parts of which schemas for answers of amoCRM are made',
  'server/elma365/elma365Wire.ts': 'the messages between backend and ELMA365 module',
  'server/elma365/elmaOutcome.ts': 'both conversions to the outcomes of ELMA365',
  'server/store/sqlite/threadMessages.ts': 'the messages between the store and the threads of SQLite',
  'server/store/callStatements.ts': 'the SQL of the store, and how its rows are read',
  'server/store/statements.ts': 'the SQL of the store, and how its rows are read',
  'server/store/storeTables.ts': 'both kinds of table of the store',
  'server/telephony/asterisk/actions/channelActions.ts': 'the AMI actions of which commands are made',
  'server/telephony/asterisk/actions/talkActions.ts': 'the AMI actions of commands within a conversation',
  'server/telephony/asterisk/tracking/withOurTransfers.ts':
    'both transfers of the screen, which the journal notes as ours',
  'server/telephony/ecss10/codec.ts':
    'reads and writes the messages of the Call API, whose names are in this file only',
  'server/telephony/megafon/api/answers.ts': 'a schema for each answer of the VATS',
  'server/telephony/megafon/tracking/orders.ts': 'all changes of the list of ordered calls',
  'src/system/log.ts': 'the two functions that write to the console',
};

const EXPORT =
  /^export (?:(?:declare|abstract|async|default) )*(?:function\*?|class|const|let|interface|type|enum) ([\w$]+)/gm;
const EXPORT_LIST = /^export (?:type )?\{([^}]*)\}/gm;

/** Names that a module exports. */
function exportsOf(text: string): readonly string[] {
  const listed = [...text.matchAll(EXPORT_LIST)].flatMap(([, list = '']) => list.split(','));
  return [
    ...[...text.matchAll(EXPORT)].map(([, name = '']) => name),
    ...listed.map((item) => item.trim().split(/\s+/).at(-1) ?? '').filter(Boolean),
  ];
}

/** Does the file bear the name of one of its exports, or none because it has a fixed name or exports nothing? */
function isNamedWell(path: string, text: string): boolean {
  const name = basename(path, '.ts');
  const names = exportsOf(text);
  // Without exports it is run or imported for its effect.
  if (FIXED_NAMES.has(name) || ENTRY_POINTS.has(name) || names.length === 0) return true;
  const constant = name.replace(/(?=[A-Z])/g, '_').toUpperCase();
  // A file of a schema is named after what the schema describes: `httpSettings.ts` exports `httpSettingsSchema`.
  return names.some((exported) => [name, `${name}Schema`, constant].includes(exported));
}

const files = FOLDERS.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
);
const misnamed = files.filter((path) => !isNamedWell(path, readFileSync(join(root, path), 'utf8')));

test('every production file is named as one of its exports', () => {
  expect(files.length).toBeGreaterThan(500);
  expect(misnamed.filter((path) => FAMILIES[path] === undefined)).toEqual([]);
});

test('every exemption is needed', () => {
  expect(Object.keys(FAMILIES).filter((path) => !existsSync(join(root, path)))).toEqual([]);
  expect(Object.keys(FAMILIES).filter((path) => !misnamed.includes(path))).toEqual([]);
});

test.each([
  ['server/RingTone.ts', 'export const ring = 1;', false],
  ['server/metricsRoutes.ts', 'export function openMetricsRoutes(): void {}', false],
  ['protocol/endReason.ts', "export type EndReason = 'busy';", false],
  ['server/http/httpSettings.ts', 'export const otherSchema = v.object({});', false],
  ['protocol/EndReason.ts', "export type EndReason = 'busy';", true],
  ['server/http/httpSettings.ts', 'export const httpSettingsSchema = v.object({});', true],
  ['server/store/sqlite/applicationId.ts', 'export const APPLICATION_ID = 1;', true],
  ['server/Queue.ts', 'export abstract class Queue {}', true],
  ['server/load.ts', 'async function load() {}\nexport { load };', true],
  ['server/load.ts', "export { read as load } from './read';", true],
  ['server/metrics/messages.ts', 'export const linkLog = {};', true],
  ['scripts/check.ts', 'void check();', true],
])('%s with "%s": %s', (path, text, isGood) => {
  expect(isNamedWell(path, text)).toBe(isGood);
});
