import fastify from 'fastify';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { KeyLimiter } from '../../../server/access/KeyLimiter';
import type { Routing } from '../../../server/routing/routeCall';
import { routingRoutes } from '../../../server/routing/routingRoutes';
import { systemClock } from '../../../server/system/Clock';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes of the heap that are not garbage, once the requests before are done with. */
async function live(): Promise<number> {
  await new Promise(setImmediate);
  collect();
  return process.memoryUsage().heapUsed;
}

const TIMES = 1_000;
/** What stands beside the text that is kept: with it each takes more than 10 kB. */
const JUNK_BYTES = 10_000;
const MOST_EACH = 2_000;

test('what is counted for an address keeps nothing of the header in which it stood', async () => {
  const check = new KeyLimiter(30, () => 0).checkFor((key) => key === 'right');
  const ask = (index: number): void => {
    // As the header's part behind the last comma is read.
    const header =
      Buffer.alloc(JUNK_BYTES, 'j').toString() + `, 203.100.${100 + (index >> 7)}.${100 + (index & 127)}`;
    check(header.slice(JUNK_BYTES + 2), index % 2 === 0 ? 'right' : 'wrong');
  };
  ask(2 * TIMES);
  const before = await live();
  for (let index = 0; index < TIMES; index += 1) ask(index);
  expect(((await live()) - before) / TIMES).toBeLessThan(MOST_EACH);
  // All of it is kept until here.
  expect(check('203.100.100.100', 'right')).toBe('right');
});

test('what is kept of a number that /route was asked for is the number alone', async () => {
  const asked: string[] = [];
  const http = fastify();
  const routing: Routing = {
    settings: { default: '', busy: 'extension', budgetMs: 250 },
    clock: systemClock,
    responsibleExtension: () => Promise.resolve(null),
    presenceOf: () => 'FREE',
    onDecision: (number) => {
      asked.push(number);
    },
    onFault: () => undefined,
  };
  routingRoutes(
    http,
    '',
    routing,
    () => 'right',
    () => true,
  );
  const ask = (index: number): Promise<unknown> =>
    http.inject(`/route?number=${7_910_123_000_000_000 + index}&more=${'x'.repeat(JUNK_BYTES)}`);
  await ask(TIMES);
  const before = await live();
  for (let index = 0; index < TIMES; index += 1) await ask(index);
  expect(((await live()) - before) / TIMES).toBeLessThan(MOST_EACH);
  expect(asked).toHaveLength(TIMES + 1);
  await http.close();
});
