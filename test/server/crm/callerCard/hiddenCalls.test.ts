import type { CallerCard } from '../../../../protocol/callerCard';
import { amoRights } from '../../support/amo/amoRights';
import { CardOffice } from '../../support/CardOffice';

let cards: CardOffice;

beforeEach(async () => {
  cards = await CardOffice.open();
});

afterEach(() => cards.close());

/** A client whom 104, who views their own cards alone, may not view. */
const hideClient = (): void => {
  cards.account.contact('Скрытый', cards.number, { id: 71, responsible_user_id: 2 });
};

/** A call with this agent of so many seconds, which has ended and is in the journal. */
async function past(extension: string, seconds: number, number = cards.number): Promise<void> {
  const logged = (): number => cards.office.amo.count(/POST .*\/(calls|sip)/);
  const before = logged();
  cards.ring([extension], number);
  cards.simulator.answer(extension);
  await cards.office.backend.timer.pass(seconds * 1_000);
  cards.endCall(extension);
  // amoCRM's log is written after the journal.
  await cards.passUntil(
    async () => logged() > before && (await cards.statusWithCards(extension)).calls.length === 0,
  );
}

const secondsOf = (card: CallerCard | null): number[] =>
  (card?.last_calls ?? []).map(({ talk_seconds }) => talk_seconds);

/** Seconds of the last calls on each agent's card of a call with the number. The administrator, 101, has to see so many. */
async function seenBy(extensions: readonly string[], number: string, most: number): Promise<number[][]> {
  cards.ring(['101', ...extensions], number);
  // All cards are made of one reading, at once.
  await cards.cardWhen('101', (card) => secondsOf(card).length === most);
  const seen: number[][] = [];
  for (const extension of extensions) seen.push(secondsOf(await cards.cardOf(extension)));
  for (const extension of ['101', ...extensions]) cards.endCall(extension);
  return seen;
}

test.each(['*679991112233', '#31#9991112233', '989991112233', '+19991112233', '+3729991112233'])(
  'the card of %s, which ends like the number of a client, has no calls of the client',
  async (alike) => {
    hideClient();
    await cards.start();
    await past('102', 60);
    const headers = await cards.office.proven('101');
    expect(await cards.office.backend.call('originate', { phone: alike }, headers)).toBeNull();
    // What is read for this call is read before what is read for the next one.
    cards.ring(['102']);
    expect(secondsOf(await cards.cardWhen('102', ({ last_calls }) => last_calls !== undefined))).toEqual([
      60,
    ]);
    expect(await cards.cardOf('101')).toBeNull();
  },
);

test('every form of the number has the calls of the client', async () => {
  hideClient();
  await cards.start();
  await past('102', 60, '89991112233');
  await past('102', 30, '9991112233');
  expect(await seenBy(['102'], cards.number, 2)).toEqual([[30, 60]]);
});

test.each([
  ['contact', () => hideClient()],
  [
    'company',
    () =>
      cards.account.companies.push({
        id: 70,
        name: 'Скрытая',
        phones: [cards.number],
        responsible_user_id: 2,
        updated_at: 5,
      }),
  ],
])('an own contact with the number of a hidden %s opens no calls of colleagues', async (_kind, hide) => {
  hide();
  cards.account.users.find(({ id }) => id === 4)!.rights = amoRights({ contacts: 'M', companies: 'M' });
  cards.account.contact('Свой', cards.number, { id: 72, responsible_user_id: 4 });
  await cards.start();
  await past('102', 60);
  await past('104', 30);
  expect(await seenBy(['104'], cards.number, 2)).toEqual([[30]]);
});

test('a call with a national form, which may be of a hidden client, is not opened by an own contact abroad', async () => {
  hideClient();
  cards.account.contact('Свой', '+19991112233', { id: 72, responsible_user_id: 4 });
  await cards.start();
  await past('102', 60, '9991112233');
  expect(await seenBy(['104'], '+19991112233', 1)).toEqual([[]]);
});

test('own calls are on the card of a hidden client as on that of a stranger, and those of colleagues by right', async () => {
  hideClient();
  const ofDepartment = amoRights({ contacts: 'G', companies: 'G', group_id: 7 });
  cards.account.users.find(({ id }) => id === 3)!.rights = ofDepartment;
  await cards.start();
  for (const number of [cards.number, '+79995550077']) {
    await past('102', 60, number);
    await past('104', 30, number);
    await past('105', 20, number);
    // 103 views the cards of their department, in which 104 and 105 are.
    expect(await seenBy(['103', '104', '105'], number, 3)).toEqual([[20, 30], [30], [20]]);
  }
});

test('how old the copy of amoCRM is does not tell that a hidden client has the number', async () => {
  hideClient();
  await cards.start();
  await past('104', 30);
  cards.office.amo.fail(/GET/, 'down', 1_000_000);
  await cards.office.backend.timer.pass(600_000);
  cards.ring(['101', '104']);
  await cards.cardWhen('101', ({ age_seconds }) => typeof age_seconds === 'number');
  expect(Object.keys((await cards.cardOf('104')) ?? {})).toEqual(['last_calls']);
});

test('a card whose client changes hands during the call is taken away from who may not view it any more', async () => {
  cards.account.contact('Иван', cards.number, { id: 71, responsible_user_id: 4 });
  await cards.start();
  cards.ring(['101', '104']);
  await cards.cardWhen('104', ({ contact }) => contact?.name === 'Иван');
  const contact = cards.account.contacts.find(({ id }) => id === 71)!;
  Object.assign(contact, {
    name: 'Пётр',
    responsible_user_id: 2,
    updated_at: Math.floor(cards.office.backend.timer.now() / 1_000) + 1,
  });
  await cards.passUntil(async () => (await cards.cardOf('101'))?.contact?.name === 'Пётр');
  await cards.office.until(async () => (await cards.cardOf('104')) === null);
  expect((await cards.statusWithCards('104')).calls.at(-1)).toMatchObject({
    phase: 'RINGING',
    contact_name: null,
  });
});
