import { CardOffice } from '../../support/CardOffice';

let cards: CardOffice;

beforeEach(async () => {
  cards = await CardOffice.open();
  cards.fillAccount();
  await cards.start();
  // 101 talks with the client.
  cards.ring(['101']);
  cards.simulator.answer('101');
});

afterEach(() => cards.close());

const ANNA = { extension: '101', name: 'Оператор 101' };
const CLIENT = {
  contact: { id: '71', name: 'Иван Петров' },
  company: { id: '70', name: 'Ромашка' },
  currency: 'RUB',
};

test('who is consulted about a client sees the card before answering, and after the client was handed over', async () => {
  expect(await cards.command('101', 'consult', { phone: '102' })).toBeNull();
  const asked = await cards.cardWhen('102', ({ about_phone }) => about_phone === cards.number);
  expect(asked).toMatchObject({
    ...CLIENT,
    leads: [{ name: 'Окна' }, { name: 'Двери' }],
    why: { consulted_by: { ...ANNA, presence: 'TALKING' } },
  });
  cards.simulator.answer('102');
  expect(await cards.command('101', 'complete_transfer')).toBeNull();
  const taken = await cards.cardWhen(
    '102',
    ({ about_phone, contact }) => !about_phone && contact?.id === '71',
  );
  expect(taken).toMatchObject({ ...CLIENT, why: { transferred_by: ANNA } });
  expect((await cards.statusWithCards('102')).calls.at(-1)).toMatchObject({
    contact_phone: cards.number,
    contact_name: 'Иван Петров',
  });
});

test('who is asked again right after a consultation that was cancelled sees the card again', async () => {
  const { backend } = cards.office;
  const headers = await cards.office.proven('101');
  const unique_id = (await cards.statusWithCards('101')).calls[0]?.unique_id;
  for (let time = 0; time < 2; time += 1) {
    expect(await backend.call('consult', { unique_id, phone: '102' }, headers)).toBeNull();
    await cards.passUntil(async () => (await cards.cardOf('102'))?.about_phone === cards.number);
    expect(await cards.cardOf('102')).toMatchObject({ ...CLIENT, why: { consulted_by: ANNA } });
    expect(await backend.call('cancel_transfer', { unique_id }, headers)).toBeNull();
    await cards.passUntil(async () => (await cards.statusWithCards('102')).calls.at(-1)?.phase !== 'RINGING');
  }
});

test('who gets a client by a blind transfer sees the card, and by whom, before answering', async () => {
  expect(await cards.command('101', 'redirect', { phone: '102' })).toBeNull();
  const card = await cards.cardWhen('102', ({ why }) => why?.transferred_by?.extension === '101');
  expect(card).toMatchObject({ ...CLIENT, why: { transferred_by: { ...ANNA, presence: 'FREE' } } });
  expect((await cards.statusWithCards('102')).calls.at(-1)).toMatchObject({
    phase: 'RINGING',
    contact_phone: cards.number,
    contact_name: 'Иван Петров',
  });
});

test('colleagues who talk about no client have no card', async () => {
  cards.endCall('101');
  await cards.passUntil(async () => (await cards.statusWithCards('101')).calls.length === 0);
  const headers = await cards.office.proven('101');
  expect(await cards.office.backend.call('originate', { phone: '102' }, headers)).toBeNull();
  await cards.passUntil(async () => (await cards.statusWithCards('102')).calls.length > 0);
  // What else was to be read for the call is read by now.
  cards.ring(['103']);
  await cards.office.until(async () => (await cards.statusWithCards('103')).calls.length > 0);
  expect(await cards.cardOf('102')).toBeNull();
});
