import { Simulator } from '../../../../server/telephony/simulator/Simulator';
import { asAsterisk } from './asAsterisk';
import { OutcomeOffice } from './OutcomeOffice';

/** The client's rights hold whom an agent consults outside meanwhile: Asterisk reports a consultation as of the client's whole call. */
let office: OutcomeOffice;
const { start } = Simulator.prototype;
const OWN = '+79030000017';

beforeEach(async () => {
  office = await OutcomeOffice.open();
  office.cards.fillAccount();
  const { account } = office.cards;
  // Agent 104 views only their own cards: a contact with their own mobile, and its deal.
  account.contact('Свой', OWN, { id: 74, responsible_user_id: 4, leadIds: [86] });
  account.leads.push({
    ...{ id: 86, responsible_user_id: 4, pipeline_id: 5, status_id: 20, name: 'x', price: 1, updated_at: 7 },
  });
  Simulator.prototype.start = function (listener): Promise<void> {
    return start.call(this, asAsterisk(listener));
  };
  await office.start();
});

afterEach(() => {
  Simulator.prototype.start = start;
  return office.close();
});

/** The agent's last call, once the far end has picked up. */
async function talks(who: string): Promise<string> {
  const last = async (): Promise<{ unique_id: string; phase: string } | undefined> =>
    (await office.cards.statusWithCards(who)).calls.at(-1);
  await office.cards.passUntil(async () => (await last())?.phase === 'CONVERSATION');
  return (await last())?.unique_id ?? '';
}

test('a deal of one’s own takes no colleague’s talk by a consultation of one’s own mobile', async () => {
  const first = await office.talk('104');
  const choose = (): Promise<unknown> =>
    office.ask('104', 'set_outcome', {
      ...{ unique_id: first, outcome_id: 'sold', lead_id: '86', written_at: office.now() },
    });
  expect(await choose()).toBe('UnknownContact');
  expect(await office.ask('104', 'consult', { unique_id: first, phone: OWN })).toBeNull();
  expect(await choose()).toBe('UnknownContact');
});

test('who has handed a client over reads nothing of the colleague’s while they consult outside', async () => {
  const first = await office.talk('104');
  const unique_id = await office.handOver('104', '102');
  await office.ask('102', 'save_note', { unique_id, text: 'Тайна', written_at: office.now() });
  const read = (): Promise<unknown> => office.ask('104', 'get_note', { unique_id: first });
  expect(await read()).toMatchObject({ others: [] });
  expect(await office.ask('102', 'consult', { unique_id, phone: '+79035554433' })).toBeNull();
  expect(await read()).toMatchObject({ others: [] });
});

test('who was consulted outside and is handed on has a note of their own', async () => {
  const { account, number } = office.cards;
  expect(await office.ask('104', 'originate', { phone: OWN })).toBeNull();
  const first = await talks('104');
  const choice = { unique_id: first, outcome_id: 'sold', lead_id: '86', written_at: office.now() };
  expect(await office.ask('104', 'set_outcome', choice)).toBeNull();
  expect(await office.ask('104', 'consult', { unique_id: first, phone: number })).toBeNull();
  const second = await talks('104');
  expect(await office.ask('104', 'hangup', { unique_id: first })).toBeNull();
  const unique_id = await office.handOver('104', '102');
  await office.ask('102', 'save_note', { unique_id, text: 'Тайна', written_at: office.now() });
  for (const id of [first, second])
    expect(await office.ask('104', 'get_note', { unique_id: id })).toMatchObject({ others: [] });
  office.cards.endCall('102');
  await office.callOf('102', 'ENDED');
  await office.cards.passUntil(async () => Promise.resolve(office.notesWith('Тайна') > 0));
  const written = account.notes.filter(({ params }) => params.text?.includes('Тайна') === true);
  expect(written).toMatchObject([
    { entity_id: 71, params: { text: expect.not.stringContaining('Sold') as string } },
  ]);
});
