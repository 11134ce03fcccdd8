import { withOwnChoice } from '../../../server/history/withOwnChoice';
import { unknownParty } from '../../../server/calls/Party';

const NUMBER = '+74957778899';
const matches = [
  { id: '5', name: 'Сергей Котов' },
  { id: '6', name: 'Марина Котова' },
];
const client = { party: { ...unknownParty(NUMBER), matches }, cards: 'all', isOwned: true } as const;
const choices =
  (...made: readonly (readonly [string, number])[]) =>
  () =>
    Promise.resolve(made.map(([by, contactId], at) => ({ by, contactId, at })));

const nameFor = async (viewer: string, made: Parameters<typeof withOwnChoice>[2]): Promise<unknown> => {
  const { party, ...rest } = await withOwnChoice(client, viewer, made);
  expect(rest).toEqual({ cards: 'all', isOwned: true });
  return party.name;
};

test('of several contacts a past call is of the one that the agent has chosen, and may view', async () => {
  expect(await nameFor('101', choices(['102', 5], ['101', 6]))).toBe('Марина Котова');
  expect(await nameFor('103', choices(['102', 5], ['101', 6]))).toBeNull();
  expect(await nameFor('101', choices(['101', 7]))).toBeNull();
  expect(await nameFor('101', () => Promise.reject(new Error('no store')))).toBeNull();
});

test('of one contact no choice is read', async () => {
  const one = { ...client, party: { ...client.party, name: 'Иван', matches: [] } };
  const never = (): Promise<never> => Promise.reject(new Error('read'));
  expect(await withOwnChoice(one, '101', never)).toBe(one);
});
