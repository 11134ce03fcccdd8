import { IndexedCrm } from '../support/amo/IndexedCrm';
import { KNOWN } from '../support/amo/startCrm';

let office: IndexedCrm;

beforeEach(() => {
  office = new IndexedCrm({ index: true });
});

afterEach(async () => {
  await office.close();
  expect(office.amo.violations).toEqual([]);
});

test('stages have their names in the index; how far it is, and how old, is known, also after a restart without amoCRM', async () => {
  office.amo.account.contact('Иван Петров', KNOWN);
  await office.start();
  expect(office.crm.crm.figures.index()).toEqual({ isFilled: false, cards: 0, ageMs: null });
  await office.filled();
  const stages = await office.until('stages', async () => (await office.store.index.notes()).get('stages'));
  expect(JSON.parse(stages)).toMatchObject([
    { name: 'Продажи', stages: [{ id: 20, name: 'Договор' }, {}, {}] },
  ]);
  await office.until('the first look has ended', async () => (await office.store.index.notes()).has('whole'));
  expect(office.crm.crm.figures.index()).toMatchObject({ isFilled: true, cards: 1 });
  await office.stop();
  office.amo.fail(/GET/, 'down', 1_000_000);
  await office.timer.pass(600_000);
  await office.start();
  const { ageMs } = await office.until('the age', () => {
    const progress = office.crm.crm.figures.index();
    return progress?.ageMs === null ? null : progress;
  });
  expect(ageMs).toBeGreaterThanOrEqual(600_000);
});
