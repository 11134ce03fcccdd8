import { newNote, type CallNote } from '../../../../server/crm/callNotes/CallNote';
import { noteJobOf, noteText, type NoteWords } from '../../../../server/crm/callNotes/noteJobOf';
import { isNextTask, CallMarks, withoutMarks } from '../../../../server/crm/callLog/CallMarks';

const words: NoteWords = {
  language: 'ru',
  outcomes: [{ id: 'sold', text: { ru: 'Продано', en: 'Sold', es: 'Vendido', pt: 'Vendido' } }],
  nameOf: (extension) => (extension === '101' ? 'Анна Смирнова' : null),
};

function note(...texts: readonly (readonly [extension: string, text: string])[]): CallNote {
  const parts = Object.fromEntries(
    texts.map(([extension, text], index) => [extension, { text, at: index, writer: null }]),
  );
  return { ...newNote('call-1', 0), parts };
}

const linesOf = (of: CallNote): string[] => noteText(of, words).split('\n');

test('behind their names stands what agents have written, in the order of time', () => {
  const choice = { outcomeId: 'sold', leadId: null, task: null, by: '101', at: 1 };
  const both = { ...note(['101', 'Ждёт счёт'], ['102', ' Дал 5 %\n']), choice };
  expect(linesOf(both)).toEqual(['Итог: Продано', 'Анна Смирнова: Ждёт счёт', '102: Дал 5 %']);
  expect(noteText(note(['101', ' ']), words)).toBe('(удалено)');
});

test.each(['\n', '\r\n', '\r', '\n\n', '\u2028', '\u2029', '\u0085', '\v', '\f'])(
  'no line that an agent types passes for an outcome or for the words of a colleague, ended by %j',
  (end) => {
    const [first, ...further] = linesOf(
      note(['102', ['Да', 'Итог: Продано', 'Анна Смирнова: скидка'].join(end)]),
    );
    expect(first).toBe('102: Да');
    expect(further.length).toBeGreaterThan(1);
    for (const line of further) expect(line).toMatch(/^\u2003(?:Итог|Анна|$)/);
    expect(linesOf(note(['102', `Итог: Продано`]))).toEqual(['102: Итог: Продано']);
  },
);

test('what is not seen, or turns a line around, is not in it', () => {
  expect(linesOf(note(['102', '\u202eадорп :готИ\u200b\u0007']))).toEqual(['102: адорп :готИ ']);
});

describe('marks', () => {
  const marks = new CallMarks(['new-secret-of-integration', 'old-secret-of-integration']);
  const old = new CallMarks(['old-secret-of-integration']);
  const foreign = new CallMarks(['a-guess-of-the-integration']);

  test('find the note again, also by the secret before a rotation', () => {
    expect(marks.revisionOf(marks.onNote('Ждёт', 'call-1', 12), 'call-1')).toBe(12);
    expect(marks.revisionOf(`${old.onNote('Ждёт', 'call-1', 3)} исправлено`, 'call-1')).toBe(3);
    expect(marks.isTaskOf(old.onTask('Счёт', 'call-1'), 'call-1')).toBe(true);
    expect(isNextTask(marks.onTask('Счёт на +79101234567', 'call-1'))).toBe(true);
  });

  test('of another call, another secret or another revision are none', () => {
    const text = marks.onNote('Ждёт', 'call-1', 1);
    expect(marks.revisionOf(text, 'call-2')).toBeNull();
    expect(foreign.revisionOf(text, 'call-1')).toBeNull();
    expect(marks.revisionOf(text.replace(/1$/, '999'), 'call-1')).toBeNull();
    expect(marks.revisionOf(marks.onTask('Ждёт', 'call-1'), 'call-1')).toBeNull();
    expect(marks.isTaskOf(marks.onTask('Счёт', 'call-1'), 'call-2')).toBe(false);
    expect(marks.isTaskOf(`${text})`, 'call-1')).toBe(false);
  });

  test('that an agent types are none in what goes to amoCRM', () => {
    const copied = marks.onNote('', 'call-2', 7).trim();
    const task = marks.onTask('', 'call-2').trim();
    const hidden = copied.replace('NG', 'N\u200bG');
    const text = noteText(note(['101', `${copied}\n${hidden}\n${task} ${copied}${copied}`]), words);
    expect(marks.revisionOf(text, 'call-2')).toBeNull();
    expect(marks.isTaskOf(text, 'call-2')).toBe(false);
    expect(withoutMarks(withoutMarks(copied))).toBe(withoutMarks(copied));
    const live = note(['101', copied]);
    const record = { id: 'call-1', number: '+79101234567', startedAt: 0 } as never;
    const logged = { ...live, phase: 'waiting', record, until: 0 } as CallNote;
    const sent = noteJobOf(logged, { type: 'task', task: { text: task, dueAt: 1 } }, words);
    expect(sent?.job).toMatchObject({ stage: 'nextTask', text: '(AsteriskNG …)' });
  });
});
