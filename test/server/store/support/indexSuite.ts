import { IndexedCards } from '../../../../server/crm/clientIndex/IndexedCards';
import { phoneLinks } from '../../../../server/crm/clientIndex/phoneLinks';
import type { Database } from '../../../../server/store/Database';
import type { IndexChanges } from '../../../../server/store/IndexTable';
import { SqlStore } from '../../../../server/store/SqlStore';
import { FakeTimer } from '../../../support/FakeTimer';
import { storeLog } from './storeLog';

const nothing: IndexChanges = { entries: [], deleted: [], notes: new Map() };

/** What every database must do with the index. @param connect to the same data each time, within one test */
// eslint-disable-next-line jest/no-export -- a suite for several test files
export function indexSuite(connect: () => Database): void {
  let store: SqlStore;

  const open = async (): Promise<void> => {
    store = new SqlStore(connect(), new FakeTimer(), storeLog().log);
    await store.open();
  };

  beforeEach(open);
  afterEach(() => store.close());

  test('a page and how far was read are there together after a restart', async () => {
    const contact = {
      kind: 'contacts',
      id: 7,
      text: '{"name":"Я \\""}',
      links: ['phone:234567', 'phone:234567'],
    };
    await store.index.save({ ...nothing, entries: [contact], notes: new Map([['contacts', '1']]) });
    await store.index.save({ ...nothing, notes: new Map([['contacts', '2']]) });
    await store.close();
    await open();
    const { kind, id, text } = contact;
    expect(await store.index.linked('contacts', ['phone:000000', 'phone:234567'], 5)).toEqual([
      { kind, id, text },
    ]);
    expect(await store.index.get('contacts', [7, 8])).toEqual([{ kind, id, text }]);
    expect(await store.index.notes()).toEqual(new Map([['contacts', '2']]));
  });

  test('an entry is replaced with its links; of one that comes twice the last counts; a deleted one is found nowhere', async () => {
    const entry = (id: number, text: string, ...links: string[]) => ({ kind: 'leads', id, text, links });
    await store.index.save({
      ...nothing,
      entries: [entry(1, 'a', 'x'), entry(2, 'b', 'x', 'y'), entry(1, 'c', 'y')],
    });
    const found = async (link: string) =>
      (await store.index.linked('leads', [link], 9)).map(({ text }) => text);
    expect([await found('x'), await found('y')]).toEqual([['b'], ['b', 'c']]);
    await store.index.save({
      ...nothing,
      entries: [entry(2, 'd', 'z')],
      deleted: [{ kind: 'leads', id: 1 }],
    });
    expect([await found('x'), await found('y'), await found('z')]).toEqual([[], [], ['d']]);
    expect(await store.index.get('leads', [1])).toEqual([]);
  });

  test.each(['+79991112233', '89991112233', '9991112233', '+998901112233', '+498991112233'])(
    '%s finds its holder, however many cards have a number that only ends alike',
    async (held) => {
      const entry = (id: number, phone: string) => ({
        kind: 'contacts',
        id,
        text: JSON.stringify({ name: `К ${id}`, responsibleId: 1, phones: [phone], companyId: null }),
        links: phoneLinks([phone]),
      });
      const others = Array.from({ length: 300 }, (_, at) => entry(at + 2, `+1${2_020 + at}112233`));
      await store.index.save({ ...nothing, entries: [entry(1, held), ...others] });
      const cards = new IndexedCards(store.index);
      // Also by the form in which a call may show it.
      const forms = held.includes('9991112233') ? ['+79991112233', '89991112233'] : [held];
      for (const form of forms)
        expect((await cards.contactsWith(form)).cards.map(({ id }) => id)).toEqual([1]);
    },
  );

  test('a large page is written and read', async () => {
    const entries = Array.from({ length: 1_300 }, (_, id) => ({
      kind: 'contacts',
      id: id + 1,
      text: String(id),
      links: ['all', `phone:${id}`],
    }));
    await store.index.save({ ...nothing, entries });
    expect((await store.index.linked('contacts', ['all'], 2)).map(({ id }) => id)).toEqual([1_300, 1_299]);
    const ids = entries.map(({ id }) => id);
    expect(await store.index.get('contacts', ids)).toHaveLength(1_300);
  });
}
