import { FakeElma, type ElmaFetch } from '../elma365/support/FakeElma';
import { elmaSource } from '../elma365/support/elmaSource';
import { FakeVats } from '../support/megafon/FakeVats';
import { writePush } from '../support/megafon/vatsPushes';
import { Guide, quotedIn } from './support/Guide';

const guide = new Guide('ELMA365.md');
const HEAD = ['имя свойства', 'что это', 'если пусто'];
const REQUIRED = 'обязательно';
const TOKEN = 'Elma-Token-of-the-guide';
const tables = { megafon: guide.table(HEAD, 0), asteriskng: guide.table(HEAD, 1) } as const;
const modules = ['megafon', 'asteriskng'] as const;

/** Row of a setting; "as with MegaFon" refers to the other table. */
function rowOf(name: string, module: (typeof modules)[number]): readonly string[] {
  const row = tables[module].find(([cell = '']) => quotedIn(cell)[0] === name);
  if (row === undefined) throw new Error(`the guide has no ${name}`);
  return row[1] === 'как у МегаФона' ? [...rowOf(name, 'megafon'), ...row] : row;
}

/** Names of the settings in the guide. */
function named(
  module: (typeof modules)[number],
  is: (row: readonly string[]) => boolean = () => true,
): string[] {
  return tables[module].filter(is).map(([cell = '']) => quotedIn(cell)[0] ?? '');
}

const isRequired = (row: readonly string[]): boolean => row[2]?.startsWith(REQUIRED) === true;

describe.each(modules)('%s', (module) => {
  const source = elmaSource(module);

  test('the guide has the settings that the module reads, and no others', () => {
    const read = [...source.matchAll(/\b(?:setting|choice)\('(\w+)'/g)].map(([, name = '']) => name);
    expect(named(module).sort()).toEqual([...new Set(read)].sort());
  });

  test('the guide lists all values of a setting, the default first', () => {
    const choices = [...source.matchAll(/\bchoice\('(\w+)', \[([^\]]+)\]/g)];
    expect(choices.length).toBeGreaterThan(1);
    for (const [, name = '', list = ''] of choices) {
      const [first = '', ...others] = [...list.matchAll(/'(\w*)'/g)].map(([, word = '']) => word);
      const row = rowOf(name, module);
      const words = row.flatMap(quotedIn);
      expect(words).toEqual(expect.arrayContaining([first, ...others].filter(Boolean)));
      expect(quotedIn(row.at(-1) ?? '')).toContain(first === '' ? 'old' : first);
    }
  });

  test('the connection check names a missing required setting', async () => {
    const required = named(module, isRequired);
    expect(required.length).toBeGreaterThan(1);
    for (const name of required) {
      const elma = new FakeElma(source, () => Promise.reject(new Error('no far end')));
      for (const other of required) if (other !== name) elma.params[other] = 'a-value-of-the-test';
      const { success, failReason } = await elma.test();
      expect([success, failReason]).toEqual([false, expect.stringContaining(`Не заполнено поле ${name}:`)]);
    }
  });
});

describe('MegaFon, set up by the guide', () => {
  const [host = ''] = quotedIn(rowOf('endpoint', 'megafon')[1] ?? '');
  let vats: FakeVats;
  let elma: FakeElma;

  beforeEach(async () => {
    vats = await FakeVats.start();
    const far: ElmaFetch = (url, request) => fetch(url.replace(`https://${host}`, vats.address), request);
    elma = new FakeElma(elmaSource('megafon'), far);
    Object.assign(elma.params, { apiKey: vats.state.key, endpoint: host, crmToken: TOKEN });
  });

  afterEach(async () => {
    await vats.close();
  });

  test.each(['old', 'new'])('the required settings are enough, with the API %s', async (api) => {
    elma.params['api'] = api;
    expect(await elma.test()).toEqual({ success: true });
    expect(await elma.members()).toHaveLength(3);
    await elma.call('701', '+79101234567');
    expect(vats.state.orders).toMatchObject([{ api, phone: '79101234567' }]);
  });

  test('a call opens its card, with only the key of the form', async () => {
    const fields = {
      cmd: 'event',
      type: 'INCOMING',
      phone: '79101234567',
      user: 'andy',
      ext: '701',
      callid: 'c1',
    };
    expect(await elma.webhook(writePush(fields, 'another-token').body)).toMatchObject({ status: 401 });
    expect(await elma.webhook(writePush(fields, TOKEN).body)).toMatchObject({
      status: 200,
      event: { event: 'e-start', srcPhone: '79101234567', dstPhone: '701' },
    });
  });
});
