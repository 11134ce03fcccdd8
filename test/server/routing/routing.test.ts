import fc from 'fast-check';
import type { ConfigurationInput } from '../../../server/config/Configuration';
import { settle } from '../../support/FakeTimer';
import { eventually } from '../support/eventually';
import { KEY, turn } from '../support/startBackend';
import { startRoutes, type RoutesUnderTest, type Responsible } from '../support/startRoutes';

let backend: RoutesUnderTest;
afterEach(() => backend.close());

const OWN = 'key-of-the-dialplan';
const CLIENT = '+79101234567';
const start = async (
  responsible: Responsible,
  routing: ConfigurationInput['routing'] = {},
): Promise<void> => {
  backend = await startRoutes({ routing: { key: OWN, ...routing } }, responsible);
};
const ask = async (query: Record<string, string> | string): Promise<[number, string]> => {
  const text = typeof query === 'string' ? query : new URLSearchParams(query).toString();
  const { statusCode, body, headers } = await backend.http.inject(`/asterisk_ng/route?${text}`);
  expect(headers['content-type']).toBe('text/plain; charset=utf-8');
  return [statusCode, body];
};
const anna: Responsible = () => Promise.resolve('101');

test('the answer is only the extension of the responsible agent, by the key of routing', async () => {
  const asked: string[] = [];
  await start((number) => {
    asked.push(number);
    return Promise.resolve('101');
  });
  expect(await ask({ number: '8 (910) 123-45-67', key: OWN, default: '700' })).toEqual([200, '101']);
  expect(await ask({ number: CLIENT, key: OWN })).toEqual([200, '101']);
  // A plus that was not encoded comes as a space.
  expect(await ask(`number=+79101234567&key=${OWN}`)).toEqual([200, '101']);
  expect(asked).toEqual(['89101234567', CLIENT, '79101234567']);
});

test.each<[string, Responsible]>([
  ['no responsible agent', () => Promise.resolve(null)],
  ['the look-up fails', () => Promise.reject(new Error('amoCRM is away'))],
  [
    'it fails at once',
    () => {
      throw new Error('amoCRM is away');
    },
  ],
  ['the answer is no extension', () => Promise.resolve('101,1)')],
])(
  'when %s, the default is answered: that of the question, else that of the settings',
  async (_what, responsible) => {
    await start(responsible, { default: '600' });
    expect(await ask({ number: CLIENT, key: OWN, default: 'queue-700' })).toEqual([200, 'queue-700']);
    expect(await ask({ number: CLIENT, key: OWN, default: '' })).toEqual([200, '']);
    expect(await ask({ number: CLIENT, key: OWN })).toEqual([200, '600']);
    expect(backend.timer.pending).toBe(0);
  },
);

test('a look-up that does not answer is aborted after 250 ms', async () => {
  let given = new AbortController().signal;
  await start((_number, signal) => {
    given = signal;
    return new Promise((_resolve, reject) =>
      signal.addEventListener('abort', () => reject(new Error('aborted'))),
    );
  });
  let answer: [number, string] | null = null;
  void ask({ number: CLIENT, key: OWN, default: '700' }).then((one) => (answer = one));
  await eventually('the time limit', () => backend.timer.pending > 0);
  await backend.timer.pass(249);
  await turn();
  expect([answer, given.aborted]).toEqual([null, false]);
  await backend.timer.pass(1);
  await turn();
  expect([answer, given.aborted, backend.timer.pending]).toEqual([[200, '700'], true, 0]);
  await settle();
  expect(backend.log.join('')).not.toContain('aborted');
});

test('for an agent on the phone the answer depends on routing.busy', async () => {
  await start(anna);
  backend.simulator.incoming('5550123', ['101'], { answersItself: false });
  expect(await ask({ number: CLIENT, key: OWN, default: '700' })).toEqual([200, '101']);
  await backend.close();
  await start(anna, { busy: 'default' });
  expect(await ask({ number: CLIENT, key: OWN, default: '700' })).toEqual([200, '101']);
  backend.simulator.incoming('5550123', ['101'], { answersItself: false });
  expect(await ask({ number: CLIENT, key: OWN, default: '700' })).toEqual([200, '700']);
});

test('with a wrong key there is no look-up, and the answer is the request’s own default', async () => {
  const asked: string[] = [];
  await start(
    (number) => {
      asked.push(number);
      return Promise.resolve('101');
    },
    { default: '600' },
  );
  for (const key of ['wrong', '', `${OWN}x`])
    expect(await ask({ number: CLIENT, key, default: '700' })).toEqual([403, '700']);
  expect(await ask({ number: CLIENT })).toEqual([403, '']);
  expect(await ask(`number=1&key=${OWN}&key=${OWN}`)).toEqual([403, '']);
  for (let time = 0; time < 40; time += 1) await ask({ number: CLIENT, key: 'wrong' });
  expect(await ask({ number: CLIENT, key: 'wrong', default: '700' })).toEqual([429, '700']);
  await backend.timer.pass(2_000);
  expect(await ask({ number: CLIENT, key: OWN, default: '700' })).toEqual([200, '101']);
  expect(asked).toHaveLength(1);
});

test('without routing.key only secret keys are accepted, and without the section there is no route', async () => {
  backend = await startRoutes({ routing: {} }, anna);
  expect(await ask({ number: CLIENT, key: KEY })).toEqual([200, '101']);
  await backend.close();
  backend = await startRoutes({}, anna);
  expect((await backend.http.inject(`/asterisk_ng/route?key=${KEY}&number=${CLIENT}`)).statusCode).toBe(404);
});

test.each([
  '',
  'anonymous',
  '101',
  '+',
  '12',
  `${CLIENT}${CLIENT}`,
  '7910;rm',
  '${SHELL(id)}',
  '7910123456x',
  '٣٤٥٦٧٨٩',
])('the number %j belongs to no contact', async (number) => {
  await start(anna);
  expect(await ask({ number, key: OWN, default: '700' })).toEqual([200, '700']);
});

test.each(['1,1)', 'a b', '${EXTEN}', '7&8', '"', '\n700', 'x'.repeat(33), '٣'])(
  'the default %j is not repeated',
  async (byDefault) => {
    await start(() => Promise.resolve(null), { default: '600' });
    expect(await ask({ number: CLIENT, key: OWN, default: byDefault })).toEqual([200, '600']);
  },
);

test('for any request, the answer is harmless to a dialplan', async () => {
  await start(anna);
  const part = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom(OWN, CLIENT, '700', '__proto__'),
  );
  const query = fc.oneof(
    fc
      .record({ number: part, key: part, default: part }, { requiredKeys: [] })
      .map((some) => new URLSearchParams(some as Record<string, string>).toString()),
    fc
      .array(fc.tuple(fc.constantFrom('number', 'key', 'default', 'number[]', '__proto__'), part))
      .map((pairs) => new URLSearchParams([...pairs, ['key', OWN]]).toString()),
    fc.string().map(encodeURI),
    fc.constantFrom('%', '%ff', 'number=%zz&key=x', '&&&=', 'key=%00'),
  );
  await fc.assert(
    fc.asyncProperty(query, async (text) => {
      const { statusCode, body } = await backend.http.inject(`/asterisk_ng/route?${text}`);
      expect([200, 403, 429]).toContain(statusCode);
      expect(body).toMatch(/^[A-Za-z0-9_*#+-]{0,32}$/);
    }),
    { numRuns: 500 },
  );
});

test('where routing has a key of its own the secret key opens it no more, and is answered nothing', async () => {
  backend = await startRoutes({ routing: { key: OWN, default: '600' } });
  expect(await ask({ number: CLIENT, key: KEY })).toEqual([403, '']);
  expect(await ask({ number: CLIENT, key: OWN })).toEqual([200, '600']);
  await backend.close();
  backend = await startRoutes({ routing: { default: '600' } });
  expect(await ask({ number: CLIENT, key: KEY })).toEqual([200, '600']);
});
