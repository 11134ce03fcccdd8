import type { Database } from '../../../../server/store/Database';
import { SqlStore } from '../../../../server/store/SqlStore';
import { FakeTimer } from '../../../support/FakeTimer';
import { storeLog } from './storeLog';

const CHOICE = '{"contactId":7}';

/** What choices among contacts must do in every database. @param connect to the same data each time, within one test */
// eslint-disable-next-line jest/no-export -- a suite for several test files
export function choicesSuite(connect: () => Database): void {
  const opened: SqlStore[] = [];

  async function open(): Promise<SqlStore> {
    const store = new SqlStore(connect(), new FakeTimer(), storeLog().log);
    opened.push(store);
    await store.open();
    return store;
  }

  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
  });

  test('a choice is there after a restart, and a later one takes its place', async () => {
    const store = await open();
    await store.choices.save('9101234567', '{"contactId":6}');
    await store.choices.save('9101234567', CHOICE);
    await store.close();
    const again = await open();
    expect([await again.choices.get('9101234567'), await again.choices.get('1')]).toEqual([CHOICE, null]);
  });

  test('choices of version 3, which had them among the cards, are taken over, and cards stay', async () => {
    const store = await open();
    const sql = (text: string) => ({ sql: text, values: [] });
    await store.writeNow([
      sql('DROP TABLE chosen_contacts'),
      sql(`INSERT INTO index_entries (kind, id, text) VALUES ('choices', 9101234567, '${CHOICE}')`),
      sql(`INSERT INTO index_entries (kind, id, text) VALUES ('contacts', 7, '{}')`),
      sql(`UPDATE facts SET value = '3' WHERE name = 'schema'`),
    ]);
    await store.close();
    const again = await open();
    expect(await again.choices.get('9101234567')).toBe(CHOICE);
    const left = [await again.index.get('choices', [9101234567]), await again.index.get('contacts', [7])];
    expect(left.map(({ length }) => length)).toEqual([0, 1]);
  });
}
