import { CardOffice } from '../support/CardOffice';

const UNKNOWN = '+79995550077';

let cards: CardOffice;

beforeEach(async () => {
  cards = await CardOffice.open();
  await cards.office.start(undefined, {
    index: true,
    calls: { outbox: `${cards.office.folder}/outbox`, unknown: 'unsorted' },
  });
  await cards.office.untilIndexed();
  await cards.office.untilRights('ok');
});

afterEach(() => cards.close());

/** The agent has talked with the unknown number, and the call is among the unsorted leads. */
async function talked(extension: string): Promise<void> {
  const before = cards.account.unsorted.length;
  cards.ring([extension], UNKNOWN);
  cards.simulator.answer(extension);
  await cards.passUntil(
    async () => (await cards.statusWithCards(extension)).calls.at(-1)?.phase === 'CONVERSATION',
  );
  cards.endCall(extension);
  await cards.passUntil(() => Promise.resolve(cards.account.unsorted.length > before));
}

/** Who had the calls that are at the contact. */
const logged = (): unknown[] => cards.account.calls.map(({ call_responsible }) => call_responsible).sort();

test('an own contact of who sees own cards alone takes no call of a colleague to it, and that of who sees all takes all', async () => {
  await talked('102');
  await talked('104');
  cards.account.contact('Новый', UNKNOWN, { id: 910, responsible_user_id: 4 });
  const left = (): number => cards.account.unsorted.length;
  /** The agent makes the contact during a call, so that fewer calls are unsorted; then that call is logged as well. */
  const makes = async (extension: string, unsorted: number, count: number): Promise<void> => {
    cards.ring([extension], UNKNOWN);
    await cards.passUntil(async () => (await cards.statusWithCards(extension)).calls.length > 0);
    const unique_id = (await cards.statusWithCards(extension)).calls.at(-1)?.unique_id;
    const params = { unique_id, cards: [{ kind: 'contacts', id: '910' }] };
    const headers = await cards.office.proven(extension);
    expect(await cards.office.backend.call('client_made', params, headers)).toBeNull();
    await cards.passUntil(() => Promise.resolve(left() === unsorted));
    cards.simulator.answer(extension);
    cards.endCall(extension);
    await cards.passUntil(() => Promise.resolve(logged().length === count));
  };
  // Calls of one number are logged one after another: what is moved is there before the call on which the contact was made.
  await makes('104', 1, 2);
  expect([logged(), left()]).toEqual([[4, 4], 1]);
  await makes('102', 0, 4);
  expect([logged(), left()]).toEqual([[2, 2, 4, 4], 0]);
});
