import Fastify from 'fastify';
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
    const close = await registerFeatures(http, {
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
