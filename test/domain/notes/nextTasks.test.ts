import { newNote } from '../../../src/domain/notes/CallNote';
import { firstTaskTime } from '../../../src/domain/notes/taskTimes';
import { backend, load, memory, note, notes, over, report, talk, timer } from './support/notePage';

/** What of a next task is the agent's or the company's; its time as minutes from now. */
const task = () => {
  const { task: chosen } = note()?.choice.value ?? { task: null };
  return chosen && [chosen.text, Math.round((chosen.dueAt - timer.now()) / 60_000)];
};

/** The agent is in the call, and the company's outcomes are known. */
async function begin(): Promise<void> {
  report(talk());
  notes.look('c1');
  await timer.pass(0);
}

test('an outcome brings its own task, due when the company has set it; a press less is needed, and "No task" takes it off', async () => {
  await begin();
  expect(notes.tasks.chooseOutcome('c1', 'call-back')).toBe(true);
  expect(task()).toEqual(['Перезвонить', 60]);
  notes.choose('c1', { task: null });
  report(over());
  expect(notes.finish('c1')).toBe(true);
  await timer.pass(2_000);
  expect(backend.changes).toEqual(['choose c1 call-back - -']);
});

test('what an outcome has brought goes with it, what the agent has typed or chosen stays', async () => {
  await begin();
  notes.tasks.chooseOutcome('c1', 'call-back');
  notes.tasks.chooseOutcome('c1', 'call-back');
  expect([note()?.choice.value.outcomeId, task()]).toEqual([null, null]);
  notes.tasks.chooseOutcome('c1', 'call-back');
  expect(notes.tasks.chooseOutcome('c1', 'sold')).toBe(false);
  expect(task()).toBeNull();
  notes.tasks.chooseOutcome('c1', 'call-back');
  notes.choose('c1', { task: { text: 'Перезвонить', dueAt: timer.now() + 120 * 60_000 } });
  notes.tasks.chooseOutcome('c1', 'sold');
  expect(task()).toEqual(['Перезвонить', 120]);
  notes.tasks.type('c1', 'Прислать каталог');
  expect(notes.tasks.chooseOutcome('c1', 'call-back')).toBe(false);
  expect(task()).toEqual(['Прислать каталог', 120]);
});

test('a task that is on its way stays whatever outcome is chosen', async () => {
  await begin();
  notes.tasks.chooseOutcome('c1', 'call-back');
  report(over());
  await timer.pass(0);
  const { choice } = backend.known;
  backend.known = { ...backend.known, choice: { ...choice, ...note()?.choice.value }, isLogged: true };
  await timer.pass(1_000);
  notes.tasks.chooseOutcome('c1', 'sold');
  expect(note()?.choice.value).toMatchObject({ outcomeId: 'sold', task: { text: 'Перезвонить' } });
});

test.each<[string, () => Promise<void>]>([
  [
    '"Done"',
    async () => {
      report(over());
      await timer.pass(1_000);
      notes.finish('c1');
      await timer.pass(2_000);
    },
  ],
  [
    'leaving the field',
    async () => {
      notes.tasks.passTime(() => false);
      await timer.pass(2_000);
    },
  ],
  [
    'ten seconds in it without a key, also after the hang-up',
    async () => {
      report(over());
      await timer.pass(7_000);
      notes.tasks.passTime(() => true);
      expect(task()).toBeNull();
      await timer.pass(1_000);
      notes.tasks.passTime(() => true);
      await timer.pass(60_000);
    },
  ],
  [
    'a reload, which leaves it in the browser',
    async () => {
      await load();
      report(talk());
      notes.tasks.passTime(() => false);
      expect(task()).toBeNull();
      await timer.pass(30_000);
      notes.tasks.passTime(() => false);
      await timer.pass(2_000);
    },
  ],
  [
    'another outcome',
    async () => {
      notes.tasks.chooseOutcome('c1', 'sold');
      await timer.pass(2_000);
    },
  ],
])('a text that is typed without a time is a task by %s', async (_how, end) => {
  await begin();
  notes.tasks.type('c1', 'Прислать каталог');
  expect(memory.kept.get('c1')?.draft?.text).toBe('Прислать каталог');
  // Nothing half-typed goes.
  await timer.pass(2_000);
  expect(backend.changes).toEqual([]);
  backend.known = { ...backend.known, waitsUntil: timer.now() + 45_000 };
  await end();
  expect(backend.changes.at(-1)).toMatch(/^choose c1 \S+ - Прислать каталог$/);
});

test('the note of a call that is over waits for what is typed, and its entry for nothing', async () => {
  await begin();
  report(over());
  backend.known = { ...backend.known, waitsUntil: timer.now() + 5_000 };
  await timer.pass(1_000);
  notes.tasks.chooseOutcome('c1', 'sold');
  await timer.pass(20_000);
  notes.tasks.type('c1', 'Прислать');
  expect(backend.changes).toEqual(['choose c1 sold - -']);
  notes.passTime(() => false);
  expect(note()?.draft?.text).toBe('Прислать');
  notes.tasks.type('c1', 'Прислать каталог');
  notes.tasks.passTime(() => false);
  await timer.pass(0);
  expect(backend.changes.at(-1)).toBe('choose c1 sold - Прислать каталог');
});

test('what is typed over an outcome’s task goes with the entry, at the latest as it stands then', async () => {
  await begin();
  notes.tasks.chooseOutcome('c1', 'call-back');
  report(over());
  backend.known = { ...backend.known, waitsUntil: timer.now() + 10_000 };
  await timer.pass(1_000);
  notes.tasks.type('c1', 'Перезвонить в офис');
  for (let second = 0; second < 9; second += 1) {
    notes.tasks.passTime(() => true);
    await timer.pass(1_000);
  }
  expect(backend.changes).toEqual(['choose c1 call-back - Перезвонить в офис']);
});

test('another time that is picked holds, an emptied text is no task', async () => {
  await begin();
  const thursday = timer.now() + 3 * 86_400_000;
  notes.tasks.type('c1', 'Перезвонить', thursday);
  notes.tasks.type('c1', 'Перезвонить в офис');
  expect(notes.tasks.taskOf(note() ?? newNote('', { title: '', via: null, leads: [] }))).toEqual({
    text: 'Перезвонить в офис',
    dueAt: thursday,
  });
  notes.tasks.keep('c1');
  expect(task()).toEqual(['Перезвонить в офис', 3 * 1_440]);
  notes.tasks.type('c1', ' ');
  notes.tasks.passTime(() => true);
  expect(task()).not.toBeNull();
  notes.tasks.keep('c1');
  expect(task()).toBeNull();
});

test('where no time was chosen it is the outcome’s own, else the first one by day', () => {
  const at = (hour: number, day = 30): number => new Date(2026, 10, day, hour, 30).getTime();
  expect(firstTaskTime(at(12), null)).toBe(at(13));
  expect(firstTaskTime(at(22), 60)).toBe(at(23));
  expect(firstTaskTime(at(20), null)).toBe(new Date(2026, 11, 1, 10).getTime());
  expect(firstTaskTime(at(3), null)).toBe(new Date(2026, 10, 30, 18).getTime());
});
