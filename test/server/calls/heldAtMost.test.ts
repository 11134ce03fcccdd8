import { boris, TestBackend, turn } from '../support/startBackend';

let backend: TestBackend;

beforeEach(async () => {
  backend = await TestBackend.start();
});

afterEach(() => backend.app.close());

test('of more polls than a person has browsers the oldest is answered with the present status, and no colleague’s', async () => {
  const [hers, his] = [await backend.fullStatus(), await backend.fullStatus(boris)];
  const other = backend.poll(his, boris);
  const polls = Array.from({ length: 34 }, () => backend.poll(hers));
  await turn();
  expect(polls.map(({ result }) => result === 'waiting')).toEqual(polls.map((_, index) => index >= 2));
  expect(polls[0]?.result).toMatchObject({ status: 'NOT_CONVERSATION', revision: hers.revision, calls: [] });
  expect(other.result).toBe('waiting');
  backend.app.simulator.incoming('+79101234567', ['101'], { answersItself: false });
  await turn();
  const shown = polls.slice(2).map(({ result }) => result !== 'waiting' && result.calls.length);
  expect(new Set(shown)).toEqual(new Set([1]));
});
