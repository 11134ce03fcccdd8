import { phoneEnd } from '../../../protocol/isSamePhone';
import { IndexedCrm } from '../support/amo/IndexedCrm';

const HELD = '+79991112233';

let office: IndexedCrm;

beforeEach(async () => {
  office = new IndexedCrm({ index: true });
  await office.start();
});

afterEach(() => office.close());

test('an index of an earlier version, with the ends of numbers alone, is read again once: who has a number among many that end alike is found', async () => {
  const { account } = office.amo;
  account.contact('Её номер', HELD, { id: 1, updated_at: 20 });
  const others = Array.from({ length: 300 }, (_, at) => ({ id: at + 2, phone: `+1${2_020 + at}112233` }));
  for (const { id, phone } of others) account.contact(`К ${id}`, phone, { id, updated_at: id * 20 });
  await office.filled();
  const ids = [1, ...others.map(({ id }) => id)];
  const kept = await office.store.index.get('contacts', ids);
  expect(kept).toHaveLength(301);
  const phones = new Map([[1, HELD], ...others.map(({ id, phone }) => [id, phone] as const)]);
  await office.crm.crm.close();
  await office.store.index.save({
    entries: kept.map((entry) => ({
      ...entry,
      kind: 'contacts',
      links: [`phone:${phoneEnd(phones.get(entry.id) ?? '')}`],
    })),
    deleted: [],
    notes: new Map([['links', '']]),
  });
  await office.stop();
  await office.start();
  // Who calls meanwhile is still found in the index.
  await office.until('the index of before', () => office.crm.crm.isIndexed());
  await office.until('the holder', async () => (await office.crm.crm.find(HELD)).name === 'Её номер');
  // Once: the next start reads what has changed alone.
  await office.stop();
  const before = office.amo.count(/contacts/);
  await office.start();
  await office.until('a look', () => office.amo.count(/users/) > 0 && office.crm.crm.isIndexed());
  await office.crm.pass(2_000);
  expect(office.amo.count(/contacts/) - before).toBeLessThan(2);
});
