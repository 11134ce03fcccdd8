import fc from 'fast-check';
import type { Failure } from '../../support/amo/FakeAmo';
import { marks, NoteOffice, OUTCOME, type Case, type Talk } from './NoteOffice';

function expectEachOnce({ amo, records, disk }: NoteOffice, { talks }: Case): void {
  const { notes, tasks, unsorted } = amo.account;
  expect(unsorted).toEqual([]);
  records.forEach(({ id }, index) => {
    const { texts, choice, isHandedOver } = talks[index]!;
    const entries = notes.filter(({ params }) => params.uniq === id);
    const written = notes.filter(({ params }) => marks.revisionOf(params.text ?? '', id) !== null);
    const last = new Map<string, string>();
    for (const { at, who, text } of [...texts].sort((a, b) => a.at - b.at || (a.text > b.text ? 1 : -1)))
      last.set(isHandedOver && at > 35 ? who : '101', text);
    const wanted = [...last.values()].filter((text) => text.trim() !== '');
    const result = entries[0]?.params.call_result ?? null;
    const isInNote = written[0]?.params.text?.includes(`Итог: ${OUTCOME}`) === true;
    expect([id, entries.length, tasks.filter(({ text }) => marks.isTaskOf(text, id)).length]).toEqual([
      id,
      1,
      Number(choice?.hasTask === true),
    ]);
    if (wanted.length > 0) expect(written).toHaveLength(1);
    expect(written.length).toBeLessThanOrEqual(1);
    for (const text of wanted) expect(written[0]?.params.text).toContain(text.replace('\n', '\n\u2003'));
    if (choice !== null) expect([result, isInNote]).toContainEqual(result === null ? true : OUTCOME);
    else expect([result, isInNote]).toEqual([null, false]);
  });
  const open = [...disk.outbox.values()].filter((text) => !text.includes('"done"'));
  expect([open, amo.violations]).toEqual([[], []]);
}

const second = fc.integer({ min: 6, max: 300 });
const talk: fc.Arbitrary<Talk> = fc.record({
  isKnown: fc.boolean(),
  isHandedOver: fc.boolean(),
  texts: fc.array(
    fc.record({
      at: second,
      who: fc.constantFrom<'101' | '102'>('101', '102'),
      text: fc.constantFrom('Ждёт счёт', 'Перезвонить\nпосле обеда', 'Купит два', ''),
    }),
    { maxLength: 4 },
  ),
  choice: fc.option(fc.record({ at: second, hasLead: fc.boolean(), hasTask: fc.boolean() })),
});
const failure = fc.constantFrom<Failure>(
  'silence',
  'storedSilence',
  'storedCut',
  'down',
  { status: 504, isStored: true, body: '<html>504</html>' },
  { status: 503, body: '<html>maintenance</html>' },
  { status: 200, isStored: true, body: '<html>welcome</html>' },
  { status: 429 },
  { status: 429, retryAfter: 3 },
);

test('wherever processes die and requests fail: one entry, one note, one outcome, one task, and nothing typed is lost', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        talks: fc.array(talk, { minLength: 1, maxLength: 2 }),
        lives: fc.array(fc.integer({ min: 2, max: 40 }), { maxLength: 4 }),
        failures: fc.array(failure, { maxLength: 4 }),
      }),
      async (one) => {
        const office = new NoteOffice(one);
        for (const how of one.failures) office.amo.fail(/(POST|PATCH)/, how);
        await office.play();
        expectEachOnce(office, one);
      },
    ),
    { numRuns: 30, endOnFailure: true },
  );
});
