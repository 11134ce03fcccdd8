import * as v from 'valibot';
import { methods } from '../../../protocol/methods';
import { TestBackend } from '../support/startBackend';

const MANY = 5_000;
const wrong = Array.from({ length: MANY }, () => ({}));

const REQUESTS = {
  get_agent_status: { current_status: { status: 'NOT_CONVERSATION', call_info: null, calls: wrong } },
  client_made: { unique_id: 'x', cards: wrong },
  clear_missed: { unique_ids: wrong },
} as const;

type Asked = keyof typeof REQUESTS;

const issuesOf = (method: Asked): number =>
  v.safeParse(methods[method].params, REQUESTS[method]).issues?.length ?? 0;

test('once the backend is there, the first issue of a wrong request is looked for and no other', async () => {
  // What a request costs otherwise.
  expect(issuesOf('get_agent_status')).toBeGreaterThan(MANY);
  const backend = await TestBackend.start();
  const asked = Object.keys(REQUESTS) as Asked[];
  expect(asked.map(issuesOf)).toEqual([1, 1, 1]);
  for (const method of asked) expect(await backend.call(method, REQUESTS[method])).toBe(410);
  await backend.app.close();
});
