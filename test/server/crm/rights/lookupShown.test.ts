import { CardOffice } from '../../support/CardOffice';

const NEVER_ASKED = '+79995550000';

let cards: CardOffice;

beforeEach(async () => {
  cards = await CardOffice.open();
});

afterEach(() => cards.close());

/** Who calls the agent at last, and how far the backend is. */
async function shown(extension: string): Promise<unknown[]> {
  const call = (await cards.statusWithCards(extension)).calls.at(-1);
  return [call?.contact_phone, call?.contact_name, call?.['contact_lookup']];
}

const untilShown = (extension: string, lookup: string): Promise<void> =>
  cards.passUntil(async () => (await shown(extension))[2] === lookup);

test('no agent sees that a client hidden from them, or a stranger, was looked up for a colleague', async () => {
  cards.fillAccount();
  await cards.start();
  const stranger = '+79995551111';
  cards.ring(['101']);
  cards.ring(['102'], stranger);
  await untilShown('101', 'DONE');
  await untilShown('102', 'DONE');
  expect(await shown('101')).toEqual([cards.number, 'Иван Петров', 'DONE']);
  expect(await shown('102')).toEqual([stranger, null, 'DONE']);
  // What is asked now has no answer, so what was kept before would show.
  cards.inStore('ALTER TABLE index_links RENAME TO hidden_links');
  cards.office.amo.fail(/contacts|companies/, { status: 502 }, 1_000_000);
  cards.ring(['103']);
  cards.ring(['104'], stranger);
  cards.ring(['105'], NEVER_ASKED);
  await untilShown('105', 'FAILED');
  expect(await shown('103')).toEqual([cards.number, null, 'FAILED']);
  expect(await shown('104')).toEqual([stranger, null, 'FAILED']);
  // Who may see the client has the name at once.
  cards.endCall('102');
  cards.ring(['102']);
  expect(await shown('102')).toEqual([cards.number, 'Иван Петров', 'DONE']);
  cards.office.amo.mend();
  cards.inStore('ALTER TABLE hidden_links RENAME TO index_links');
  await untilShown('103', 'DONE');
  expect(await shown('103')).toEqual([cards.number, null, 'DONE']);
});
