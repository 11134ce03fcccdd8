import { HistoryMethods } from '../../../server/history/HistoryMethods';

const agent = { email: 'anna@example.com', extension: '101', name: 'Анна' };
const query = { scope: 'own', limit: 50 } as const;

test('of an agent who asks on and on the latest requests are answered, and of who has left none', async () => {
  const begun: AbortSignal[] = [];
  let go = (): void => undefined;
  const methods = new HistoryMethods({
    pages: {
      read: (_viewer, _query, _searched, signal) => {
        begun.push(signal);
        return new Promise((resolve) => (go = () => resolve({ calls: [], next: null })));
      },
    },
    calls: { find: () => Promise.resolve(null) },
    lines: { seen: () => Promise.resolve(null) },
    hasDepartment: () => false,
    peopleLike: () => Promise.resolve([]),
    linkTo: () => Promise.resolve(null),
  });
  const left = new AbortController();
  const signals = Array.from({ length: 100 }, () => new AbortController().signal);
  signals[99] = left.signal;
  const answers = signals.map((signal) =>
    methods.list(agent, query, signal).then(
      () => 'page',
      (error: unknown) => (error as Error).message,
    ),
  );
  left.abort();
  for (let round = 0; round < 20; round += 1) {
    await new Promise(setImmediate);
    go();
  }
  const came = await Promise.all(answers);
  expect(begun).toEqual(signals.slice(95, 99));
  expect(came.filter((one) => one === 'page')).toHaveLength(4);
  expect(new Set(came)).toEqual(new Set(['page', 'TooManyRequests']));
});
