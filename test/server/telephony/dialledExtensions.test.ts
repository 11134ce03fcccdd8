import { FakeEcss10, leg } from '../../support/ecss10/FakeEcss10';
import type { FullStatus } from '../support/startBackend';
import { Ecss10Backend } from './ecss10/startEcss10';
import { MegafonBackend } from './megafon/startMegafon';

/** A client's number as cards and pages have it: the extension behind it is dialled by hand. */
const WRITTEN = [
  '+7 495 123-45-67 доб. 12',
  '8 (495) 123-45-67, ext. 12',
  '+74951234567,,12',
  '+74951234567#12',
  '+74951234567;ext=12',
];

const ends: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

test('a VATS, which can dial no more than a number, gets it without the extension', async () => {
  const backend = await MegafonBackend.start();
  ends.push(() => backend.close());
  await backend.known();
  for (const phone of WRITTEN) {
    expect(await backend.call('originate', { phone })).toBeNull();
    expect(backend.vats.state.orders.splice(0)).toMatchObject([{ user: 'andy', phone: '74951234567' }]);
    expect((await backend.fullStatus()).calls.at(-1)).toMatchObject({ contact_phone: '+74951234567' });
    // An order without a push is given up, and no longer shown 20 s later.
    await backend.timer.pass(81_000);
  }
});

test('so does a softswitch, and who calls from such a number is shown by the number alone', async () => {
  const ecss = await FakeEcss10.start();
  const backend = await Ecss10Backend.start(ecss);
  ends.push(() => backend.close());
  await backend.up();
  for (const [index, phone] of WRITTEN.entries()) {
    expect(await backend.call('originate', { phone })).toBeNull();
    const before = 'ENDED NO_ANSWER, '.repeat(index);
    await backend.until(`${before}DIALING`);
    ecss.change(`m${index + 1}`, { state: 'released' });
    await backend.until(`${before}ENDED NO_ANSWER`);
  }
  expect(ecss.seen.filter((one) => one.startsWith('call.make'))).toEqual(
    WRITTEN.map(() => 'call.make 240101 74951234567'),
  );
  ecss.report(leg('a', { remote_digits: '84951234567;ext=12' }));
  await backend.until(`${'ENDED NO_ANSWER, '.repeat(WRITTEN.length)}RINGING`);
  const { calls } = (await backend.call('get_agent_status', { current_status: null })) as FullStatus;
  expect(calls.map(({ contact_phone }) => contact_phone)).toEqual(
    [...WRITTEN, 'who rings'].map(() => '+74951234567'),
  );
});
