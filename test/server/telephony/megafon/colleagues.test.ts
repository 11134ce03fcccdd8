import { VatsCall } from '../../../support/megafon/vatsPushes';
import { MegafonBackend } from './startMegafon';
import { eventually } from '../../support/eventually';

const VERA = { user: 'vera@vats.example.com' };
const CLIENT = '79101234567';

let backend: MegafonBackend;

beforeEach(async () => {
  backend = await MegafonBackend.start();
  await backend.known();
});

afterEach(async () => {
  await backend.close();
});

test('a colleague of the VATS who is no agent can be found and called', async () => {
  backend.vats.state.users = [
    ...backend.vats.state.users,
    { login: 'olga', name: 'Ольга Белых', ext: '709' },
  ];
  await backend.timer.pass(600_000);
  const found = async (): Promise<unknown[]> =>
    (await backend.call('get_contacts', { start_with: 'ольга', max_results: 5 })) as unknown[];
  await eventually('a colleague is found', async () => (await found()).length > 0);
  expect(await found()).toMatchObject([{ name: 'Ольга Белых', phone: '709', presence: null }]);
  expect(await backend.call('originate', { phone: '709' })).toBeNull();
  expect((await backend.fullStatus()).calls).toMatchObject([{ direction: 'INTERNAL', contact_phone: '709' }]);
});

test.each(['rest', 'old'])('with the API %s the phone book shows do not disturb', async (api) => {
  await backend.close();
  backend = await MegafonBackend.start({ vats: { api } });
  const presence = async (): Promise<string> =>
    JSON.stringify(await backend.call('get_contacts', { start_with: 'вера', max_results: 5 }));
  /** Time passes slowly enough for the VATS to answer. */
  const until = async (wanted: string): Promise<void> => {
    for (let turn = 1; !(await presence()).includes(wanted); turn += 1) {
      if (turn % 50 === 0) await backend.timer.pass(5_000);
      await new Promise(setImmediate);
    }
  };
  await backend.known();
  expect(await presence()).toContain('"FREE"');
  backend.vats.state.dnd.add('vera');
  await until('"DO_NOT_DISTURB"');
  await backend.pushAll(new VatsCall('c1', CLIENT, 'in').rings(VERA).pushes);
  expect(await presence()).toContain('"RINGING"');
  await backend.pushAll(new VatsCall('c1', CLIENT, 'in').cancelled(VERA).pushes);
  backend.vats.state.dnd.clear();
  await until('"FREE"');
});
