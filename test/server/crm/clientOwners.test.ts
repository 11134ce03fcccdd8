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
    { kind: 'contacts', id: 71, responsibleId: 2, leadIds: [81] },
    // Of more companies than are looked at some may be anyone's.
    { kind: 'companies', id: 0, responsibleId: null, leadIds: [] },
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

test('who asks for a number that waits in another agent’s turn asks in the own one, too', async () => {
  const answers = new Map<string, (isThere: boolean) => void>();
  const asked: string[] = [];
  const cardsFor = (asker: string) => ({
    contactsWith: () => {
      asked.push(asker);
      return new Promise<never>((resolve, reject) =>
        answers.set(asker, (isThere) =>
          isThere ? resolve({ cards: [], isAll: true } as never) : reject(new Error(`down for ${asker}`)),
        ),
      );
    },
    companiesWith: () => Promise.resolve({ cards: [], isAll: true }),
  });
  const owners = new ClientOwners({ cardsFor, clock: new FakeTimer(), signal: new AbortController().signal });
  const first = owners.of('+79991112233', '104');
  const own = owners.of('+79991112233', '102');
  const again = [owners.of('+79991112233', '102'), owners.of('+79991112233', '104')];
  expect(asked).toEqual(['104', '102']);
  answers.get('102')?.(true);
  expect(await Promise.all([own, ...again])).toEqual([[], [], []]);
  await owners.of('+79991112233', '103');
  expect(asked).toHaveLength(2);
  answers.get('104')?.(false);
  await expect(first).rejects.toThrow('down for 104');
  // What is known stays known.
  await owners.of('+79991112233', '104');
  expect(asked).toHaveLength(2);
});

test('where both fail each hears why, and it is asked again', async () => {
  let count = 0;
  const cardsFor = (asker: string) => ({
    contactsWith: () => Promise.reject(new Error(`down for ${asker}, ${(count += 1)}`)),
    companiesWith: () => Promise.reject(new Error('down')),
  });
  const owners = new ClientOwners({ cardsFor, clock: new FakeTimer(), signal: new AbortController().signal });
  const both = ['104', '102'].map((asker) => owners.of('+79991112233', asker));
  const reasons = (await Promise.allSettled(both)).map(
    (one) => one.status === 'rejected' && String(one.reason),
  );
  expect(reasons).toEqual(['Error: down for 104, 1', 'Error: down for 102, 2']);
  await expect(owners.of('+79991112233', '104')).rejects.toThrow('down for 104, 3');
});
