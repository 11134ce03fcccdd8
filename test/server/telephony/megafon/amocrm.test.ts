import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../../../server/system/Clock';
import { VatsCall } from '../../../support/megafon/vatsPushes';
import { FakeAmo } from '../../support/amo/FakeAmo';
import { TOKEN } from '../../support/amo/GrantOffice';
import { MegafonBackend, vera } from './startMegafon';
import { passUntil } from '../../support/passUntil';

const VERA = { user: 'vera', ext: '704' };
const CLIENT = '79101112233';

let amo: FakeAmo;
let backend: MegafonBackend;
let folder: string;

beforeEach(async () => {
  amo = new FakeAmo(systemClock);
  amo.account.contact('Мария Лебедева', '+7 910 111-22-33', { responsible_user_id: 2 });
  folder = mkdtempSync(join(tmpdir(), 'megafon-'));
  backend = await MegafonBackend.start({
    contacts: [],
    amocrm: { address: await amo.listen(), token: TOKEN, calls: { outbox: join(folder, 'outbox') } },
  });
  await backend.known();
});

afterEach(async () => {
  await backend.close();
  await amo.close();
  rmSync(folder, { recursive: true });
  expect(amo.violations).toEqual([]);
});

/** Time passes slowly enough for amoCRM to answer. */
async function until(condition: () => boolean): Promise<void> {
  for (let turn = 1; !condition(); turn += 1) {
    if (turn % 20 === 0) await backend.timer.pass(50);
    await new Promise(setImmediate);
  }
}

test('a call stands in amoCRM with its recording, at the agent who has talked', async () => {
  const link = 'https://records.test/c1.mp3';
  const call = new VatsCall('c1', CLIENT, 'in').rings(VERA).accepted(VERA).completed(VERA);
  await backend.pushAll(call.history(VERA, 'Success', { duration: '60', wait: '10', link }).pushes);
  await until(() => amo.account.calls.length > 0);
  expect(amo.account.calls).toMatchObject([
    { direction: 'inbound', phone: `+${CLIENT}`, duration: 50, link, call_status: 4, call_responsible: 2 },
  ]);
});

test('a call that rings gets the name out of amoCRM', async () => {
  await backend.pushAll(new VatsCall('c1', CLIENT, 'in').rings(VERA).pushes);
  const call = async () => (await backend.fullStatus(vera)).calls[0];
  await passUntil(
    backend.timer,
    10,
    'the name is shown',
    async () => (await call())?.contact_name === 'Мария Лебедева',
  );
  expect(await call()).toMatchObject({ phase: 'RINGING', responsible: 'Борис Орлов' });
});

test('who calls and who is responsible is answered out of amoCRM, so that the VATS can route', async () => {
  const answered = backend.push({ cmd: 'contact', phone: CLIENT, callid: 'c1' });
  let body = '';
  void answered.then((answer) => (body = answer.body));
  for (let turn = 1; body === ''; turn += 1) {
    // 900 ms are never over.
    if (turn % 50 === 0) await backend.timer.pass(1);
    await new Promise(setImmediate);
  }
  expect(JSON.parse(body)).toEqual({ contact_name: 'Мария Лебедева', responsible: 'vera' });
});
