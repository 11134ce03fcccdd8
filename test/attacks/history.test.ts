import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import {
  historySchema,
  recordingLinkSchema,
  type WireHistory,
  type WireHistoryLine,
} from '../../protocol/history';
import type { Method } from '../../protocol/methods';
import { CardOffice } from '../server/support/CardOffice';
import { identitySection } from '../server/support/amoToken';
import { wav, writeAt } from '../server/support/soundFile';

/** Longer than a link to a recording is good, ms. */
const LATER_MS = 16 * 60_000;

let cards: CardOffice;
let folder = '';

beforeEach(async () => {
  cards = await CardOffice.open();
  cards.fillAccount();
  folder = join(cards.office.folder, 'monitor');
  mkdirSync(folder);
  await cards.start(identitySection, {
    recordings: {
      folders: [folder],
      templates: ['{id}.wav'],
      address: 'https://pbx.example.com/asterisk_ng',
      linkKey: 'a-key-of-links-for-tests',
      mp3: { enabled: false },
    },
  });
});

afterEach(() => cards.close());

const ask = async (who: string, method: Method, params: object = {}): Promise<unknown> =>
  cards.office.inTime(cards.office.backend.call(method, params, await cards.office.proven(who)));

const pageOf = async (who: string, params: object = {}): Promise<WireHistory> =>
  v.parse(historySchema, await ask(who, 'get_history', { scope: 'department', limit: 50, ...params }));

const linesOf = async (who: string, number: string, scope = 'department'): Promise<WireHistoryLine[]> =>
  (await pageOf(who, { scope })).calls.filter(({ contact_phone }) => contact_phone === number);

/** A client rings at these agents, and talks with the last of them for five seconds. @returns the call's id */
async function talk(number: string, at: readonly string[]): Promise<string> {
  cards.simulator.incoming(number, [...at], { answersItself: false });
  await cards.office.backend.timer.pass(1_000);
  const talker = at.at(-1) ?? '';
  cards.simulator.answer(talker);
  await cards.office.backend.timer.pass(5_000);
  cards.simulator.farHangup(talker);
  await cards.passUntil(async () => (await linesOf(talker, number, 'own')).length > 0);
  const [line] = await linesOf(talker, number, 'own');
  writeAt(join(folder, `${line?.id}.wav`), wav(), cards.office.backend.timer.now() - 60_000);
  return line?.id ?? '';
}

const urlOf = async (who: string, id: string): Promise<string> => {
  const { url } = v.parse(recordingLinkSchema, await ask(who, 'get_recording', { unique_id: id }));
  return new URL(url ?? 'http://none/').pathname;
};

const status = async (url: string, headers: Record<string, string> = {}): Promise<number> =>
  (await cards.office.backend.app.http.inject({ url, headers })).statusCode;

test('calls of a hidden client are in no list of agents who may not view the client, and their recordings are not there', async () => {
  const id = await talk(cards.number, ['102']);
  expect(await linesOf('101', cards.number)).toMatchObject([
    {
      contact_name: 'Иван Петров',
      agent: { name: 'Оператор 102' },
      outcome: 'answered',
      talk_seconds: 5,
      has_recording: true,
    },
  ]);
  // The group's, own ones alone, none, and rights that are not known.
  for (const who of ['103', '104', '105', '111']) {
    expect(await linesOf(who, cards.number)).toEqual([]);
    expect(await ask(who, 'get_recording', { unique_id: id })).toBe('NoActiveCall');
  }
});

test('of a hidden client’s call that rang at the agent too they see that it rang, and not who talked for how long', async () => {
  const id = await talk(cards.number, ['104', '102']);
  for (const scope of ['own', 'department'])
    expect(await linesOf('104', cards.number, scope)).toMatchObject([
      {
        contact_name: null,
        agent: null,
        is_mine: true,
        outcome: 'answeredElsewhere',
        talk_seconds: 0,
        note: null,
        has_recording: false,
      },
    ]);
  expect(await ask('104', 'get_recording', { unique_id: id })).toBe('NoActiveCall');
  expect((await pageOf('104', { outcome: 'answered' })).calls).toEqual([]);
});

test('an own contact with a hidden client’s number opens neither colleagues’ calls nor recordings', async () => {
  cards.account.contact('Свой', cards.number, { id: 74, responsible_user_id: 4 });
  await cards.office.backend.timer.pass(60_000);
  const id = await talk(cards.number, ['102']);
  expect(await linesOf('104', cards.number)).toEqual([]);
  expect((await pageOf('104', { search: 'Свой' })).calls).toEqual([]);
  expect(await ask('104', 'get_recording', { unique_id: id })).toBe('NoActiveCall');
});

test('calls with a number that no card has are of who may view the contacts and companies of whose they were', async () => {
  const id = await talk('+79990000001', ['104']);
  for (const who of ['101', '102', '104']) expect(await linesOf(who, '+79990000001')).toHaveLength(1);
  // Agent 103 views contacts of the group, and no companies.
  for (const who of ['103', '105']) {
    expect(await linesOf(who, '+79990000001')).toEqual([]);
    expect(await ask(who, 'get_recording', { unique_id: id })).toBe('NoActiveCall');
  }
});

test('a link to a recording plays in parts, and is good for minutes; nothing but the link opens it', async () => {
  const id = await talk(cards.number, ['102']);
  const url = await urlOf('102', id);
  expect(await status(url)).toBe(200);
  expect(await status(url, { range: 'bytes=100-199' })).toBe(206);
  expect(await status(url.replace('/recordings/', '/recordings/A'))).toBe(403);
  expect(await status(`/asterisk_ng/recordings/${id}/call.wav`)).toBe(403);
  expect(url).not.toContain('secret');
  await cards.office.backend.timer.pass(LATER_MS);
  expect(await status(url)).toBe(410);
  expect(await status(await urlOf('102', id))).toBe(200);
});

test('who asks for a recording is in the audit, in vain too', async () => {
  const id = await talk(cards.number, ['102']);
  await urlOf('102', id);
  await ask('104', 'get_recording', { unique_id: id });
  const audited = cards.office.backend.log.flatMap((line) => {
    const { audit } = JSON.parse(line) as { audit?: { method: string; extension: string; outcome: string } };
    return audit?.method === 'get_recording' ? [`${audit.extension} ${audit.outcome}`] : [];
  });
  expect(audited).toEqual(['102 success', '104 NoActiveCall']);
});

test('a cursor is good for who got it alone, and shows nothing of where it stands', async () => {
  await talk('+79990000001', ['102']);
  await talk('+79990000002', ['102']);
  const { calls, next } = await pageOf('102', { limit: 1 });
  const cursor = next ?? '';
  expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toContain(calls[0]?.id);
  const second = await pageOf('102', { limit: 1, cursor });
  expect(second.calls.map(({ contact_phone }) => contact_phone)).toEqual(['+79990000001']);
  const forged = [
    cursor.slice(0, -2),
    `${cursor}AA`,
    Buffer.from('[9999999999999,"z"]').toString('base64url'),
    'x',
  ];
  const params = { scope: 'department', limit: 1 };
  for (const one of forged)
    expect(await ask('102', 'get_history', { ...params, cursor: one })).toBe('NotSupported');
  expect(await ask('104', 'get_history', { ...params, cursor })).toBe('NotSupported');
});

test('texts and numbers that are too large are refused before anything is read', async () => {
  const params = { scope: 'own', limit: 50 };
  expect(await ask('102', 'get_history', { ...params, search: 'я'.repeat(101) })).toBe(410);
  expect(await ask('102', 'get_history', { ...params, cursor: 'a'.repeat(5_000) })).toBe(410);
  expect(await ask('102', 'get_history', { ...params, limit: 51 })).toBe(410);
  expect(await ask('102', 'get_history', { ...params, scope: 'all' })).toBe(410);
  const nasty = ['%', "'; DROP TABLE journal_calls; --", '\u0000', '((((((((((a+)+)+)+)+', '\ud800'];
  for (const search of nasty) expect((await pageOf('102', { search })).calls).toEqual([]);
});
