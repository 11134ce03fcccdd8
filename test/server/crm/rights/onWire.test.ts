import type { WireContact } from '../../../../protocol/contact';
import { amoRights } from '../../support/amo/amoRights';
import { inCall, RightsOffice } from '../../support/RightsOffice';

const NUMBER = '+79991112233';

let office: RightsOffice;
beforeEach(async () => {
  office = await RightsOffice.open();
});
afterEach(() => office.close());

test.each([
  ['a user without a group', 2, ['101', '102']],
  ['a colleague of the group', 5, ['101', '102', '103']],
  ['a user who sees their own alone', 4, ['101', '102', '103', '104']],
  ['somebody amoCRM has no more', 77, ['101', '102']],
])('who rings has a name for those alone who may view the contact of %s', async (_what, owner, expected) => {
  await office.untilRights('ok');
  const { id } = office.amo.account.contact('Иван Петров', NUMBER, { responsible_user_id: owner });
  await office.ring();
  expect(await office.whoSees(inCall)).toEqual(expected);
  for (const extension of office.extensions) {
    const [call] = (await office.statusOf(extension)).calls;
    const sees = expected.includes(extension);
    expect(call).toMatchObject({
      contact_phone: NUMBER,
      contact_name: sees ? 'Иван Петров' : null,
      contact_id: sees ? String(id) : null,
      contact_matches: null,
      company: null,
    });
    expect(JSON.stringify(call).includes('Иван')).toBe(sees);
  }
});

test('company, responsible user and several contacts are shown as far as they may be viewed', async () => {
  await office.untilRights('ok');
  office.amo.account.companies.push({ id: 50, name: 'Ромашка', phones: [], responsible_user_id: 5 });
  office.amo.account.leads.push({ id: 60, responsible_user_id: 2, status_id: 20, updated_at: 9 });
  office.amo.account.contact('Иван', NUMBER, { responsible_user_id: 4, companyId: 50, leadIds: [60] });
  await office.ring();
  expect(await office.whoSees((status) => status.calls[0]?.company)).toEqual(['101', '102', '104']);
  expect((await office.statusOf('104')).calls[0]?.responsible).toBe('Пользователь 102');
});

test('of several contacts with the number those are named that may be viewed', async () => {
  await office.untilRights('ok');
  office.amo.account.contact('Пётр', NUMBER, { responsible_user_id: 4 });
  office.amo.account.contact('Павел', NUMBER, { responsible_user_id: 2 });
  office.incoming();
  await office.until(async () => Array.isArray((await office.statusOf('102')).calls[0]?.contact_matches));
  expect((await office.statusOf('102')).calls[0]?.contact_matches).toHaveLength(2);
  // Who may view one of them knows the other from nowhere.
  expect((await office.statusOf('104')).calls[0]).toMatchObject({
    contact_name: 'Пётр',
    contact_matches: null,
  });
  expect((await office.statusOf('105')).calls[0]).toMatchObject({
    contact_name: null,
    contact_matches: null,
  });
});

test('missed calls, the last contacts and the search show the same as the call', async () => {
  await office.untilRights('ok');
  office.amo.account.contact('Иван Петров', NUMBER, { responsible_user_id: 4 });
  office.amo.account.contact('Иван Чужой', '+79990000001', { responsible_user_id: 2 });
  await office.ring();
  await office.backend.timer.pass(120_000);
  const sees = ['101', '102', '103', '104'];
  expect(await office.whoSees((status) => status.missed[0]?.contact_name)).toEqual(sees);
  expect(await office.whoSees((status) => JSON.stringify(status).includes('Иван'))).toEqual(sees);
  for (const extension of office.extensions) {
    const headers = await office.proven(extension);
    // amoCRM takes some requests a second.
    await office.backend.timer.pass(1_000);
    const list = async (method: 'get_contacts' | 'get_last_contacts', params: object): Promise<string[]> =>
      ((await office.backend.call(method, { max_results: 5, ...params }, headers)) as WireContact[]).map(
        ({ name }) => name,
      );
    expect(await list('get_last_contacts', {})).toEqual([sees.includes(extension) ? 'Иван Петров' : NUMBER]);
    const found = await list('get_contacts', { start_with: 'Иван' });
    expect({ extension, found }).toEqual({
      extension,
      found: ['101', '102'].includes(extension)
        ? ['Иван Петров', 'Иван Чужой']
        : sees.includes(extension)
          ? ['Иван Петров']
          : [],
    });
  }
});

test("others' contacts do not take the place of the agent's own in the search", async () => {
  await office.untilRights('ok');
  for (let at = 0; at < 20; at += 1)
    office.amo.account.contact(`Иван ${at}`, `+7999000${1_000 + at}`, { responsible_user_id: 2 });
  office.amo.account.contact('Иван Свой', NUMBER, { responsible_user_id: 4 });
  const found = await office.backend.call(
    'get_contacts',
    { start_with: 'Иван', max_results: 5 },
    await office.proven('104'),
  );
  expect(found).toMatchObject([{ name: 'Иван Свой', phone: NUMBER }]);
});

test('a contact of the agent is found behind some hundred of others, by one request whatever is hidden', async () => {
  await office.untilRights('ok');
  const others = (from: number, to: number): void => {
    for (let at = from; at < to; at += 1)
      office.amo.account.contact(`Иван ${at}`, `+7999000${1_000 + at}`, { responsible_user_id: 2 });
  };
  others(0, 240);
  office.amo.account.contact('Иван Свой', NUMBER, { responsible_user_id: 4 });
  others(240, 900);
  const search = async (extension: string): Promise<unknown> => {
    const params = { start_with: 'Иван', max_results: 5 };
    return office.backend.call('get_contacts', params, await office.proven(extension));
  };
  const asked = (): number => office.amo.count(/GET .*contacts/);
  expect(await search('104')).toMatchObject([{ name: 'Иван Свой', phone: NUMBER }]);
  expect(asked()).toBe(1);
  expect(await search('101')).toHaveLength(5);
  expect(asked()).toBe(2);
});

test('of who may view no contact amoCRM is not asked', async () => {
  await office.untilRights('ok');
  office.amo.account.contact('Иван Петров', NUMBER, { responsible_user_id: 2 });
  const params = { start_with: 'Иван', max_results: 5 };
  const asked = (): number => office.amo.count(/GET .*(?:contacts|companies)/);
  // 105 has no right, of 111 amoCRM tells none.
  for (const extension of ['105', '111'])
    expect(await office.backend.call('get_contacts', params, await office.proven(extension))).toEqual([]);
  expect(asked()).toBe(0);
  expect(await office.backend.call('get_contacts', params, await office.proven('104'))).toEqual([]);
  // As it was typed, and by the same keys in the other keyboard layout.
  expect(asked()).toBe(2);
});

test('rights that are taken away and given change what is on screen, under a new revision', async () => {
  await office.untilRights('ok');
  office.amo.account.contact('Иван Петров', NUMBER, { responsible_user_id: 2 });
  await office.ring();
  expect(await office.whoSees(inCall)).toEqual(['101', '102']);
  const before = await office.statusOf('104');
  office.amo.account.users.find(({ id }) => id === 2)!.rights = amoRights({ contacts: 'D' });
  office.amo.account.users.find(({ id }) => id === 4)!.rights = amoRights({ contacts: 'A' });
  const name = async (extension: string): Promise<unknown> => {
    const { calls, missed } = await office.statusOf(extension);
    return [...missed, ...calls].map(({ contact_name }) => contact_name);
  };
  await office.until(async () => {
    // In steps in which amoCRM's answers arrive before their time limits.
    await office.backend.timer.pass(2_000);
    return JSON.stringify(await name('102')) === '[null]';
  });
  expect(await name('104')).toEqual(['Иван Петров']);
  expect((await office.statusOf('104')).revision).toBeGreaterThan(before.revision);
});

test('routing by the responsible user knows what agents may not see', async () => {
  await office.untilRights('ok');
  office.amo.account.contact('Иван Петров', NUMBER, { responsible_user_id: 5 });
  await office.ring();
  expect(await office.whoSees(inCall)).toEqual(['101', '102', '103']);
  expect(office.amo.violations).toEqual([]);
});
