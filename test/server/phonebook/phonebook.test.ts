import { anna, ANSWERED_MS, boris, TestBackend } from '../support/startBackend';

let backend: TestBackend;

beforeEach(async () => {
  backend = await TestBackend.start();
});

afterEach(async () => {
  await backend.app.close();
});

describe('the phone book', () => {
  const names = async (start_with: string, max_results = 10): Promise<unknown> =>
    ((await backend.call('get_contacts', { start_with, max_results })) as { name: string }[]).map(
      ({ name }) => name,
    );

  test.each<[string, string[]]>([
    ['петр', ['Пётр Ёлкин', 'Иван Петров']],
    ['ПЁТР', ['Пётр Ёлкин', 'Иван Петров']],
    ['елкин', ['Пётр Ёлкин']],
    ['пётр иван', ['Иван Петров']],
    ['ромашка', ['ООО «Ромашка»']],
    ['8910', ['Иван Петров']],
    ['+7 (910) 12', ['Иван Петров']],
    ['1234567', ['Иван Петров']],
    ['8 (916) 555-12-12', ['Пётр Ёлкин']],
    // Whose number it is stands before those in whose number it stands.
    ['102', ['Борис Орлов', 'ООО «Ромашка»']],
    ['борис', ['Борис Орлов']],
    ['анна', []],
    ['петров 910', ['Иван Петров']],
    ['никто', []],
    ['%', []],
    // The same keys in the other layout.
    ['bdfy', ['Иван Петров']],
    ["g'nh", []],
    ['gtnh', ['Пётр Ёлкин', 'Иван Петров']],
  ])('"%s" finds %j', async (text, found) => {
    expect(await names(text)).toEqual(found);
  });

  test('gives at most the number asked for, and all for an empty text', async () => {
    // A transfer begins with it: colleagues come before clients.
    expect(await names('', 2)).toEqual(['Борис Орлов', 'Иван Петров']);
    expect(await names('')).toHaveLength(4);
  });

  test('a contact is exactly what the wire says, and can be called by its key', async () => {
    const [contact] = (await backend.call('get_contacts', { start_with: 'ромашка', max_results: 1 })) as {
      uuid: string;
    }[];
    expect(contact).toEqual({ uuid: 'x1', name: 'ООО «Ромашка»', phone: '+74955001020', presence: null });
    await backend.call('originate_by_contact', { contact_uuid: 'x1' });
    await backend.timer.pass(ANSWERED_MS);
    expect(await backend.status()).toMatchObject({ call_info: { contact_phone: '+74955001020' } });
  });

  test('the last contacts follow the calls, in and out, each once; an unknown number can be called again', async () => {
    const last = async (headers = anna, max_results = 10): Promise<unknown> =>
      ((await backend.call('get_last_contacts', { max_results }, headers)) as { name: string }[]).map(
        ({ name }) => name,
      );
    expect(await last()).toEqual([]);
    for (const number of ['+79101234567', '5550100123', '+79101234567']) {
      await backend.talk(number);
      await backend.call('hangup');
    }
    backend.app.simulator.incoming('+79165551212', ['101'], { answersItself: false });
    expect([await last(), await last(anna, 1), await last(boris)]).toEqual([
      ['Пётр Ёлкин', 'Иван Петров', '5550100123'],
      ['Пётр Ёлкин'],
      [],
    ]);
    await backend.call('hangup');
    expect(await backend.call('originate_by_contact', { contact_uuid: 'number:5550100123' })).toBeNull();
  });
});
