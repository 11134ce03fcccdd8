import { ANSWERED_MS, boris, TestBackend } from '../support/startBackend';

let backend: TestBackend;

const NUMBER = '+79101234567';

beforeEach(async () => {
  backend = await TestBackend.start();
});

afterEach(async () => {
  await backend.app.close();
});

/** A caller who gives up after a second. */
async function miss(number: string, extensions = ['101']): Promise<void> {
  backend.app.simulator.incoming(number, extensions, { answersItself: false, givesUpMs: 1_000 });
  await backend.timer.pass(1_000);
}

test('missed calls are listed, those of one number once, the newest first', async () => {
  const start = backend.timer.now() / 1_000;
  await miss(NUMBER);
  await miss('5550123');
  await miss('89101234567');
  const { missed } = await backend.fullStatus();
  expect(missed).toEqual([
    {
      unique_id: '1763700002.3',
      contact_name: 'Иван Петров',
      contact_id: '1001',
      contact_phone: '89101234567',
      count: 2,
      at: start + 3,
    },
    expect.objectContaining({ contact_name: null, contact_phone: '5550123', count: 1 }),
  ]);
});

test('a call that another agent answered or the agent rejected is not missed', async () => {
  backend.app.simulator.incoming(NUMBER, ['101', '102'], { answeredBy: '102', answersItself: false });
  await backend.timer.pass(ANSWERED_MS);
  backend.app.simulator.incoming('5550123', ['101'], { answersItself: false });
  await backend.call('hangup');
  expect([(await backend.fullStatus()).missed, (await backend.fullStatus(boris)).missed]).toEqual([[], []]);
});

test('each agent who rang has the missed call until talking with the number', async () => {
  await miss(NUMBER, ['101', '102']);
  await backend.call('originate', { phone: '89101234567' });
  expect((await backend.fullStatus()).missed).toHaveLength(1);
  await backend.timer.pass(ANSWERED_MS);
  expect((await backend.fullStatus()).missed).toEqual([]);
  expect((await backend.fullStatus(boris)).missed).toHaveLength(1);
});

test('seen missed calls are cleared; one that came later stays', async () => {
  await miss(NUMBER);
  const [seen] = (await backend.fullStatus()).missed;
  await miss('5550123');
  const waiting = backend.poll(await backend.fullStatus());
  expect(await backend.call('clear_missed', { unique_ids: [seen!.unique_id, 'unknown'] })).toBeNull();
  expect((await backend.fullStatus()).missed).toMatchObject([{ contact_phone: '5550123' }]);
  expect(waiting.result).toMatchObject({ missed: [{ contact_phone: '5550123' }] });
  const [other] = (await backend.fullStatus()).missed;
  await miss('5550123');
  await backend.call('clear_missed', { unique_ids: [other!.unique_id] });
  expect((await backend.fullStatus()).missed).toMatchObject([{ contact_phone: '5550123', count: 2 }]);
});

test('clearing unknown ids changes nothing', async () => {
  const { revision } = await backend.fullStatus();
  await backend.call('clear_missed', { unique_ids: ['unknown'] });
  expect((await backend.fullStatus()).revision).toBe(revision);
});
