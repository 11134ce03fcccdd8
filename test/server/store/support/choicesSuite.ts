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

  test("each agent's choice is there after a restart, and a later one of the same agent takes its place", async () => {
    const store = await open();
    await store.choices.save('9101234567', '102', '{"contactId":6}');
    await store.choices.save('9101234567', '104', '{"contactId":8}');
    await store.choices.save('9101234567', '102', CHOICE);
    await store.close();
    const again = await open();
    const made = [await again.choices.of('9101234567'), await again.choices.of('1')];
    expect(made.map((one) => Object.fromEntries(one))).toEqual([{ 102: CHOICE, 104: '{"contactId":8}' }, {}]);
  });

  test.each<[number, string]>([
    [3, `INSERT INTO index_entries (kind, id, text) VALUES ('choices', 9101234567, '${CHOICE}')`],
    [5, 'CREATE TABLE chosen_contacts (number_key TEXT PRIMARY KEY, text TEXT NOT NULL)'],
  ])('choices of version %i, which were of no agent, are deleted, and cards stay', async (version, made) => {
    const store = await open();
    const sql = (text: string) => ({ sql: text, values: [] });
    await store.writeNow([
      sql('DROP TABLE contact_choices'),
      sql(made),
      sql(`INSERT INTO index_entries (kind, id, text) VALUES ('contacts', 7, '{}')`),
      sql(`UPDATE facts SET value = '${version}' WHERE name = 'schema'`),
    ]);
    await store.close();
    const again = await open();
    await again.choices.save('9101234567', '102', CHOICE);
    expect([...(await again.choices.of('9101234567'))]).toEqual([['102', CHOICE]]);
    const left = [await again.index.get('choices', [9101234567]), await again.index.get('contacts', [7])];
    expect(left.map(({ length }) => length)).toEqual([0, 1]);
    await expect(again.writeNow([sql('DELETE FROM chosen_contacts')])).rejects.toThrow();
  });
}
