import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox';
import { emptyWidget } from './support/emptyWidget';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ zip: await emptyWidget() });
});

afterAll(() => sandbox.close());

const pageModules = readdirSync(join(__dirname, '../../sandbox/page'))
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.slice(0, -3));

test.each(pageModules)('the module %s of the page imports only modules of the page', async (name) => {
  const source = await (await fetch(`${sandbox.url}/page/${name}`)).text();
  const imported = [...source.matchAll(/from '\.\/(\w+)'/g)].map(([, module]) => module);
  expect(pageModules).toEqual(expect.arrayContaining(imported));
  expect(source).not.toMatch(/from '(?!\.\/\w+')/);
});

test('contacts are searched by number as in amoCRM, also a saved one', async () => {
  const lookUp = (query: string): Promise<Response> =>
    fetch(`${sandbox.url}/api/v4/contacts?query=${query}&with=leads`);
  const known = await lookUp('9101234567');
  expect(known.headers.get('content-type')).toContain('application/hal+json');
  expect(await known.json()).toMatchObject({ _embedded: { contacts: [{ id: 1001 }] } });

  const unknown = await lookUp('9995550011');
  expect([unknown.status, await unknown.text()]).toEqual([204, '']);
  const saved = await fetch(`${sandbox.url}/ajax/contacts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Новый', phone: '+79995550011', responsible: 7461242 }),
  });
  expect(await saved.json()).toMatchObject({ kind: 'contacts', name: 'Новый', phones: ['+79995550011'] });
  expect(await (await lookUp('9995550011')).json()).toMatchObject({
    _embedded: { contacts: [{ name: 'Новый', responsible_user_id: 7461242 }] },
  });
  sandbox.contacts.setBehaviour({ kind: 'unauthorized' });
  expect((await lookUp('9995550011')).status).toBe(401);
  expect(sandbox.contacts.queries).toEqual(['9101234567', '9995550011', '9995550011', '9995550011']);
});
