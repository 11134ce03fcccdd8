import '../server/system/boundedHeap';
import pino from 'pino';
import { createApp } from '../server/createApp';
import { simulatorOf } from '../server/telephony/simulator/simulatorOf';
import { parseConfiguration } from '../server/config/Configuration';
import { monotonicMs } from './statistics';

/** What the measuring process asks of the backend's process. */
export type Order = { readonly type: 'change'; readonly extension: string } | { readonly type: 'memory' };

/** What the backend's process reports. Times are on the clock that both share, ms. */
export type Word =
  | { readonly type: 'listening'; readonly port: number }
  | { readonly type: 'changed'; readonly extension: string; readonly at: number }
  | { readonly type: 'memory'; readonly rssBytes: number };

/**
 * A backend in a process of its own, with as many agents as the first argument says; one of several, which meet in
 * the Redis whose address is the second.
 */
async function main(): Promise<void> {
  const agents = Array.from({ length: Number(process.argv[2]) }, (_, index) => ({
    email: `agent${index}@example.com`,
    extension: String(100_000 + index),
    name: `Agent ${index}`,
  }));
  const url = process.argv[3];
  const configuration = parseConfiguration({
    port: 0,
    secretKeys: ['the-key-of-the-bench'],
    agents,
    ...(url === undefined ? {} : { redis: { url } }),
  });
  const app = await createApp(configuration, { logger: pino({ level: 'silent' }) });
  await app.start();
  await app.http.listen({ host: '127.0.0.1', port: 0, backlog: 4_096 });
  const simulator = simulatorOf(app);
  if (simulator === null) throw new Error('no simulator');
  const address = app.http.server.address();
  const say = (word: Word): void => void process.send?.(word);
  process.on('message', (order: Order) => {
    if (order.type === 'memory') {
      say({ type: 'memory', rssBytes: process.memoryUsage().rss });
      return;
    }
    const at = monotonicMs();
    if (!simulator.farHangup(order.extension)) {
      simulator.incoming('+79101234567', [order.extension], { answersItself: false });
      simulator.answer(order.extension);
    }
    say({ type: 'changed', extension: order.extension, at });
  });
  process.on('disconnect', () => {
    process.exit(0);
  });
  say({ type: 'listening', port: typeof address === 'object' && address !== null ? address.port : 0 });
}

void main();
