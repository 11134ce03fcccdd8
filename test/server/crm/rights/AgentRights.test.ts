import * as v from 'valibot';
import { AgentDirectory } from '../../../../server/calls/AgentDirectory';
import { usersAnswer, type AmoUser } from '../../../../server/crm/callers/amoAnswers';
import { pageOf } from '../../../../server/crm/client/answerSchemas';
import { AgentRights, type RightsNotes } from '../../../../server/crm/rights/AgentRights';
import { checkRights } from '../../../../server/crm/rights/checkRights';
import { rightsHealth } from '../../../../server/crm/rights/rightsHealth';
import { FakeTimer, settle } from '../../../support/FakeTimer';
import { amoRights, type SomeRights } from '../../support/amo/amoRights';

const HOUR_MS = 3_600_000;
const agents = [
  { email: 'Anna@example.com', amouserId: 1, extension: '101', name: 'Anna' },
  { email: 'boris@example.com', extension: '102', name: 'Boris' },
];

const users = (anna: SomeRights = {}, boris: SomeRights = {}): readonly AmoUser[] =>
  v.parse(pageOf('users', usersAnswer), {
    _embedded: {
      users: [
        { id: 1, name: 'Anna', email: 'other@example.com', rights: amoRights(anna) },
        { id: 2, name: 'Boris', email: 'Boris@Example.com', rights: amoRights(boris) },
        // Has taken over the e-mail of an agent whose id is set.
        { id: 3, name: 'Eve', email: 'anna@example.com', rights: amoRights({ is_admin: true }) },
      ],
    },
  }).read;

/** What survives a process. */
class Notes implements RightsNotes {
  readonly kept = new Map<string, string>();
  notes(): Promise<ReadonlyMap<string, string>> {
    return Promise.resolve(new Map(this.kept));
  }
  save({ notes }: { readonly notes: ReadonlyMap<string, string> }): Promise<void> {
    for (const [name, text] of notes) this.kept.set(name, text);
    return Promise.resolve();
  }
}

let timer: FakeTimer;
let notes: Notes;
let rights: AgentRights;
let list: () => Promise<readonly AmoUser[]>;
let troubles: string[];
let changes: number;

function start(): void {
  rights = new AgentRights({
    listUsers: () => list(),
    directory: new AgentDirectory(agents),
    isLocal: (number) => number === '+74950000000',
    notes,
    clock: timer,
    onUnread: (why) => troubles.push(why),
  });
  rights.setWriting(true);
  rights.setChangeListener(() => (changes += 1));
  rights.start();
}

beforeEach(() => {
  timer = new FakeTimer();
  notes = new Notes();
  troubles = [];
  changes = 0;
  list = () => Promise.resolve(users({ contacts: 'M' }, { contacts: 'A' }));
});
afterEach(() => {
  rights.close();
});

const sees = (extension: string, responsibleId: number): boolean =>
  rights.mayView(extension, 'contacts', { responsibleId });
const all = (): boolean[] => [sees('101', 1), sees('101', 2), sees('102', 1)];
const down = (): Promise<never> => Promise.reject(new Error('down'));

test('an agent is the user with the id of the settings, else the one with the e-mail', async () => {
  start();
  expect(all()).toEqual([false, false, false]);
  await settle();
  expect(all()).toEqual([true, false, true]);
  expect(changes).toBe(1);
});

test('a list that has not changed is no news; one that has changed counts from the next look on', async () => {
  start();
  await settle();
  await timer.pass(HOUR_MS);
  expect(changes).toBe(1);
  list = () => Promise.resolve(users({ contacts: 'A' }, { contacts: 'D' }));
  await timer.pass(5 * 60_000);
  expect(changes).toBe(2);
  expect(all()).toEqual([true, true, false]);
});

test('while the list can not be read the last one counts, for a day; health says so after an hour', async () => {
  start();
  await settle();
  list = down;
  await timer.pass(HOUR_MS - 1);
  expect(rightsHealth(rights).state).toBe('ok');
  expect(troubles).toEqual(['failed']);
  await timer.pass(10 * 60_000);
  expect(rightsHealth(rights)).toMatchObject({ state: 'failing', code: 'old' });
  // The machine's clock is corrected by two days: the list is no older for it.
  timer.jump(48 * HOUR_MS);
  await timer.pass(HOUR_MS);
  expect(all()).toEqual([true, false, true]);
  await timer.pass(23 * HOUR_MS);
  expect(all()).toEqual([false, false, false]);
  expect(changes).toBe(2);
  expect(rightsHealth(rights)).toMatchObject({ state: 'failing', code: 'failed' });
  list = () => Promise.resolve(users());
  await timer.pass(5 * 60_000);
  expect(rightsHealth(rights).state).toBe('ok');
  expect(troubles).toEqual(['failed']);
});

test('a token that may list nobody gives nobody a right', async () => {
  list = () => Promise.resolve([]);
  start();
  expect(rightsHealth(rights).state).toBe('reading');
  await settle();
  expect(all()).toEqual([false, false, false]);
  expect(rightsHealth(rights)).toMatchObject({ state: 'failing', code: 'forbidden' });
  expect(troubles).toEqual(['forbidden']);
});

test('a backend that starts while amoCRM is away goes on with what was kept, unless that is too old', async () => {
  start();
  await settle();
  rights.close();
  list = down;
  await timer.pass(HOUR_MS);
  start();
  await settle();
  expect(all()).toEqual([true, false, true]);
  rights.close();
  await timer.pass(24 * HOUR_MS);
  start();
  await settle();
  expect(all()).toEqual([false, false, false]);
  rights.close();
  notes.kept.set('rights', '{"at":9e99,"users":');
  start();
  await settle();
  expect(all()).toEqual([false, false, false]);
});

test('of several backends only the one that leads keeps the list', async () => {
  start();
  rights.setWriting(false);
  await settle();
  expect(notes.kept.size).toBe(0);
});

test('a name that an earlier version has written is shown if the phone book has it', async () => {
  start();
  await settle();
  const party = (number: string) => ({
    number,
    name: 'Иван',
    contactId: '7',
    company: null,
    responsible: null,
    matches: [],
  });
  expect(rights.shown('102', party('+74950000000')).name).toBe('Иван');
  expect(rights.shown('102', party('+79990000001'))).toMatchObject({ name: null, contactId: null });
});

test('a screen that is before everybody gets a name that all may see', async () => {
  start();
  await settle();
  const whole = (responsibleId: number) => ({
    number: '+79990000001',
    name: null,
    contactId: null,
    company: null,
    responsible: null,
    matches: [],
    whole: { contacts: [{ id: '7', name: 'Иван', responsibleId }], company: null, leads: [] },
  });
  expect([rights.nameForAll(whole(1)), rights.nameForAll(whole(2))]).toEqual(['Иван', null]);
});

test('check names whom the rights leave with numbers alone, and who has a group that is not named', () => {
  const levels = (found: readonly AmoUser[]): string[] =>
    checkRights(agents, found).map(({ level }) => level);
  expect(levels([])).toEqual(['fault', 'fault']);
  expect(levels(users())).toEqual(['ok']);
  expect(levels(users({ is_active: false }))).toEqual(['ok', 'warning']);
  expect(levels(users({ contacts: 'G' }))).toEqual(['ok', 'warning']);
  expect(levels(users({ contacts: 'G', group_id: 7 }))).toEqual(['ok']);
  const [, found] = checkRights(agents, users({ is_active: false }));
  expect(found?.text).toMatchObject({ en: expect.stringContaining('Anna@example.com') as string });
});
