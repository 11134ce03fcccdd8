import type { AccountLife } from '../../sandbox/page/Account';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox';
import { eventually } from '../server/support/eventually';
import { emptyWidget } from './support/emptyWidget';

const HEADERS = { 'content-type': 'application/json' };

let sandbox: Sandbox;
/** Tasks of the business, before there are new calls. */
let planned: number;

beforeEach(async () => {
  sandbox = await startSandbox({ zip: await emptyWidget() });
  planned = sandbox.account.life.tasks.length;
});

afterEach(() => sandbox.close());

const isNew = ({ uniq }: { readonly uniq: string }): boolean => !uniq.startsWith('before-');

/** The account as the page gets it, without the calls and callers that it begins with. */
async function life(): Promise<AccountLife> {
  const all = (await (await fetch(`${sandbox.url}/ajax/life`)).json()) as AccountLife;
  const unsorted = all.unsorted.filter(({ call }) => isNew(call));
  return { ...all, calls: all.calls.filter(isNew), unsorted };
}

test('the API refuses all requests without the token, before it reads the body', async () => {
  const answers = await Promise.all([
    fetch(`${sandbox.url}/api/v4/calls`, { method: 'POST', headers: HEADERS, body: '[]' }),
    fetch(`${sandbox.url}/api/v4/users`),
    fetch(`${sandbox.url}/api/v4/contacts`, { headers: { authorization: 'Bearer another' } }),
    fetch(`${sandbox.url}/api/v4/calls`, { method: 'POST', headers: HEADERS, body: '[{' }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
  for (const answer of answers)
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
});

test('a call of the backend is logged in the account, with a recording that supports ranges', async () => {
  const { simulator } = sandbox.backend;
  simulator.incoming('+79101234567', ['101'], { answersItself: false });
  simulator.answer('101');
  simulator.farHangup('101');
  await eventually('the call in the account', () => sandbox.account.life.calls.some(isNew));
  const { calls } = await life();
  expect(calls).toMatchObject([{ direction: 'inbound', phone: '+79101234567', status: 4, who: 7_461_242 }]);
  const link = calls[0]?.link ?? '';
  expect(link).toMatch(new RegExp(`^${sandbox.url}/`));
  const part = await fetch(link, { headers: { range: 'bytes=0-3' } });
  expect([part.status, part.headers.get('content-type'), await part.text()]).toEqual([
    206,
    'audio/wav',
    'RIFF',
  ]);
  const head = await fetch(link, { method: 'HEAD' });
  expect(Number(head.headers.get('content-length'))).toBeGreaterThan(10_000);
  expect((await fetch(link.replace('/recordings/', '/recordings/x'))).status).toBe(403);
  expect((await fetch(`${sandbox.url}/telephony/recordings/..%2fhealth`)).status).toBe(404);
  await sandbox.backend.kill();
  expect((await fetch(link)).status).toBe(502);
});

test('a missed call of an unknown number becomes an unsorted caller and a task, in the language of the business', async () => {
  await fetch(`${sandbox.url}/ajax/account?lang=en`);
  const { simulator, business } = sandbox.backend;
  simulator.incoming(business.unknownNumber, ['102'], { answersItself: false });
  simulator.farHangup('102');
  await eventually('the task in the account', () => sandbox.account.life.tasks.length > planned);
  const { unsorted, tasks, calls } = await life();
  expect(calls).toEqual([]);
  expect(unsorted).toMatchObject([
    {
      name: `Call from ${business.unknownNumber}`,
      call: { duration: 0, status: 6, link: null, who: 7_461_243 },
    },
  ]);
  expect(tasks.slice(0, -planned)).toMatchObject([
    { text: `Call back: missed call from ${business.unknownNumber}`, responsible: 7_461_243, isDone: false },
  ]);

  const before = sandbox.backend.address;
  await fetch(`${sandbox.url}/desk/start-over`, { method: 'POST' });
  const { version, cards, calls: left, unsorted: callers, tasks: open } = await life();
  expect([left, callers, open.length]).toEqual([[], [], planned]);
  expect([version, cards.length, sandbox.backend.address]).toEqual([1, business.cards.length, before]);
});

test('a call that ended just before the backend was killed is logged after its restart', async () => {
  const { simulator } = sandbox.backend;
  simulator.incoming('+79101234567', ['101'], { answersItself: false });
  simulator.farHangup('101');
  await sandbox.backend.kill();
  await sandbox.backend.revive();
  await eventually('the task in the account', () => sandbox.account.life.tasks.length > planned);
  const { calls, tasks } = await life();
  expect([calls.length, tasks.length]).toEqual([1, planned + 1]);
});
