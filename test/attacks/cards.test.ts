import * as v from 'valibot';
import { callerCardSchema, type CallerCard } from '../../protocol/callerCard';
import { RightsOffice } from '../server/support/RightsOffice';
import { identitySection } from '../server/support/amoToken';
import type { FullStatus } from '../server/support/startBackend';

let office: RightsOffice;

beforeEach(async () => {
  office = RightsOffice.prepare();
  const { account } = office.amo;
  account.contact('Иван', office.number, { id: 71, responsible_user_id: 2 });
  account.contact('Мария', office.number, { id: 72, responsible_user_id: 4 });
  account.contact('Чужая', '+79990000001', { id: 73, responsible_user_id: 2 });
  await office.start(identitySection, { index: true });
  await office.untilIndexed();
  await office.untilRights('ok');
  office.incoming();
  await office.until(async () => (await lastCall('101'))['contact_matches']?.length === 2);
});
afterEach(() => office.close());

type Call = FullStatus['calls'][number];
const lastCall = async (extension: string): Promise<Call> => {
  const params = { current_status: null, cards: true };
  const headers = await office.proven(extension);
  const { calls } = (await office.backend.call('get_agent_status', params, headers)) as FullStatus;
  return calls.at(-1)!;
};
const cardOf = async (extension: string): Promise<CallerCard | null> => {
  const { card } = await lastCall(extension);
  return card === undefined ? null : v.parse(callerCardSchema, card);
};
const choose = async (extension: string, contact_id: unknown, unique_id?: string): Promise<unknown> => {
  const call = unique_id ?? (await lastCall(extension)).unique_id;
  const params = { unique_id: call, contact_id };
  return office.backend.call('choose_contact', params, await office.proven(extension));
};
/** No agent has chosen: the administrator, who views everything, still has to. */
const expectUnchosen = async (): Promise<void> => {
  expect((await lastCall('101'))['contact_matches']).toHaveLength(2);
  expect((await cardOf('101'))?.is_chosen).toBeUndefined();
};

test("an agent chooses for calls of their own alone, not by a colleague's id", async () => {
  const { simulator } = office.backend.app;
  simulator.incoming('+79990000002', ['102'], { answersItself: false });
  const { unique_id } = await lastCall('102');
  expect((await lastCall('103')).unique_id).not.toBe(unique_id);
  for (const id of [unique_id, `${unique_id} `, '']) {
    const outcome = await choose('103', '71', id);
    expect([id, outcome === 'NoActiveCall' || outcome === 410]).toEqual([id, true]);
  }
  await expectUnchosen();
});

test('an agent chooses none but the contacts of the call that their user may view in amoCRM', async () => {
  // 105 views nothing, 104 their own contact alone, of which there is nothing to choose.
  for (const [extension, contact] of [
    ['105', '71'],
    ['105', '72'],
    ['104', '71'],
    ['104', '72'],
    ['101', '73'],
    ['101', '74'],
  ] as const)
    expect([extension, contact, await choose(extension, contact)]).toEqual([
      extension,
      contact,
      'UnknownContact',
    ]);
  await expectUnchosen();
  expect(await choose('102', '72')).toBeNull();
  await office.until(async () => (await cardOf('101'))?.is_chosen === true);
  // The choice shows no agent more than before.
  expect((await cardOf('105'))?.contact).toBeUndefined();
});

test('an id that is none is refused, whatever its size', async () => {
  const texts = ['9'.repeat(17), '9'.repeat(50_000), '-71', '71.0', '7e1', ' 71', ''];
  for (const contact_id of [...texts, 71, null, ['71'], { id: '71' }])
    expect([400, 410]).toContain(await choose('101', contact_id));
  await expectUnchosen();
});

test('the key alone neither chooses nor sees a card', async () => {
  const { unique_id } = await lastCall('101');
  const claimed = office.claimed('101');
  const params = { unique_id, contact_id: '71' };
  expect(await office.backend.call('choose_contact', params, claimed)).toBe('IdentityRequired');
  const status = { current_status: null, cards: true };
  // A poll is refused after a while, by the backend's clock.
  let outcome: unknown;
  const poll = office.backend.call('get_agent_status', status, claimed).then((answer) => (outcome = answer));
  await office.until(async () => {
    await office.backend.timer.pass(1_000);
    return outcome !== undefined;
  });
  await poll;
  expect(outcome).toBe('IdentityRequired');
  await expectUnchosen();
});
