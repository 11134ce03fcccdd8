import { HandedOnCalls, type OwnCards } from '../../../../server/crm/callLog/HandedOnCalls';
import type { ClientOwner } from '../../../../server/crm/rights/ClientOwners';

/** A digit too many, which trunks cut. */
const ODD = '899911122330';

const contact = (id: number, responsibleId: number, leadIds: readonly number[] = []) => ({
  ...{ id, name: 'x', responsibleId, phones: [], companyId: null, leadIds },
});

const owner = (id: number, responsibleId: number): ClientOwner => ({
  ...{ kind: 'contacts', id, responsibleId, leadIds: [] },
});

/** @param dialled contacts with the number as it was dialled @param within null: there is no index */
function boundsOf(
  number: string,
  dialled: readonly ReturnType<typeof contact>[],
  within: readonly ClientOwner[] | null,
): Promise<OwnCards | null> {
  const calls = new HandedOnCalls({
    cards: {
      contactsWith: () => Promise.resolve({ cards: dialled, isAll: true }),
      companiesWith: () => Promise.resolve({ cards: [], isAll: true }),
    },
    // Users' ids are the last digits of their extensions.
    isOfAgent: ({ responsibleId }, _kind, extension) => `10${responsibleId}` === extension,
    cardsWith: () => Promise.resolve(within),
  });
  return calls.ownCards({ number, extension: '102' }, new AbortController().signal);
}

const hidden = [owner(71, 2)];

test.each<[string, string, Parameters<typeof boundsOf>[1], Parameters<typeof boundsOf>[2]]>([
  ['a plain number', '+79991112233', [contact(74, 4)], hidden],
  ['one of no card', ODD, [], hidden],
  ['one of the agent’s own card', ODD, [contact(72, 2)], hidden],
  ['one that leads to no other card', ODD, [contact(74, 4)], []],
])('of %s any card may have what was said', async (_what, number, dialled, within) => {
  expect(await boundsOf(number, dialled, within)).toBeNull();
});

test('of a number that may lead to another client only cards of whom the talk was may, and their deals', async () => {
  const dialled = [contact(74, 4, [86]), contact(72, 2, [85])];
  const bounds = await boundsOf(ODD, dialled, hidden);
  const has = (type: 'contacts' | 'companies' | 'leads', id: number): boolean | undefined =>
    bounds?.has({ type, id });
  expect([has('contacts', 74), has('leads', 86), has('companies', 72)]).toEqual([false, false, false]);
  expect([has('contacts', 72), has('leads', 85), has('contacts', 71)]).toEqual([true, true, true]);
});

test('without an index nothing is known of other clients, so it is the same', async () => {
  const bounds = await boundsOf(ODD, [contact(74, 4)], null);
  expect(bounds?.has({ type: 'contacts', id: 74 })).toBe(false);
});
