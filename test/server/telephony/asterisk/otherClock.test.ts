import { parse } from 'valibot';
import type { CallRecord } from '../../../../server/calls/CallRecord';
import { createLogger } from '../../../../server/http/createLogger';
import { fillTemplate } from '../../../../server/recordings/fillTemplate';
import { RecordingLinks } from '../../../../server/recordings/RecordingLinks';
import { recordingsSettingsSchema } from '../../../../server/recordings/recordingsSettings';
import type { AmiMessage } from '../../../../server/telephony/asterisk/ami/AmiMessage';
import { asteriskSettingsSchema } from '../../../../server/telephony/asterisk/asteriskSettings';
import type { AsteriskTelephony } from '../../../../server/telephony/asterisk/AsteriskTelephony';
import { createAsterisk } from '../../../../server/telephony/asterisk/createAsterisk';
import { FakeTimer } from '../../../support/FakeTimer';
import { eventually } from '../../support/eventually';
import { FakeAsterisk } from '../../support/FakeAsterisk';
import { Script } from './tracking/support/Script';

const HOUR_MS = 3_600_000;
const RING_MS = 3_000;
const TALK_MS = 6_000;
/** A script's events are a millisecond apart, while the fake clock stands. */
const NEAR_MS = 50;

let asterisk: FakeAsterisk;
let telephony: AsteriskTelephony;
let timer: FakeTimer;
let heard: string[];
let records: CallRecord[];

beforeEach(async () => {
  asterisk = await FakeAsterisk.start();
  asterisk.answerList('Status', () => []);
  asterisk.answerList('QueueStatus', () => []);
  timer = new FakeTimer();
  [heard, records] = [[], []];
  const { host, port, user, secret } = asterisk.settings;
  telephony = createAsterisk(parse(asteriskSettingsSchema, { ami: { host, port, user }, secret }), {
    agents: [{ email: '101@example.com', extension: '101', name: '101' }],
    drafts: undefined,
    onPresence: () => undefined,
    clock: timer,
    logger: createLogger('silent'),
    readFile: () => null,
  });
  await telephony.start({
    call: (_extension, { type }) => heard.push(type),
    closed: () => undefined,
    finished: (record) => records.push(record),
    resynced: () => undefined,
    link: (isUp) => heard.push(isUp ? 'up' : 'down'),
  });
  await hears('up');
});

afterEach(async () => {
  await telephony.close();
  await asterisk.stop();
});

const hears = (what: string): Promise<unknown> => eventually(what, () => heard.includes(what) || undefined);

/** A client calls 101, who answers; the client hangs up. @param ahead what Asterisk's clock shows beyond ours, at first and from the answer on, ms */
async function callWith([ahead, later]: readonly [number, number]): Promise<CallRecord> {
  let now = ahead;
  const stamped = ({ Timestamp, ...message }: AmiMessage): AmiMessage => ({
    ...message,
    Timestamp: (Number(Timestamp) + now / 1_000).toFixed(6),
  });
  const script = new Script((message) => asterisk.event(stamped(message)));
  const pass = async (ms: number): Promise<void> => {
    await timer.pass(ms);
    script.pass(ms);
  };
  script.calls('1.1', 'PJSIP/trunk-1', '79101234567', '101').open('1.2', 'PJSIP/101-1', '101', '1.1');
  script.rings('1.1', '1.2');
  await hears('began');
  await pass(RING_MS);
  now = later;
  script.answers('1.1', '1.2', 'b');
  await hears('answered');
  await pass(TALK_MS);
  script.leaves('b', '1.1', '1.2').hangsUp('1.1').hangsUp('1.2');
  return eventually('the record', () => records[0]);
}

const isNear = (ms: number | null | undefined, wanted: number): boolean =>
  Math.abs((ms ?? Infinity) - wanted) < NEAR_MS;

test.each([
  ['right', [0, 0]],
  ['five hours ahead', [5 * HOUR_MS, 5 * HOUR_MS]],
  ['five hours behind', [-5 * HOUR_MS, -5 * HOUR_MS]],
  ['set forth by hours during the call', [0, 3 * HOUR_MS]],
  ['set back by hours during the call', [0, -3 * HOUR_MS]],
  ['set back by two seconds during the call', [HOUR_MS, HOUR_MS - 2_000]],
  ['set right during the call', [-HOUR_MS, 0]],
] as const)(
  'with a clock of Asterisk that is %s the times are ours, and files have its',
  async (_, ahead) => {
    const begin = timer.now();
    const record = await callWith(ahead);
    const { startedAt, answeredAt, endedAt, namedAt = startedAt } = record;
    expect([isNear(startedAt, begin), startedAt]).toEqual([true, startedAt]);
    expect([isNear(answeredAt, begin + RING_MS), answeredAt]).toEqual([true, answeredAt]);
    expect([isNear(endedAt, begin + RING_MS + TALK_MS), endedAt]).toEqual([true, endedAt]);
    expect([isNear(namedAt, begin + ahead[0]), namedAt]).toEqual([true, namedAt]);
  },
);

test('a recording that is found by its time is one by Asterisk’s clock, also through the link', async () => {
  const record = await callWith([5 * HOUR_MS, 5 * HOUR_MS]);
  const template = '{year}{month}{day}-{hour}{minute}{second}.wav';
  const links = new RecordingLinks(
    parse(recordingsSettingsSchema, {
      address: 'https://pbx.example.com',
      linkKey: 'a-key-of-links-of-the-test',
      folders: ['/var/spool/asterisk/monitor'],
      templates: [template],
    }),
  );
  const recording = links.read(links.linkOf(record)?.split('/').at(-2) ?? '');
  if (recording === null) throw new Error('the link can’t be read');
  // 2025-11-21 04:40:00 by ours.
  expect(fillTemplate(template, recording, null, 'UTC')).toBe('20251121-094000.wav');
  expect(recording.startedAt).toBe(record.startedAt);
});
