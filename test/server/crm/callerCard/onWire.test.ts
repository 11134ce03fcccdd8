import { amoRights } from '../../support/amo/amoRights';
import { CardOffice, DUE_AT } from '../../support/CardOffice';

let cards: CardOffice;

beforeEach(async () => {
  cards = await CardOffice.open();
});

afterEach(() => cards.close());

const KEY_OF_DIALPLAN = 'key-of-the-dialplan';

test('while it rings the card has leads by name of stage, next task, last calls and the responsible agent, without a request', async () => {
  const { office } = cards;
  cards.fillAccount();
  await cards.start();
  office.incoming();
  cards.simulator.answer('104');
  await office.backend.timer.pass(65_000);
  cards.endCall('104');
  // The call is logged in amoCRM, and gone from the screen.
  await cards.passUntil(
    async () => office.amo.count(/POST .*\/calls/) === 1 && (await cards.cardOf('101')) === null,
  );
  const before = office.amo.seen.length;
  cards.ring(['101']);
  // Last calls come from the store, behind what the index has.
  const card = await cards.cardWhen('101', ({ last_calls }) => last_calls !== undefined);
  // The test's clock runs on while the store is read, so the index may be old by it.
  expect({ ...card, age_seconds: undefined }).toEqual({
    contact: { id: '71', name: 'Иван Петров' },
    company: { id: '70', name: 'Ромашка' },
    responsible: { name: 'Пользователь 102', extension: '102', presence: 'FREE' },
    leads: [
      { id: '80', name: 'Окна', price: 180_000, stage: 'Договор', pipeline: 'Продажи' },
      { id: '81', name: 'Двери', price: 9_000, stage: 'Замер', pipeline: 'Продажи' },
    ],
    currency: 'RUB',
    task: {
      id: '90',
      text: 'Прислать смету',
      due_at: DUE_AT,
      of: { kind: 'leads', id: '80' },
      responsible: 'Пользователь 102',
    },
    last_calls: [
      expect.objectContaining({ direction: 'INBOUND', outcome: 'answered', with: 'Оператор 104' }),
    ],
  });
  // The responsible agent takes another call: everyone sees it at once.
  cards.ring(['102'], '+79990000001');
  await cards.cardWhen('101', ({ responsible }) => responsible?.presence === 'RINGING');
  cards.simulator.answer('102');
  await cards.cardWhen('101', ({ responsible }) => responsible?.presence === 'TALKING');
  cards.endCall('102');
  await cards.cardWhen('101', ({ responsible }) => responsible?.presence === 'FREE');
  expect(cards.askedSince(before)).toEqual([]);
  expect((await office.statusOf('101')).calls.map(({ card: sent }) => sent)).toEqual(
    (await office.statusOf('101')).calls.map(() => undefined),
  );
});

test("sums have the account's currency, also after a restart while amoCRM is away; without one they are plain", async () => {
  const { office } = cards;
  cards.fillAccount();
  cards.account.currency = 'KZT';
  await cards.start();
  await office.stop();
  office.amo.fail(/account/, { status: 403 }, 1_000_000);
  await cards.start();
  cards.ring(['101']);
  expect((await cards.cardWhen('101', ({ leads }) => leads !== undefined)).currency).toBe('KZT');
});

test('a token that may not read the account makes sums plain and nothing older', async () => {
  cards.fillAccount();
  cards.office.amo.fail(/account/, { status: 403 }, 1_000_000);
  // It resolves once a look has found everything.
  await cards.start();
  cards.ring(['101']);
  const card = await cards.cardWhen('101', ({ leads }) => leads !== undefined);
  expect([card.leads?.length, card.currency]).toEqual([2, undefined]);
});

test('an agent sees of the card what their user may view in amoCRM', async () => {
  cards.fillAccount();
  const user = cards.account.users.find(({ id }) => id === 2)!;
  user.rights = amoRights({ contacts: 'A', companies: 'D', leads: 'D' });
  await cards.start();
  cards.office.incoming();
  const card = await cards.cardWhen('102', ({ contact }) => contact !== undefined);
  // It is the responsible agent, who knows what their own phone does.
  expect({ ...card, age_seconds: undefined }).toEqual({
    contact: { id: '71', name: 'Иван Петров' },
    responsible: { name: 'Пользователь 102', extension: '102', presence: null },
  });
  // 105 views nothing, 104 their own cards alone.
  for (const extension of ['104', '105']) expect(await cards.cardOf(extension)).toBeNull();
});

test('one of several contacts is chosen once for the number, for all who may view it, also after a restart', async () => {
  const { office } = cards;
  cards.account.contact('Иван', office.number, { id: 71, responsible_user_id: 2 });
  cards.account.contact('Мария', office.number, { id: 72, responsible_user_id: 4 });
  await cards.start();
  office.incoming();
  await office.until(
    async () => (await cards.statusWithCards('101')).calls.at(-1)?.contact_matches?.length === 2,
  );
  expect((await cards.cardOf('101'))?.contact).toBeUndefined();
  const { unique_id } = (await cards.statusWithCards('101')).calls.at(-1)!;
  const headers = await office.proven('101');
  const choose = (contact_id: string): Promise<unknown> =>
    office.backend.call('choose_contact', { unique_id, contact_id }, headers);
  const { methods } = (await office.backend.call('ping', {}, headers)) as { methods: string[] };
  expect(methods).toContain('choose_contact');
  expect(await choose('73')).toBe('UnknownContact');
  const foreign = { unique_id: 'of-a-colleague', contact_id: '72' };
  expect(await office.backend.call('choose_contact', foreign, headers)).toBe('NoActiveCall');
  expect(await choose('72')).toBeNull();
  await cards.cardWhen('102', ({ contact }) => contact?.id === '72');
  expect(await cards.cardOf('101')).toMatchObject({ contact: { id: '72', name: 'Мария' }, is_chosen: true });
  await office.stop();
  await cards.start();
  office.incoming();
  await cards.cardWhen('101', ({ contact }) => contact?.id === '72');
});

test('a card says its age when amoCRM could not be asked for minutes', async () => {
  const { office } = cards;
  cards.fillAccount();
  await cards.start();
  office.amo.fail(/GET/, 'down', 1_000_000);
  await office.backend.timer.pass(600_000);
  cards.ring(['101']);
  const { age_seconds } = await cards.cardWhen('101', ({ contact }) => contact !== undefined);
  expect(age_seconds).toBeGreaterThanOrEqual(500);
});

test('without proof of the user a card says only why it rings: the responsible agent was not free', async () => {
  const { office } = cards;
  cards.fillAccount();
  await cards.start({ mode: 'off' }, { routing: { key: KEY_OF_DIALPLAN, busy: 'default', default: '700' } });
  cards.ring(['102'], '+79990000001');
  const query = new URLSearchParams({ number: office.number, key: KEY_OF_DIALPLAN }).toString();
  expect((await office.backend.app.http.inject(`/asterisk_ng/route?${query}`)).body).toBe('700');
  office.incoming();
  const card = () => cards.cardOf('101', office.claimed('101'));
  await office.until(async () => (await card()) !== null);
  expect(await card()).toEqual({
    why: { not_routed: { name: 'Оператор 102', extension: '102', reason: 'BUSY' } },
  });
  expect(office.backend.log.some((line) => line.includes('responsible agent is not free'))).toBe(true);
});
