import { CardOffice } from '../../support/CardOffice';

let cards: CardOffice;

beforeEach(async () => {
  cards = await CardOffice.open();
});

afterEach(() => cards.close());

test('ten contacts that an agent has made push no client of another one out of sight', async () => {
  for (let id = 10; id < 20; id += 1)
    cards.account.contact(`Чужой ${id}`, cards.number, { id, responsible_user_id: 2 });
  cards.account.contact('Клиент', cards.number, { id: 71, responsible_user_id: 4 });
  await cards.start();
  cards.ring(['101', '104']);
  // 104 views their own contacts alone.
  const card = await cards.cardWhen('104', ({ contact }) => contact !== undefined);
  expect(card.contact?.id).toBe('71');
  const { contact_matches } = (await cards.statusWithCards('101')).calls.at(-1)!;
  expect(contact_matches?.map(({ id }) => id)).toEqual([
    '10',
    '71',
    '11',
    '12',
    '13',
    '14',
    '15',
    '16',
    '17',
    '18',
  ]);
});

test('a choice for a number stays when one is made for another number that ends alike', async () => {
  const alike = '+19991112233';
  for (const [index, number] of [cards.number, cards.number, alike, alike].entries())
    cards.account.contact(`Контакт ${index}`, number, { id: 71 + index, responsible_user_id: 2 });
  await cards.start();
  const headers = await cards.office.proven('101');
  const choose = async (number: string, contact_id: string): Promise<void> => {
    cards.ring(['101'], number);
    await cards.office.until(
      async () => (await cards.statusWithCards('101')).calls.at(-1)?.contact_matches?.length === 2,
    );
    const unique_id = (await cards.statusWithCards('101')).calls.at(-1)?.unique_id;
    const params = { unique_id, contact_id };
    expect(await cards.office.backend.call('choose_contact', params, headers)).toBeNull();
    cards.endCall('101');
    await cards.passUntil(async () => (await cards.statusWithCards('101')).calls.length === 0);
  };
  await choose(cards.number, '72');
  await choose(alike, '73');
  // Another form of the first number.
  cards.ring(['101'], '89991112233');
  const card = await cards.cardWhen('101', ({ contact }) => contact !== undefined);
  expect(card).toMatchObject({ contact: { id: '72' }, is_chosen: true });
});
