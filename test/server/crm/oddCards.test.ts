import { bentAmo } from '../support/amo/bentAmo';
import { KNOWN, record } from '../support/amo/startCrm';

interface Body {
  readonly _embedded: {
    readonly contacts: { readonly custom_fields_values: object[] }[];
    readonly users: object[];
  };
}

/** amoCRM whose answers are changed on their way. */
function bent(change: (path: string, body: Body) => void) {
  return bentAmo(({ path }, body) => change(path, body as Body));
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
