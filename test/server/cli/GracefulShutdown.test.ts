import { EventEmitter } from 'node:events';
import { GracefulShutdown, STOP_LIMIT_MS } from '../../../server/cli/GracefulShutdown';
import { explainListenError } from '../../../server/cli/explainListenError';
import { FakeTimer, settle } from '../../support/FakeTimer';
import { LogLine } from '../../../server/system/LogLine';

/** Stands in for `process`: emits signals and records exit codes. */
class FakeHost extends EventEmitter {
  readonly ends: number[] = [];

  exit(code: number): void {
    this.ends.push(code);
  }
}

function begin(close: () => Promise<void>): { host: FakeHost; timer: FakeTimer; said: string[] } {
  const said: string[] = [];
  const say = (line: object | string, text?: string): void => {
    if (line instanceof LogLine) said.push(line.text('en'));
    else said.push(typeof line === 'string' ? line : (text ?? ''));
  };
  const [host, timer] = [new FakeHost(), new FakeTimer()];
  new GracefulShutdown(host, timer, { info: say, error: say, fatal: say }, close).begin();
  return { host, timer, said };
}

test.each(['SIGTERM', 'SIGINT'])('%s closes the backend and exits with 0', async (signal) => {
  let isClosed = false;
  const { host, timer } = begin(() => {
    isClosed = true;
    return Promise.resolve();
  });
  host.emit(signal);
  await settle();
  expect([isClosed, host.ends, timer.pending]).toEqual([true, [0], 0]);
});

test('a close that takes too long ends with exit code 1, before Docker kills the process', async () => {
  const { host, timer } = begin(() => new Promise(() => undefined));
  host.emit('SIGTERM');
  await timer.pass(STOP_LIMIT_MS - 1);
  expect(host.ends).toEqual([]);
  await timer.pass(1);
  expect(host.ends).toEqual([1]);
  expect(STOP_LIMIT_MS).toBeLessThan(10_000);
});

test('a second signal exits at once', () => {
  const { host } = begin(() => new Promise(() => undefined));
  host.emit('SIGINT');
  host.emit('SIGINT');
  expect(host.ends).toEqual([1]);
});

test('a close that fails is logged, and the process exits with 1', async () => {
  const { host, said, timer } = begin(() => Promise.reject(new Error('no')));
  host.emit('SIGTERM');
  await settle();
  expect([host.ends, timer.pending, said]).toEqual([[1], 0, ['stopping', 'the stop failed']]);
});

test.each(['unhandledRejection', 'uncaughtException'])(
  '%s is logged, and the process exits with 1',
  (event) => {
    const { host, said } = begin(() => Promise.resolve());
    host.emit(event, new Error('a bug'));
    expect([host.ends, said]).toEqual([[1], ['unexpected error; the backend exits']]);
  },
);

test.each([
  ['EADDRINUSE', /^127\.0\.0\.1:80 is taken/],
  ['EACCES', /needs rights/],
  ['EADDRNOTAVAIL', /no such address/],
  ['ENOTFOUND', /no such address/],
])('the listen error %s is explained', (code, words) => {
  expect(explainListenError(code, '127.0.0.1', 80)?.en).toMatch(words);
});

test('another listen error is not explained', () => {
  expect(explainListenError('EMFILE', '127.0.0.1', 80)).toBeNull();
});
