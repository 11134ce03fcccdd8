import { EventEmitter } from 'node:events';
import Fastify, { type FastifyBaseLogger } from 'fastify';
import { STOP_LIMIT_MS } from '../../../server/cli/GracefulShutdown';
import { runServer } from '../../../server/cli/runServer';
import { createLogger } from '../../../server/http/createLogger';
import { FakeTimer, settle } from '../../support/FakeTimer';

/** A backend whose start fails. */
function failing(close: () => Promise<void>): { run: Promise<unknown>; clock: FakeTimer; log: string[] } {
  const log: string[] = [];
  const loggerInstance: FastifyBaseLogger = createLogger('trace', {
    write: (line: string) => void log.push(line),
  });
  const http = Fastify({ loggerInstance });
  const start = (): Promise<void> => Promise.reject(new Error('no start'));
  const app = { http, start, close };
  const [clock, hostProcess] = [
    new FakeTimer(),
    Object.assign(new EventEmitter(), { exit: () => undefined }),
  ];
  const run = runServer(app, { host: '127.0.0.1', port: 0 }, { hostProcess, clock }).catch(
    (error: unknown) => error,
  );
  return { run, clock, log };
}

test('a close that fails after a failed start is logged, and the error is that of the start', async () => {
  const { run, clock, log } = failing(() => Promise.reject(new Error('no close')));
  expect(await run).toEqual(new Error('no start'));
  expect([log.filter((line) => line.includes('no close')).length, clock.pending]).toEqual([1, 0]);
});

test('a close that does not end after a failed start is waited for until its time limit', async () => {
  const { run, clock } = failing(() => new Promise(() => undefined));
  await settle();
  expect(clock.pending).toBe(1);
  await clock.pass(STOP_LIMIT_MS);
  expect(await run).toEqual(new Error('no start'));
});
