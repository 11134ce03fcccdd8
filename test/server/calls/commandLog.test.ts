import { CommandFault } from '../../../server/calls/CommandFault';
import { CommandLog, MOST_REMEMBERED, REMEMBERED_MS } from '../../../server/calls/CommandLog';
import { FakeTimer, settle } from '../../support/FakeTimer';

let timer: FakeTimer;
let log: CommandLog;
let runs: number;

beforeEach(() => {
  timer = new FakeTimer();
  log = new CommandLog(timer);
  runs = 0;
});

/** A command that runs until the test ends it. */
function slow(): { action: () => Promise<void>; succeed: () => void; fail: () => void } {
  const handle = { succeed: (): void => undefined, fail: (): void => undefined };
  const action = (): Promise<void> =>
    new Promise((resolve, reject) => {
      runs += 1;
      handle.succeed = resolve;
      handle.fail = () => {
        reject(new CommandFault('AgentUnavailable'));
      };
    });
  return {
    action,
    succeed: () => {
      handle.succeed();
    },
    fail: () => {
      handle.fail();
    },
  };
}

/** A command that calls `phone`. */
const command = (id: string, phone = '102') => ({ id, content: phone });

const quick = (): Promise<void> => {
  runs += 1;
  return Promise.resolve();
};

test('without an id a command runs each time', async () => {
  await log.runOnce('101', undefined, quick);
  await log.runOnce('101', undefined, quick);
  expect([runs, log.size]).toEqual([2, 0]);
});

test('one id runs once, while it runs and for five minutes afterwards', async () => {
  const answer = slow();
  const both = [
    log.runOnce('101', command('a'), answer.action),
    log.runOnce('101', command('a'), answer.action),
  ];
  answer.succeed();
  await Promise.all(both);
  await timer.pass(REMEMBERED_MS - 1);
  await log.runOnce('101', command('a'), quick);
  expect([runs, log.size]).toEqual([1, 1]);
  await timer.pass(1);
  expect([log.size, timer.pending]).toEqual([0, 0]);
  await log.runOnce('101', command('a'), quick);
  expect(runs).toBe(2);
});

test('all requests that wait for a command fail with it, and a retry runs it again', async () => {
  const answer = slow();
  const both = [
    log.runOnce('101', command('a'), answer.action),
    log.runOnce('101', command('a'), answer.action),
  ];
  answer.fail();
  const reported = await Promise.allSettled(both);
  expect(reported.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect([log.size, timer.pending]).toEqual([0, 0]);
  await log.runOnce('101', command('a'), quick);
  expect([runs, log.size]).toEqual([2, 1]);
});

test('an id belongs to one command: with other parameters it is refused, while the command runs and afterwards', async () => {
  const answer = slow();
  const first = log.runOnce('101', command('a'), answer.action);
  await expect(log.runOnce('101', command('a', '103'), quick)).rejects.toThrow('CommandIdUsed');
  answer.succeed();
  await first;
  await expect(log.runOnce('101', command('a', '103'), quick)).rejects.toThrow('CommandIdUsed');
  await log.runOnce('101', command('a'), quick);
  expect(runs).toBe(1);
  await timer.pass(REMEMBERED_MS);
  await log.runOnce('101', command('a', '103'), quick);
  expect(runs).toBe(2);
});

test('the same id of two agents is two commands', async () => {
  await log.runOnce('101', command('a'), quick);
  await log.runOnce('102', command('a'), quick);
  expect([runs, log.size]).toEqual([2, 2]);
});

test('an agent has a bounded number of commands: the oldest is forgotten, with its timer', async () => {
  for (let index = 0; index <= MOST_REMEMBERED; index += 1)
    await log.runOnce('101', command(`c${index}`), quick);
  expect([log.size, timer.pending]).toEqual([MOST_REMEMBERED, MOST_REMEMBERED]);
  await log.runOnce('101', command('c1'), quick);
  expect(runs).toBe(MOST_REMEMBERED + 1);
  await log.runOnce('101', command('c0'), quick);
  expect(runs).toBe(MOST_REMEMBERED + 2);
});

test('a command that was forgotten while it ran leaves no entry, however it ends', async () => {
  const [good, bad] = [slow(), slow()];
  const first = log.runOnce('101', command('good'), good.action).then(() => 'done');
  const second = log.runOnce('101', command('bad'), bad.action).catch(() => 'failed');
  for (let index = 0; index < MOST_REMEMBERED; index += 1)
    await log.runOnce('101', command(`c${index}`), quick);
  good.succeed();
  bad.fail();
  expect([await first, await second]).toEqual(['done', 'failed']);
  expect([log.size, timer.pending]).toEqual([MOST_REMEMBERED, MOST_REMEMBERED]);
});

test('closing stops all timers, also of commands that still run', async () => {
  const answer = slow();
  await log.runOnce('101', command('a'), quick);
  void log.runOnce('101', command('b'), answer.action);
  log.close();
  answer.succeed();
  await settle();
  expect([log.size, timer.pending]).toEqual([0, 0]);
});
