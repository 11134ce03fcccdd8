import { connect } from 'node:net';
import { anna, Attacked, KEY } from '../../attacks/support/Attacked';
import { eventually } from '../support/eventually';

let backend: Attacked;

beforeEach(async () => {
  backend = await Attacked.start();
});

afterEach(() => backend.stop());

const POLLS = 20;

test('many polls on one connection are held without a warning of Node, and all end with the connection', async () => {
  const { revision } = (await backend.result('get_agent_status', {}, anna)) as { revision: number };
  const content = {
    id: 1,
    jsonrpc: '2.0',
    method: 'get_agent_status',
    params: { current_status: { status: 'NOT_CONVERSATION', revision, calls: [], missed: [] } },
  };
  const form = new URLSearchParams({ json: JSON.stringify({ headers: anna, content }) }).toString();
  const socket = connect(Number(new URL(backend.address).port), '127.0.0.1');
  const head =
    `POST /asterisk_ng?secret_key=${KEY} HTTP/1.1\r\nHost: x\r\n` +
    `Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${form.length}\r\n\r\n`;
  socket.write((head + form).repeat(POLLS));
  const waiting = async (): Promise<number> =>
    (JSON.parse((await backend.ask('/health')).text) as { waiting: number }).waiting;
  await eventually('all polls', async () => (await waiting()) === POLLS);
  socket.destroy();
  await eventually('no poll', async () => (await waiting()) === 0);
  backend.child.kill('SIGTERM');
  expect(await backend.said()).not.toContain('MaxListenersExceededWarning');
});
