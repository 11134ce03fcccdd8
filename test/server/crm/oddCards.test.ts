import { buildCrm, KNOWN, record } from '../support/amo/startCrm';
import { FakeAmo } from '../support/amo/FakeAmo';
import { FakeTimer } from '../../support/FakeTimer';

interface Body {
  readonly _embedded: {
    readonly contacts: { readonly custom_fields_values: object[] }[];
    readonly users: object[];
  };
}

/** amoCRM whose answers are changed on their way. */
function bent(change: (path: string, body: Body) => void) {
  const timer = new FakeTimer();
  const amo = new FakeAmo(timer);
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const answer = await amo.fetch(url, init);
    const text = await answer.text();
    if (text === '') return new Response(null, { status: answer.status });
    const body = JSON.parse(text) as Body;
    change(new URL(url).pathname, body);
    return new Response(JSON.stringify(body), { status: answer.status });
  };
  return buildCrm({}, { timer, amo, fetch });
}

test('one odd card does not hide the others that were found', async () => {
  const { crm, amo, pass } = bent((path, body) => {
    if (path === '/api/v4/contacts')
      body._embedded.contacts[0]!.custom_fields_values.push({ field_id: 9, field_code: null, values: null });
  });
  amo.account.contact('Иван Первый', '+79101112233');
  amo.account.contact('Иван Второй', KNOWN);
  const found = crm.contacts.search('иван', 10, '103');
  await pass(3_000);
  const names = (await found).map(({ name }) => name);
  await crm.close();
  expect(names).toContain('Иван Второй');
});

test('a user without a name keeps no call out of amoCRM', async () => {
  const { crm, amo, timer, pass } = bent((path, body) => {
    if (path === '/api/v4/users') body._embedded.users.push({ id: 3, name: null, email: null });
  });
  amo.account.contact('Иван', KNOWN);
  await crm.start();
  crm.finished(record(timer, { extension: '102' }));
  await pass(900_000);
  const seen = { calls: amo.account.calls.length, parked: crm.figures.parked() };
  await crm.close();
  expect(seen).toEqual({ calls: 1, parked: 0 });
});
