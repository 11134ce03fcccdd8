import type { Failure } from '../../support/amo/FakeAmo';
import { expectEachOnce } from './expectEachOnce';
import { NoteOffice, type Case } from './NoteOffice';

const talk = {
  ...{ isKnown: true, isHandedOver: false, isDoubling: false, reloads: [] },
  texts: [{ at: 10, who: '101', computer: 'a' }],
} as const;

const LOST: readonly Failure[] = [
  'storedSilence',
  'storedCut',
  { status: 504, isStored: true, body: '<html>504</html>' },
  { status: 200, isStored: true, body: '<html>welcome</html>' },
];

async function expectOnDeal(
  how: Failure,
  change: (office: NoteOffice) => void = () => undefined,
): Promise<void> {
  const choice = { at: 50, hasLead: false, hasTask: true };
  const one: Case = { hasDeal: true, talks: [{ ...talk, choice }], lives: [], failures: [how] };
  const office = new NoteOffice(one);
  office.amo.fail(/POST .*\/calls$/, how);
  change(office);
  await office.play();
  const { notes, tasks } = office.amo.account;
  expect(notes.map(({ type, note_type }) => `${type} ${note_type}`)).toEqual([
    'leads call_in',
    'leads common',
  ]);
  expect(tasks).toMatchObject([{ entity_type: 'leads' }]);
  expectEachOnce(office, one);
}

test.each(LOST)(
  'note and task are on the open deal where amoCRM has put the entry, its answer being lost: %j',
  (how) => expectOnDeal(how),
);

test('also where the deal is won before the note is written', () =>
  expectOnDeal('storedSilence', ({ amo: { account } }) => {
    const add = account.addCall.bind(account);
    account.addCall = (call) => {
      const on = add(call);
      for (const lead of account.leads)
        Object.assign(lead, { status_id: 142, updated_at: account.seconds() });
      return on;
    };
  }));
