import { identitySection } from '../../support/amoToken';
import { OUTCOMES, OutcomeOffice } from './OutcomeOffice';

/** Without an index whose a client is has to be asked of amoCRM, and is kept for a while. */
let office: OutcomeOffice;

beforeEach(async () => {
  office = await OutcomeOffice.open();
  const { folder } = office.cards.office;
  await office.cards.office.start(identitySection, {
    calls: { outbox: `${folder}/outbox`, outcomes: OUTCOMES },
  });
  await office.cards.office.untilRights('ok');
});

afterEach(() => office.close());

test('a client whom a colleague has made, and who is hidden, is hidden in the next request', async () => {
  const { account, number } = office.cards;
  const first = await office.talk('104');
  const unique_id = await office.handOver('104', '102');
  const text = 'Тайна';
  expect(await office.ask('102', 'save_note', { unique_id, text, written_at: office.now() })).toBeNull();
  const others = async (): Promise<readonly object[]> => {
    const asked = office.ask('104', 'get_note', { unique_id: first });
    return ((await office.cards.office.inTime(asked)) as { others: readonly object[] }).others;
  };
  // No card has the number.
  expect(await others()).toMatchObject([{ text }]);
  account.contact('Скрытый', number, { id: 71, responsible_user_id: 2 });
  const made = { unique_id, cards: [{ kind: 'contacts', id: '71' }] };
  expect(await office.ask('102', 'client_made', made)).toBeNull();
  const before = office.now();
  await office.cards.passUntil(async () => (await others()).length === 0);
  expect(office.now() - before).toBeLessThan(60);
});
