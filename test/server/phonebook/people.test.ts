import { boris, TestBackend } from '../support/startBackend';

let backend: TestBackend;

beforeEach(async () => {
  backend = await TestBackend.start();
});

afterEach(async () => {
  await backend.app.close();
});

const client = '+79101234567';
const ringing = { answersItself: false };

test('what colleagues do stands in the phone book; of others nothing is known', async () => {
  const presence = async (start_with: string): Promise<unknown> =>
    ((await backend.call('get_contacts', { start_with, max_results: 1 })) as { presence: unknown }[])[0]
      ?.presence;
  expect([await presence('борис'), await presence('иван')]).toEqual(['FREE', null]);
  backend.app.simulator.incoming(client, ['102'], ringing);
  expect(await presence('борис')).toBe('RINGING');
  backend.app.simulator.answer('102');
  expect(await presence('борис')).toBe('TALKING');
  await backend.call('hangup', {}, boris);
  await backend.call('originate', { phone: '5550123' }, boris);
  expect(await presence('борис')).toBe('TALKING');
  await backend.call('hangup', {}, boris);
  expect(await presence('борис')).toBe('FREE');
  backend.app.simulator.colleagueCalls('102', '101');
  const last = (await backend.call('get_last_contacts', { max_results: 5 })) as object[];
  expect(last).toEqual([expect.objectContaining({ phone: '102', presence: 'TALKING' })]);
});

test('the person is found with the company and the responsible user; of several contacts none is guessed', async () => {
  const shared = '+79031112233';
  const rich = await TestBackend.start({
    contacts: [
      { name: 'Иван', phone: client, contactId: '1', company: 'Ромашка', responsible: 'Анна' },
      { name: 'Муж', phone: shared, contactId: '2' },
      { name: 'Жена', phone: '8 903 111-22-33', contactId: '3', company: 'Дом' },
      { name: 'Без карточки', phone: shared },
      { name: 'Тёзка Бориса', phone: '102', contactId: '4' },
    ],
  });
  rich.app.simulator.incoming(client, ['101'], ringing);
  expect((await rich.live())[0]).toMatchObject({
    contact_name: 'Иван',
    company: 'Ромашка',
    responsible: 'Анна',
    contact_matches: null,
  });
  await rich.call('hangup');
  rich.app.simulator.incoming(shared, ['101'], ringing);
  expect((await rich.live())[0]).toMatchObject({
    contact_name: null,
    contact_id: null,
    company: null,
    contact_matches: [
      { id: '2', name: 'Муж' },
      { id: '3', name: 'Жена' },
    ],
  });
  await rich.call('hangup');
  rich.app.simulator.colleagueCalls('102', '101');
  expect((await rich.live())[0]).toMatchObject({ contact_name: 'Борис Орлов', direction: 'INTERNAL' });
  expect(await rich.call('get_last_contacts', { max_results: 3 })).toMatchObject([
    { name: 'Борис Орлов' },
    { name: 'Муж, Жена, Без карточки', phone: shared },
    { name: 'Иван' },
  ]);
  expect(await rich.call('get_contacts', { start_with: '903111', max_results: 5 })).toHaveLength(3);
  await rich.app.close();
});

test('of a contact with two numbers each can be called by its key, and the call has the name', async () => {
  const two = await TestBackend.start({
    contacts: [
      { name: 'Иван', phone: client, contactId: '1' },
      { name: 'Иван', phone: '5550123', contactId: '1' },
      { name: 'Иван', phone: '555-01-23', contactId: '1' },
    ],
  });
  const found = (await two.call('get_contacts', { start_with: 'иван', max_results: 5 })) as {
    uuid: string;
  }[];
  expect(found.map(({ uuid }) => uuid)).toEqual(['contact:1', 'contact:1#2', 'contact:1#3']);
  await two.call('originate_by_contact', { contact_uuid: 'contact:1#2' });
  expect(await two.live()).toMatchObject([
    { contact_phone: '5550123', contact_name: 'Иван', contact_id: '1', contact_matches: null },
  ]);
  await two.app.close();
});

test('a company’s name finds its people, behind those whose own name fits', async () => {
  const rich = await TestBackend.start({
    contacts: [
      { name: 'Иван Петров', phone: client, company: 'ООО «Ромашка»' },
      { name: 'Роман', phone: '+79031112233', company: 'Дом' },
    ],
  });
  const names = async (start_with: string): Promise<unknown> =>
    ((await rich.call('get_contacts', { start_with, max_results: 10 })) as { name: string }[]).map(
      ({ name }) => name,
    );
  expect(await names('ром')).toEqual(['Роман', 'Иван Петров']);
  expect(await names('петров ромашка')).toEqual(['Иван Петров']);
  expect(await names('машка')).toEqual([]);
  await rich.app.close();
});
