import { globSync } from 'node:fs';
import { join } from 'node:path';
import { isMessage, languages, type Message } from '../../server/system/Message';

const root = join(__dirname, '../../server');
const files = globSync('**/*{m,M}essages.ts', { cwd: root }).sort();

interface Entry {
  readonly name: string;
  readonly message: Message;
  readonly event: unknown;
}

/** No text has it of its own. */
const MARK = 'X×X';

/** What stands for each parameter: a text, a number, a list and a message in one. */
const anything: unknown = Object.assign([MARK], { en: MARK, ru: MARK });

/** Every message of a file; those with parameters are made with `MARK` in the place of each. */
function entriesOf(file: string): readonly Entry[] {
  const catalogues = jest.requireActual<Record<string, Record<string, unknown>>>(join(root, file));
  return Object.entries(catalogues).flatMap(([catalogue, messages]) =>
    Object.entries(messages).map(([key, entry]) => {
      const name = `${file} ${catalogue}.${key}`;
      const made: unknown =
        typeof entry === 'function'
          ? (entry as (...parameters: unknown[]) => unknown)(...Array.from({ length: 5 }, () => anything))
          : entry;
      if (!isMessage(made)) throw new Error(`${name} is no message`);
      const event: unknown = Reflect.get(made, 'event');
      return { name, message: made, event };
    }),
  );
}

const entries = files.flatMap(entriesOf);

test('there are messages of every part that has something to say', () => {
  expect(files).toEqual(
    expect.arrayContaining([
      'cli/messages.ts',
      'config/messages.ts',
      'crm/messages.ts',
      'system/messages.ts',
    ]),
  );
  expect(entries.length).toBeGreaterThan(200);
});

/** What is left of a text without names of commands, settings, files and addresses. */
const wordsOf = (text: string): string => text.replace(/[\w./:*&{}[\]'"\\=@~+<>-]+/g, '');

test('each message has a Russian text in Russian, and an English one without Russian', () => {
  const isBare = ({ en }: Message): boolean => !/[a-z]{3}/.test(en.replace('amouserId', ''));
  const untranslated = entries
    .filter(({ message }) => !isBare(message) && !/[а-яё]/i.test(wordsOf(message.ru)))
    .map(({ name }) => name);
  expect(untranslated).toEqual([]);
  expect(entries.filter(({ message }) => /[а-яё]/i.test(message.en)).map(({ name }) => name)).toEqual([]);
});

test('a parameter that one language shows is shown by all', () => {
  const differing = entries.filter(({ message }) => {
    const [first, ...others] = languages.map((language) => message[language].includes(MARK));
    return others.some((one) => one !== first);
  });
  expect(differing.map(({ name }) => name)).toEqual([]);
});

test('a message of the log has an event, lower case with a dot, which no other has', () => {
  const events = entries.flatMap(({ event }) => (event === undefined ? [] : [event]));
  expect(events.length).toBeGreaterThan(30);
  for (const event of events) expect(event).toMatch(/^[a-z\d]+\.[a-z\d-]+$/);
  expect(new Set(events).size).toBe(events.length);
});

test('no text speaks the old dialect', () => {
  const dialect = /\b(?:nobody|whoever|anew|told|tells|so long|of no use|house)\b/i;
  expect(entries.filter(({ message }) => dialect.test(message.en)).map(({ name }) => name)).toEqual([]);
});
