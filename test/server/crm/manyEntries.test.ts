import type { AmoClient } from '../../../server/crm/client/AmoClient';
import { LoggedCallFinder } from '../../../server/crm/callLog/LoggedCallFinder';

test('a card with more calls than are looked at hides the entry on no other one', async () => {
  const other = { uniq: 'x', entityId: 910 };
  const own = { uniq: 'c1~mark', entityId: 71 };
  const client: Pick<AmoClient, 'request'> = {
    // 250 a page, without an end, on the card that an agent has filled.
    request: ({ path }) =>
      Promise.resolve(
        (path.includes('/910/')
          ? { read: Array.from({ length: 250 }, () => other), count: 250 }
          : { read: [own], count: 1 }) as never,
      ),
  };
  const finder = new LoggedCallFinder(client as AmoClient);
  const cards = [910, 71].map((id) => ({ type: 'contacts', id }) as const);
  const found = await finder.findCallOn(
    cards,
    { keys: ['c1~mark'], startedAt: 0 },
    new AbortController().signal,
  );
  expect(found).toEqual({ card: { type: 'contacts', id: 71 }, uniq: 'c1~mark' });
});
