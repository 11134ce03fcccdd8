import { Failure } from '../../src/domain/Failure';
import type { Contact } from '../../src/domain/phonebook/Contact';
import {
  changeField,
  dialTarget,
  emptyField,
  type DialField,
  type DialFieldEvent,
} from '../../src/domain/phonebook/DialField';
import {
  choosableIn,
  PhonebookSearch,
  PRESENCE_INTERVAL_MS,
  SEARCH_DELAY_MS,
  shownIn,
} from '../../src/domain/phonebook/PhonebookSearch';
import { FakeTimer, settle } from '../support/FakeTimer';

const anna: Contact = { id: 'c1', name: 'Анна', number: '+79101234567', presence: null };
const boris: Contact = { id: 'c2', name: 'Борис', number: '102', presence: 'free' };

describe('the search', () => {
  function setUp() {
    const timer = new FakeTimer();
    const asked: { text: string; answer: (contacts: Contact[]) => void; fail: (error: unknown) => void }[] =
      [];
    const ask = (text: string) =>
      new Promise<Contact[]>((answer, fail) => asked.push({ text, answer, fail }));
    const search = new PhonebookSearch({ find: ask, last: () => ask('(last)') }, timer);
    return { timer, asked, search };
  }

  test('waits until typing pauses and searches once', async () => {
    const { timer, asked, search } = setUp();
    for (const text of ['а', 'ан', 'анн ']) {
      search.type(text);
      await timer.pass(SEARCH_DELAY_MS - 1);
    }
    expect(asked).toEqual([]);
    await timer.pass(1);
    expect(asked.map(({ text }) => text)).toEqual(['анн']);
    asked[0]?.answer([anna]);
    await settle();
    expect(search.state.get()).toEqual({ kind: 'found', text: 'анн', contacts: [anna] });
  });

  test('the answer to an older search never replaces that to a newer one', async () => {
    const { timer, asked, search } = setUp();
    search.type('а');
    await timer.pass(SEARCH_DELAY_MS);
    search.type('б');
    await timer.pass(SEARCH_DELAY_MS);
    asked[1]?.answer([boris]);
    await settle();
    asked[0]?.answer([anna]);
    await settle();
    expect(shownIn(search.state.get())).toEqual([boris]);
  });

  test('an empty field lists the last contacts at once; without results the state is nothing', async () => {
    const { asked, search } = setUp();
    search.open('');
    expect(search.state.get()).toMatchObject({ kind: 'searching', shown: [] });
    asked[0]?.answer([]);
    await settle();
    expect([asked[0]?.text, search.state.get()]).toEqual(['(last)', { kind: 'nothing', text: '' }]);
  });

  test('keeps the results on screen while the next search runs', async () => {
    const { asked, search } = setUp();
    search.open('а');
    asked[0]?.answer([anna]);
    await settle();
    search.type('ан');
    search.type('анн');
    expect(search.state.get()).toEqual({ kind: 'searching', text: 'анн', shown: [anna] });
  });

  test('a failure becomes the state; a closed list stays closed when a late answer comes', async () => {
    const { timer, asked, search } = setUp();
    search.open('а');
    asked[0]?.fail(new Failure('timeout'));
    await settle();
    expect(search.state.get()).toMatchObject({ kind: 'failed', failure: { reason: 'timeout' } });
    expect(shownIn(search.state.get())).toEqual([]);
    search.open('б');
    search.close();
    asked[1]?.answer([boris]);
    await settle();
    expect([search.state.get(), timer.pending]).toEqual([{ kind: 'closed' }, 0]);
  });

  test('a list with colleagues is requested again at intervals', async () => {
    const { timer, asked, search } = setUp();
    search.open('б');
    asked[0]?.answer([boris]);
    await timer.pass(PRESENCE_INTERVAL_MS);
    expect([asked.length, choosableIn(search.state.get())]).toEqual([2, [boris]]);
    const busy: Contact = { ...boris, presence: 'talking' };
    asked[1]?.answer([busy]);
    await timer.pass(PRESENCE_INTERVAL_MS);
    expect([asked.length, choosableIn(search.state.get())]).toEqual([3, [busy]]);
    asked[2]?.fail(new Failure('timeout'));
    await timer.pass(PRESENCE_INTERVAL_MS);
    expect([asked.length, choosableIn(search.state.get())]).toEqual([4, [busy]]);
    search.close();
    expect(timer.pending).toBe(0);
  });

  test('a list without colleagues is not requested again', async () => {
    const { timer, asked, search } = setUp();
    search.open('а');
    asked[0]?.answer([anna]);
    await timer.pass(PRESENCE_INTERVAL_MS);
    expect([asked.length, timer.pending]).toEqual([1, 0]);
  });
});

describe('the dial field', () => {
  const play = (...events: DialFieldEvent[]): DialField => events.reduce(changeField, emptyField);

  test('a chosen contact is called, until anything is typed', () => {
    const chosen = play({ type: 'picked', contact: anna });
    expect(chosen.text).toBe('Анна');
    expect(dialTarget(chosen, [], 3)).toEqual({ kind: 'contact', contact: anna });
    const typed = changeField(chosen, { type: 'typed', text: '89991234567' });
    expect(dialTarget(typed, [anna], 3)).toEqual({ kind: 'number', number: '89991234567' });
  });

  test('the marked line takes precedence over the text', () => {
    const field = play({ type: 'typed', text: '102' }, { type: 'moved', by: 1, lines: 2 });
    expect(dialTarget(field, [anna, boris], 3)).toEqual({ kind: 'contact', contact: anna });
    expect(dialTarget(changeField(field, { type: 'unmarked' }), [anna, boris], 3)).toEqual({
      kind: 'number',
      number: '102',
    });
  });

  test('letters are not dialled', () => {
    expect(dialTarget(play({ type: 'typed', text: 'zzz!' }), [], 3)).toBeNull();
  });

  test('between the last and the first line no line is marked', () => {
    const marks = (by: 1 | -1): (number | null)[] => {
      let field = emptyField;
      return [1, 2, 3, 4].map(() => (field = changeField(field, { type: 'moved', by, lines: 2 })).marked);
    };
    expect(marks(1)).toEqual([0, 1, null, 0]);
    expect(marks(-1)).toEqual([1, 0, null, 1]);
    expect(changeField(emptyField, { type: 'moved', by: 1, lines: 0 }).marked).toBeNull();
  });

  test('a contact without a name is shown by number; clearing resets the field', () => {
    const field = play({ type: 'picked', contact: { ...anna, name: '' } });
    expect(field.text).toBe(anna.number);
    expect(changeField(field, { type: 'cleared' })).toEqual(emptyField);
    expect(changeField(emptyField, { type: 'unmarked' })).toBe(emptyField);
  });

  test('keys wait for the answer in their order, up to a bound; typing, closing and the answer forget them', () => {
    const waiting = play(
      { type: 'typed', text: 'б' },
      { type: 'pressedAhead', key: 1 },
      { type: 'pressedAhead', key: 'enter' },
    );
    expect(waiting.ahead).toEqual([1, 'enter']);
    for (const event of [
      { type: 'typed', text: 'бо' },
      { type: 'unmarked' },
      { type: 'answered' },
      { type: 'cleared' },
      { type: 'picked', contact: boris },
    ] satisfies DialFieldEvent[])
      expect(changeField(waiting, event).ahead).toEqual([]);
    const held = Array.from({ length: 500 }, (): DialFieldEvent => ({ type: 'pressedAhead', key: 1 }));
    expect(play(...held).ahead).toHaveLength(50);
    expect(changeField(emptyField, { type: 'answered' })).toBe(emptyField);
  });
});
