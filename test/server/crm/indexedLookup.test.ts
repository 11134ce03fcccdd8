import { identitySection } from '../support/amoToken';
import { CardOffice } from '../support/CardOffice';

let cards: CardOffice;

beforeEach(async () => {
  cards = await CardOffice.open();
});

afterEach(() => cards.close());

const STRANGER = '+79995550077';

/** What the widget gets of the agent's last call: who it is, and how far the backend is. */
async function shown(headers: object): Promise<readonly [unknown, unknown]> {
  const { contact_name, contact_lookup } = (await cards.statusWithCards('', headers)).calls.at(-1)!;
  return [contact_name, contact_lookup];
}

/** Resolves once the backend has looked. */
const done = (headers: object): Promise<void> =>
  cards.office.until(async () => (await shown(headers))[1] === 'DONE');

test.each([
  ['off', { mode: 'off' }],
  ['required', identitySection],
])(
  'with a full index the status says that the widget need not ask amoCRM, identity: %s',
  async (mode, identity) => {
    cards.fillAccount();
    await cards.start(identity);
    const before = cards.office.amo.seen.length;
    const headers = mode === 'off' ? cards.office.claimed('101') : await cards.office.proven('101');
    cards.ring(['101']);
    // From the first status on, which may be made before the index is read.
    expect((await shown(headers))[1]).toMatch(/^(UNDER_WAY|DONE)$/);
    await done(headers);
    expect(await shown(headers)).toEqual(['Иван Петров', 'DONE']);
    cards.endCall('101');
    cards.ring(['101'], STRANGER);
    expect((await shown(headers))[1]).toMatch(/^(UNDER_WAY|DONE)$/);
    await done(headers);
    expect(await shown(headers)).toEqual([null, 'DONE']);
    // Calls are written into amoCRM meanwhile.
    expect(cards.askedSince(before).filter((request) => request.startsWith('GET'))).toEqual([]);
    // Of a withheld number there is nothing to look up.
    cards.endCall('101');
    cards.ring(['101'], '');
    expect(await shown(headers)).toEqual([null, undefined]);
  },
);

test('the status of an agent who may not view the client says that the look-up is done', async () => {
  cards.fillAccount();
  await cards.start();
  cards.ring(['104']);
  const headers = await cards.office.proven('104');
  await done(headers);
  expect(await shown(headers)).toEqual([null, 'DONE']);
});

test('without an index the widget asks by itself', async () => {
  await cards.office.start({ mode: 'off' });
  cards.ring(['101'], STRANGER);
  expect(await shown(cards.office.claimed('101'))).toEqual([null, undefined]);
});
