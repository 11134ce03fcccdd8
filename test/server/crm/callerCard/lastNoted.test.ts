import { NO_FACTS, type CardFacts, type PastCall } from '../../../../server/crm/callerCard/CardFacts';
import { lastCalls } from '../../../../server/crm/callerCard/lastCalls';
import type { NotedCall, SeenCards } from '../../../../server/crm/callerCard/NotedCall';

const AGREED = { ru: 'Договорились', en: 'Agreed', es: 'Acordado', pt: 'Combinado' };
const AT = 1_763_600_000;

/** The call of so many hours ago. */
const past = (hours: number): PastCall => ({
  id: `c${hours}`,
  direction: 'inbound',
  startedAt: (AT - hours * 3_600) * 1_000,
  talkSeconds: 60,
  outcome: 'answered',
  extension: '102',
  extensions: ['102'],
  journal: '',
});

const noted = (text = 'Ждёт смету', rest: Partial<NotedCall> = {}): NotedCall => ({
  extension: '102',
  talkSeconds: 60,
  texts: [{ name: 'Борис', text }],
  outcome: AGREED,
  ...rest,
});

const viewer = {
  extension: '101',
  mayView: () => true,
  mayViewCallOf: () => true,
  nameOf: (extension: string) => (extension === '102' ? 'Борис' : null),
};

/** Hours and notes of the calls of a card. @param known by hours, what the agent may know of it */
function shown(
  hours: readonly number[],
  known: ReadonlyMap<number, NotedCall>,
  may: Partial<typeof viewer> = {},
): unknown[] {
  const facts = { ...NO_FACTS, calls: hours.map(past) };
  const calls = lastCalls(facts, { ...viewer, ...may }, ({ id }) => known.get(Number(id.slice(1))) ?? null);
  return calls.map(({ at, note }) => [(AT - at) / 3_600, ...(note ? [note.text] : [])]);
}

test('the last talk with a note has it, and no other one; it is there after whatever many calls', () => {
  const notes = new Map([
    [2, noted()],
    [9, noted('Старое')],
  ]);
  expect(shown([1, 2, 9, 10], notes)).toEqual([[1], [2, 'Ждёт смету'], [9]]);
  expect(shown([1, 3, 5, 7, 9, 10], notes)).toEqual([[1], [3], [9, 'Старое']]);
  expect(shown([9], notes)).toEqual([[9, 'Старое']]);
  expect(shown([1, 3, 5, 7], notes)).toEqual([[1], [3], [5]]);
});

test('an own part of a talk that is a hidden colleague’s is there with its note alone', () => {
  expect(shown([1, 2, 3], new Map([[2, noted()]]), { mayViewCallOf: () => false })).toEqual([
    [2, 'Ждёт смету'],
  ]);
});

test('an author who did not have the talk last is named, and of two both, the later one first', () => {
  const text = (...texts: NotedCall['texts']): unknown =>
    lastCalls({ ...NO_FACTS, calls: [past(1)] }, viewer, () => noted('', { texts }))[0]?.note?.text;
  const [byBoris, byVera] = [
    { name: 'Борис', text: ' Ждёт\n\nсмету ' },
    { name: 'Вера', text: 'Звонить после обеда' },
  ];
  expect(text(byBoris)).toBe('Ждёт смету');
  expect(text(byVera)).toBe('Вера: Звонить после обеда');
  expect(text(byVera, byBoris)).toBe('Борис: Ждёт смету · Вера: Звонить после обеда');
  expect(text()).toBe('');
});

test('of a call that the agent has dialled and handed on it counts besides whose the number may be', () => {
  const mine = { kind: 'contacts', responsibleId: 1 } as const;
  const dialled = (more: Partial<PastCall> = {}): PastCall => ({
    ...past(1),
    ...{ direction: 'outbound', extensions: ['101', '102'], ...more },
  });
  const seen = (call: PastCall, within: CardFacts['within']): unknown => {
    const asked: SeenCards[] = [];
    const calls = lastCalls(
      { ...NO_FACTS, owners: [mine], within, calls: [call] },
      { ...viewer, mayView: (_kind, card) => card.responsibleId === 1, mayViewCallOf: () => false },
      (_call, client) => {
        asked.push(client);
        return null;
      },
    );
    return [calls.length, asked.map(({ cards }) => cards)];
  };
  const hidden = [{ ...mine, responsibleId: 2 }];
  expect(seen(dialled(), [])).toEqual([1, ['all']]);
  expect(seen(dialled(), [mine])).toEqual([1, ['all']]);
  expect(seen(dialled(), hidden)).toEqual([0, ['some']]);
  // Calls that came in, and that others have dialled.
  expect(seen(dialled({ direction: 'inbound' }), hidden)).toEqual([1, ['all']]);
  expect(seen(dialled({ extensions: ['102'] }), hidden)).toEqual([1, ['all']]);
});

test('what is asked of the client is what the agent may view of all cards with the number', () => {
  const asked: SeenCards[] = [];
  const card = { kind: 'contacts', responsibleId: 1 } as const;
  const ask = (owners: CardFacts['owners'], ids: readonly number[], seesAll = false): unknown =>
    lastCalls(
      { ...NO_FACTS, owners, calls: [past(1)] },
      {
        ...viewer,
        mayView: (_kind, { responsibleId }) => ids.includes(responsibleId ?? 0),
        mayViewCallOf: (extension) => seesAll || extension !== null,
      },
      (_call, client) => {
        asked.push(client);
        return null;
      },
    );
  const two = [card, { ...card, responsibleId: 2 }];
  ask(two, [1, 2]);
  ask(two, [1]);
  ask(two, []);
  // Notes of colleagues must not tell an unknown number from that of a hidden client.
  ask([], [], true);
  ask([], [1]);
  expect(asked).toEqual([
    { cards: 'all', isOwned: true },
    { cards: 'some', isOwned: true },
    { cards: 'none', isOwned: true },
    { cards: 'all', isOwned: false },
    { cards: 'some', isOwned: false },
  ]);
});
