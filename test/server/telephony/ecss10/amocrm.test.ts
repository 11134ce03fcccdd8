import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../../../server/system/Clock';
import { FakeEcss10, leg } from '../../../support/ecss10/FakeEcss10';
import { FakeAmo } from '../../support/amo/FakeAmo';
import { TOKEN } from '../../support/amo/GrantOffice';
import { Ecss10Backend } from './startEcss10';
import { passUntil } from '../../support/passUntil';

const CLIENT = '79101112233';

test('a call of the softswitch shows who calls and stands in amoCRM, at the agent who has talked', async () => {
  const amo = new FakeAmo(systemClock);
  amo.account.contact('Мария Лебедева', '+7 910 111-22-33');
  const folder = mkdtempSync(join(tmpdir(), 'ecss10-amo-'));
  const ecss = await FakeEcss10.start();
  const backend = await Ecss10Backend.start(
    ecss,
    {},
    { amocrm: { address: await amo.listen(), token: TOKEN, calls: { outbox: join(folder, 'outbox') } } },
  );
  await backend.up();
  ecss.report(leg('1', { remote_digits: CLIENT }));
  await backend.until('RINGING');
  const name = async (): Promise<string> =>
    JSON.stringify(await backend.call('get_agent_status', { current_status: null }));
  await passUntil(backend.timer, 1, 'the name is shown', async () =>
    (await name()).includes('Мария Лебедева'),
  );
  ecss.change('1', { state: 'talking', has_answer_time: true });
  await backend.until('CONVERSATION');
  await backend.timer.pass(7_000);
  ecss.change('1', { state: 'released' });
  await backend.until('ENDED HUNG_UP');
  // The record waits for the next phone of a queue, and amoCRM answers in its own time.
  for (let turn = 0; amo.account.calls.length === 0; turn += 1) {
    if (turn % 20 === 0) await backend.timer.pass(100);
    await new Promise(setImmediate);
  }
  expect(amo.account.calls).toMatchObject([
    { direction: 'inbound', phone: `+${CLIENT}`, duration: 7, call_status: 4, call_responsible: 1 },
  ]);
  await backend.close();
  await amo.close();
  rmSync(folder, { recursive: true });
  expect(amo.violations).toEqual([]);
});
