import { amoRights } from '../../support/amo/amoRights';
import { OutcomeOffice } from './OutcomeOffice';

/** A deal of one's own takes no colleague's talk, recording and note. */
let office: OutcomeOffice;

beforeEach(async () => {
  office = await OutcomeOffice.open();
  office.cards.fillAccount();
  const { account, number } = office.cards;
  // Agent 104 views only their own cards, and has made a contact with the client's number and a deal.
  account.contact('Свой', number, { id: 74, responsible_user_id: 4, leadIds: [86] });
  account.leads.push({
    ...{ id: 86, responsible_user_id: 4, pipeline_id: 5, status_id: 20, name: 'x', price: 1, updated_at: 7 },
  });
  // Agent 103 may not view that deal.
  const [user] = account.users.filter(({ id }) => id === 3);
  Object.assign(user ?? {}, {
    rights: amoRights({ contacts: 'G', companies: 'D', leads: 'M', group_id: 7 }),
  });
  await office.start();
});

afterEach(() => office.close());

const choose = (who: string, unique_id: string, more: object = {}): Promise<unknown> =>
  office.ask(who, 'set_outcome', { unique_id, outcome_id: 'sold', written_at: office.now(), ...more });

/** The notes of the deal, once the call's entry and note are in amoCRM. */
async function onDeal(text: string): Promise<number> {
  const { account } = office.cards;
  await office.cards.passUntil(async () => Promise.resolve(office.notesWith(text) > 0));
  return account.notes.filter(({ entity_id }) => entity_id === 86).length;
}

test('who has handed a client over takes the colleague’s talk to no deal of their own', async () => {
  const first = await office.talk('104');
  const unique_id = await office.handOver('104', '102');
  expect(await choose('104', first, { lead_id: '86' })).toBeNull();
  expect(
    await office.ask('102', 'save_note', { unique_id, text: 'Тайна', written_at: office.now() }),
  ).toBeNull();
  office.cards.endCall('102');
  await office.callOf('102', 'ENDED');
  expect(await onDeal('Тайна')).toBe(0);
});

test('nor where the colleague chooses an outcome and does not see the deal', async () => {
  const first = await office.talk('104');
  const unique_id = await office.handOver('104', '103');
  expect(await choose('104', first, { lead_id: '86' })).toBeNull();
  await office.cards.office.backend.timer.pass(1_000);
  expect(await choose('103', unique_id)).toBeNull();
  expect(
    await office.ask('103', 'save_note', { unique_id, text: 'Тайна', written_at: office.now() }),
  ).toBeNull();
  office.cards.endCall('103');
  await office.callOf('103', 'ENDED');
  expect(await onDeal('Тайна')).toBe(0);
  // It is no fault to choose again.
  await office.cards.office.backend.timer.pass(1_000);
  expect(await choose('103', unique_id)).toBeNull();
});

test('a deal counts for the own call', async () => {
  const unique_id = await office.talk('104');
  expect(await choose('104', unique_id, { lead_id: '86' })).toBeNull();
  expect(
    await office.ask('104', 'save_note', { unique_id, text: 'Своё', written_at: office.now() }),
  ).toBeNull();
  office.cards.endCall('104');
  await office.callOf('104', 'ENDED');
  expect(await onDeal('Своё')).toBe(2);
});
