import { ClientOwners } from '../../../server/crm/rights/ClientOwners';
import { FakeTimer } from '../../support/FakeTimer';

test('whose the cards with a number are is asked for once, however many requests want it', async () => {
  const timer = new FakeTimer();
  const asked: string[] = [];
  let isDown = true;
  const found = (kind: string) => (number: string) => {
    asked.push(`${kind} ${number}`);
    if (isDown) return Promise.reject(new Error('down'));
    const card = { id: 71, name: 'x', responsibleId: 2, phones: [], companyId: null, leadIds: [81] };
    return Promise.resolve({ cards: kind === 'contacts' ? [card] : [], isAll: kind === 'contacts' });
  };
  const cards = { contactsWith: found('contacts'), companiesWith: found('companies') };
  const owners = new ClientOwners({
    cardsFor: () => cards,
    clock: timer,
    signal: new AbortController().signal,
  });
  // What can't be asked is asked again.
  await expect(owners.of('+79991112233', '101')).rejects.toThrow('down');
  isDown = false;
  asked.length = 0;
  const answers = await Promise.all(Array.from({ length: 300 }, () => owners.of('+79991112233', '101')));
  expect(asked).toEqual(['contacts +79991112233', 'companies +79991112233']);
  expect(answers[299]).toEqual([
    { kind: 'contacts', responsibleId: 2, leadIds: [81] },
    // Of more companies than are looked at some may be anyone's.
    { kind: 'companies', responsibleId: null, leadIds: [] },
  ]);
  // The same number in another form.
  await owners.of('89991112233', '102');
  expect(asked).toHaveLength(2);
  owners.forget();
  await owners.of('+79991112233', '101');
  expect(asked).toHaveLength(4);
  await timer.pass(600_000);
  await owners.of('+79991112233', '101');
  expect(asked).toHaveLength(6);
});
