import { CardStore } from '../../sandbox/amo/CardStore';
import { ContactsApi } from '../../sandbox/amo/ContactsApi';
import { cards, numberOf, phonebook } from '../../sandbox/phonebook';

const never = new AbortController().signal;
const search = (query: string, parts = ''): URLSearchParams => new URLSearchParams({ query, with: parts });
let store: CardStore;
let api: ContactsApi;

beforeEach(() => {
  store = new CardStore(cards);
  api = new ContactsApi(() => store);
});

test('a contact is found by the last ten digits in any notation of the number', async () => {
  for (const query of ['9101234567', '+79101234567', '8 (910) 123-45-67'])
    expect(await api.answer(search(query, 'leads'), never)).toMatchObject({
      status: 200,
      type: 'application/hal+json; charset=utf-8',
      body: {
        _embedded: {
          contacts: [
            {
              id: 1001,
              name: 'Иван Петров',
              responsible_user_id: 7461242,
              _embedded: { companies: [{ id: 3001 }], leads: [{ id: 2001 }] },
            },
          ],
        },
      },
    });
  expect(api.queries).toEqual(['9101234567', '+79101234567', '8 (910) 123-45-67']);
});

test('leads are included on request only, and a contact without a company has no company', async () => {
  const { body } = await api.answer(search('9035551213'), never);
  expect(body).toMatchObject({
    _embedded: { contacts: [{ id: 1003, _embedded: { tags: [], companies: [] } }] },
  });
  expect(JSON.stringify(body)).not.toContain('leads');
});

test('an empty result is a status without a body', async () => {
  expect(await api.answer(search('79995550011', 'leads'), never)).toMatchObject({ status: 204, body: null });
});

test('an added contact is found by the next lookup', async () => {
  const card = store.addContact({ name: 'Новый', phones: ['+7 999 555-00-11'] });
  expect(await api.answer(search('79995550011', 'leads'), never)).toMatchObject({
    body: { _embedded: { contacts: [{ id: Number(card.id), name: 'Новый', responsible_user_id: 0 }] } },
  });
  expect(new Set(store.all.map(({ kind, id }) => `${kind} ${id}`)).size).toBe(store.all.length);
});

test.each([
  ['error', 500],
  ['unauthorized', 401],
  ['html', 200],
] as const)('fails as set: %s', async (kind, status) => {
  api.setBehaviour({ kind });
  const answer = await api.answer(search('9101234567', 'leads'), never);
  expect(answer.status).toBe(status);
  expect(JSON.stringify(answer.body)).not.toContain('_embedded');
  api.setBehaviour({ kind: 'good' });
  expect((await api.answer(search('9101234567', 'leads'), never)).status).toBe(200);
});

test('a slow lookup ends when its client disconnects', async () => {
  api.setBehaviour({ kind: 'slow', ms: 60_000 });
  const client = new AbortController();
  const slow = api.answer(search('9101234567', 'leads'), client.signal);
  client.abort();
  expect((await slow).status).toBe(200);
});

test('the business has two contacts with one number, and one that the backend does not know', () => {
  const sharing = store.search('contacts', numberOf('1009')).map(({ id }) => id);
  expect(sharing).toEqual(['1009', '1010']);
  expect(phonebook.map(({ contactId }) => contactId)).toEqual(expect.arrayContaining(sharing));
  expect(store.search('contacts', numberOf('1011'))).toHaveLength(1);
  expect(phonebook.map(({ contactId }) => contactId)).not.toContain('1011');
  expect(phonebook.find(({ contactId }) => contactId === '1001')).toMatchObject({
    company: 'ООО «Ромашка»',
    responsible: 'Анна Смирнова',
  });
});
