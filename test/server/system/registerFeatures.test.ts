import { EventEmitter, once } from 'node:events';
import Fastify from 'fastify';
import { FakeTimer } from '../../support/FakeTimer';
import { systemClock } from '../../../server/system/Clock';
import { registerFeatures } from '../../../server/system/registerFeatures';

const fail = (): never => {
  throw new Error('it fails');
};

test.each(['cancelStart', 'release', 'close'] as const)(
  'a feature whose %s fails is logged, and the server and the other features close',
  async (step) => {
    const [closed, lines]: [string[], string[]] = [[], []];
    const http = Fastify({ logger: { stream: { write: (line) => void lines.push(line) } } });
    http.addHook('onClose', () => void closed.push('server'));
    const close = await registerFeatures(http, systemClock, {
      first: { release: () => void closed.push('released'), close: () => void closed.push('first') },
      faulty: { [step]: fail },
      last: { close: () => void closed.push('last') },
    });
    await http.ready();
    await close();
    expect(closed).toEqual(['released', 'last', 'first', 'server']);
    expect(lines.filter((line) => line.includes('"feature":"faulty"'))).toHaveLength(1);
  },
);

test.each(['cancelStart', 'release', 'close'] as const)(
  'a feature whose %s never ends is logged, and the server and the other features close',
  async (step) => {
    const [closed, lines, timer]: [string[], string[], FakeTimer] = [[], [], new FakeTimer()];
    const http = Fastify({ logger: { stream: { write: (line) => void lines.push(line) } } });
    http.addHook('onClose', () => void closed.push('server'));
    const hangs = new EventEmitter();
    const begun = once(hangs, 'begun');
    const close = await registerFeatures(http, timer, {
      first: { release: () => void closed.push('released'), close: () => void closed.push('first') },
      faulty: {
        [step]: () => {
          hangs.emit('begun');
          return new Promise(() => undefined);
        },
      },
      last: { close: () => void closed.push('last') },
    });
    await http.ready();
    const closing = close();
    await begun;
    expect(closed).not.toContain('server');
    await timer.pass(4_000);
    await closing;
    expect(closed).toEqual(['released', 'last', 'first', 'server']);
    expect(lines.filter((line) => line.includes('"feature":"faulty"'))).toHaveLength(1);
    expect(timer.pending).toBe(0);
  },
);
