import { ChosenContacts } from '../../../../server/crm/callerCard/ChosenContacts';
import type { CrmOptions } from '../../../../server/crm/Crm';
import { CallMarks } from '../../../../server/crm/callLog/CallMarks';
import { MemoryOutboxStore } from '../../support/amo/MemoryOutboxStore';
import { buildCrm, KNOWN, record, UNKNOWN, type TestCrm } from '../../support/amo/startCrm';

/** What reaches amoCRM later than it was meant for. */
const SECRETS = ['a-secret-of-the-integration'];
const marks = new CallMarks(SECRETS);
const choices = new Map<string, Map<string, string>>();
const choiceStore: NonNullable<CrmOptions['choices']> = {
  of: (number) => Promise.resolve(choices.get(number) ?? new Map()),
  save: (number, extension, text) => {
    choices.set(number, new Map(choices.get(number)).set(extension, text));
    return Promise.resolve();
  },
};

let built: TestCrm;

beforeEach(async () => {
  choices.clear();
  const outcomes = { waitSeconds: 60, list: [{ id: 'sold', text: 'Продано' }] };
  built = buildCrm(
    { calls: { unknown: 'nothing', outcomes } },
    { noteStore: new MemoryOutboxStore(), markSecrets: SECRETS, choices: choiceStore },
  );
  await built.crm.start();
});

afterEach(async () => {
  await built.crm.close();
  expect([built.amo.violations, built.timer.pending]).toEqual([[], 0]);
});

const now = (): number => built.timer.now() / 1_000;

/** A call in which 101 has chosen so, and which is over. */
async function ended(number: string, chosen: object): Promise<string> {
  const call = record(built.timer, { number });
  built.crm.notes?.call('101', { type: 'answered', id: call.id, at: 0 }, call.id, { number, via: null });
  const params = { unique_id: call.id, outcome_id: 'sold', written_at: now(), ...chosen };
  await built.crm.notes?.methods.setOutcome('101', params);
  built.crm.finished(call);
  return call.id;
}

test.each([
  ['passed before it was chosen', -3_600, 0],
  ['passes while amoCRM is away', 600, 3_600_000],
])('a next task whose time %s is made, and due soon', async (_name, inSeconds, awayMs) => {
  built.amo.account.contact('Иван Петров', KNOWN);
  if (awayMs > 0) built.amo.fail(/POST/, 'down', 1_000_000);
  const task_due_at = now() + inSeconds;
  const id = await ended(KNOWN, { task_text: 'Перезвонить', task_due_at });
  await built.pass(awayMs);
  built.amo.mend();
  await built.pass(1_300_000);
  const { tasks } = built.amo.account;
  expect(tasks.map(({ text }) => text)).toEqual([marks.onTask('Перезвонить', id)]);
  const [task] = tasks;
  expect(task!.complete_till - task!.created_at).toBe(300);
  expect(built.crm.figures.parked()).toBe(0);
});

test('a next task that is due later keeps its time', async () => {
  built.amo.account.contact('Иван Петров', KNOWN);
  await ended(KNOWN, { task_text: 'Перезвонить', task_due_at: now() + 3_600 });
  const due = now() + 3_600;
  await built.pass(10_000);
  expect(built.amo.account.tasks).toMatchObject([{ complete_till: Math.floor(due) }]);
});

test('a note of a call that has no entry is on the contact that counts for the call, as the entry would be', async () => {
  const id = await ended(UNKNOWN, {});
  await built.pass(10_000);
  for (const contact of [71, 72]) built.amo.account.contact(`Контакт ${contact}`, UNKNOWN, { id: contact });
  const chosen = new ChosenContacts(choiceStore, () => built.timer.now());
  await chosen.choose(UNKNOWN, 72, '101');
  await built.crm.notes?.methods.save('101', { unique_id: id, text: 'Ждёт счёт', written_at: now() });
  await built.pass(60_000);
  expect(built.amo.account.notes).toMatchObject([{ type: 'contacts', entity_id: 72, note_type: 'common' }]);
});

test('it is on the company where only a company has the number', async () => {
  const id = await ended(UNKNOWN, {});
  await built.pass(10_000);
  const company = { id: 70, name: 'Ромашка', phones: [UNKNOWN], responsible_user_id: 1, updated_at: 5 };
  built.amo.account.companies.push(company);
  await built.crm.notes?.methods.save('101', { unique_id: id, text: 'Ждёт счёт', written_at: now() });
  await built.pass(60_000);
  expect(built.amo.account.notes).toMatchObject([{ type: 'companies', entity_id: 70, note_type: 'common' }]);
});
