import type { Method } from '../../../protocol/methods';
import { passUntil } from '../support/passUntil';
import { RightsOffice } from '../support/RightsOffice';

let office: RightsOffice;
beforeEach(async () => {
  office = await RightsOffice.open();
});
afterEach(() => office.close());

const call = (method: Method, headers: object, params: object = {}): Promise<unknown> =>
  office.backend.call(method, params, headers);
const userOf = (id: number): { rights?: { is_active?: boolean } } =>
  office.amo.account.users.find((user) => user.id === id)!;

test('a user who is switched off in amoCRM, or not in it, opens no session', async () => {
  await office.untilRights('ok');
  expect(await office.openSession('106')).toBe('UserInactive');
  expect(await office.openSession('110')).toBe('UserInactive');
  // Their rights are not told.
  expect(await office.openSession('111')).toMatchObject({ agent: { extension: '111' } });
});

test.each([
  ['switched off', (): void => void (userOf(4).rights!.is_active = false)],
  [
    'removed',
    (): void => {
      const { users } = office.amo.account;
      users.splice(
        users.findIndex(({ id }) => id === 4),
        1,
      );
    },
  ],
])('the session of a user who is %s ends once the list is read again', async (_how, change) => {
  await office.untilRights('ok');
  const headers = await office.proven('104');
  expect(await call('originate', headers, { phone: '+79101234567' })).toBeNull();
  expect(await call('hangup', headers)).toBeNull();
  change();
  let answer: unknown = null;
  await office.until(async () => {
    await office.backend.timer.pass(20_000);
    // The session is renewed until then.
    const renewed = await office.proven('104');
    answer = await call('originate', 'session_token' in renewed ? renewed : headers, {
      phone: '+79101234567',
    });
    await call('hangup', renewed);
    return answer === 'UserInactive';
  });
  expect(await office.openSession('104')).toBe('UserInactive');
});

test('a session that has ended does nothing, ping says so, and a poll is held before it is refused', async () => {
  await office.untilRights('ok');
  const headers = await office.proven('104');
  userOf(4).rights!.is_active = false;
  await office.stop();
  await office.start();
  // Until the list is read, the one of the earlier process counts.
  await office.until(async () => (await office.openSession('104')) === 'UserInactive');
  expect(await call('originate', headers, { phone: '+79101234567' })).toBe('UserInactive');
  expect(office.backend.app.simulator.lineCount).toBe(0);
  expect(await call('ping', headers)).toMatchObject({ agent: null, identity: { is_proven: false } });
  let poll: unknown;
  void call('get_agent_status', headers, { current_status: null }).then((answer) => (poll = answer));
  await passUntil(office.backend.timer, 1_000, 'the poll is answered', () => poll !== undefined);
  expect(poll).toBe('UserInactive');
});

test('while the list of users can not be read, telephony goes on', async () => {
  await office.restartUnread(100);
  const sessions = await Promise.all(['106', '110'].map((extension) => office.openSession(extension)));
  expect(sessions).toMatchObject([{ agent: { extension: '106' } }, { agent: { extension: '110' } }]);
});
