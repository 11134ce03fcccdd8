import { CardOffice } from '../support/CardOffice';
import { identitySection } from '../support/amoToken';

let cards: CardOffice;

beforeEach(async () => {
  cards = await CardOffice.open();
});

afterEach(() => cards.close());

const AMO_DOWN = /contacts|companies/;

/** What the widget gets of the agent's last call: who it is, and how far the backend is. */
async function shown(headers: object): Promise<readonly [unknown, unknown]> {
  const call = (await cards.statusWithCards('', headers)).calls.at(-1)!;
  return [call.contact_name, call['contact_lookup']];
}

test.each([
  ['off', { mode: 'off' }],
  ['required', identitySection],
])(
  'where neither the store nor amoCRM says who calls, that is said, and the caller is named once one of them can; identity: %s',
  async (mode, identity) => {
    cards.fillAccount();
    await cards.start(identity);
    const headers = mode === 'off' ? cards.office.claimed('101') : await cards.office.proven('101');
    cards.inStore('ALTER TABLE index_links RENAME TO hidden_links');
    cards.office.amo.fail(AMO_DOWN, { status: 502 }, 1_000_000);
    cards.ring(['101']);
    await cards.passUntil(async () => (await shown(headers))[1] === 'FAILED');
    expect(await shown(headers)).toEqual([null, 'FAILED']);
    cards.office.amo.mend();
    await cards.passUntil(async () => (await shown(headers))[1] === 'DONE');
    expect(await shown(headers)).toEqual(['Иван Петров', 'DONE']);
  },
);
