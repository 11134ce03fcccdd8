import { RightsOffice } from '../support/RightsOffice';
import type { FullStatus } from '../support/startBackend';

const COLLEAGUES_NUMBER = '+79995550000';

let office: RightsOffice;

beforeEach(async () => {
  office = RightsOffice.prepare();
  await office.start({ mode: 'off' }, { index: false });
});

afterEach(() => office.close());

const statusOf = (extension: string): Promise<FullStatus> =>
  office.backend.fullStatus(office.claimed(extension));

/** A client rings at the agent. @returns the id of the agent's call */
async function ring(extension: string, number: string): Promise<string> {
  office.backend.app.simulator.incoming(number, [extension], { answersItself: false, givesUpMs: 600_000 });
  const callOf = async (): Promise<FullStatus['calls'][number] | undefined> =>
    (await statusOf(extension)).calls.find(({ contact_phone }) => contact_phone === number);
  await office.until(async () => (await callOf()) !== undefined);
  return (await callOf())!.unique_id;
}

const made = (unique_id: string, ids: readonly number[], extension = '102'): Promise<unknown> =>
  office.backend.call(
    'client_made',
    { unique_id, cards: ids.map((id) => ({ kind: 'contacts', id: String(id) })) },
    office.claimed(extension),
  );

const searchesOf = (number: string): number =>
  office.amo.seen.filter(
    ({ path, query }) => path.endsWith('/contacts') && number.endsWith(query.get('query') ?? 'none'),
  ).length;

test('cards that an agent says they have made have no caller of a colleague looked up again, and few of their own', async () => {
  office.amo.account.contact('Чужой', COLLEAGUES_NUMBER, { id: 70 });
  await ring('101', COLLEAGUES_NUMBER);
  await office.passUntil(async () => (await statusOf('101')).calls.at(-1)?.contact_name === 'Чужой');
  const mine = await ring('102', office.number);
  await office.passUntil(() => searchesOf(office.number) > 0);
  for (let id = 0; id < 100; id += 1) expect(await made(mine, [70, 1_000 + id])).toBeNull();
  office.amo.account.contact('Новый', '+79995550001', { id: 71 });
  await ring('103', '+79995550001');
  await office.passUntil(async () => (await statusOf('103')).calls.at(-1)?.contact_name === 'Новый');
  // The searches of the agent wait for those that ring, and are all done before the last one is.
  office.amo.account.contact('Свой', office.number, { id: 72 });
  await office.passUntil(async () => (await statusOf('102')).calls.at(-1)?.contact_name === 'Свой');
  expect(searchesOf(COLLEAGUES_NUMBER)).toBe(1);
  expect(searchesOf(office.number)).toBeLessThanOrEqual(9);
});

test('a card is read once for a call', async () => {
  const mine = await ring('102', office.number);
  await office.passUntil(() => searchesOf(office.number) === 1);
  office.amo.account.contact('Свой', office.number, { id: 72 });
  for (let time = 0; time < 20; time += 1) await made(mine, [72]);
  await office.passUntil(async () => (await statusOf('102')).calls.at(-1)?.contact_name === 'Свой');
  expect(searchesOf(office.number)).toBe(2);
});

test('look-ups that fail since an agent says to have made cards have one line of the log a minute', async () => {
  const other = '+79991112244';
  const [first, second] = [await ring('102', office.number), await ring('103', other)];
  await office.passUntil(() => searchesOf(office.number) === 1 && searchesOf(other) === 1);
  office.amo.fail(/GET \/api\/v4\/contacts/, { status: 500 }, 1_000);
  const lines = (): number =>
    office.backend.log.filter((line) => line.includes('amocrm.caller-lookup-failed')).length;
  for (let id = 1; id <= 8; id += 1) await made(first, [id]);
  await office.passUntil(() => searchesOf(office.number) === 9 && lines() > 0);
  await office.backend.timer.pass(60_000);
  expect(await made(second, [9], '103')).toBeNull();
  await office.passUntil(() => searchesOf(other) === 2 && lines() > 1);
  expect(lines()).toBe(2);
});
