import * as v from 'valibot';
import { AgentDirectory } from '../../../server/calls/AgentDirectory';
import { createLogger } from '../../../server/http/createLogger';
import { identitySettingsSchema, type RequiredIdentity } from '../../../server/identity/identitySettings';
import { UserIdentity } from '../../../server/identity/UserIdentity';
import { FakeTimer } from '../../support/FakeTimer';
import { amoToken, identitySection } from '../support/amoToken';
import { passUntil } from '../support/passUntil';
import { KEY } from '../support/startBackend';
import { startRoutes } from '../support/startRoutes';
import { wireForm } from '../support/wireForm';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

const answer = v.object({
  content: v.object({
    result: v.object({ result: v.optional(v.unknown()), exception: v.nullish(v.string()) }),
  }),
});

test('a poll that is held while its user is switched off shows no call that comes after it', async () => {
  const clock = new FakeTimer();
  let isOff = false;
  const identity = new UserIdentity(v.parse(identitySettingsSchema, identitySection) as RequiredIdentity, {
    clock,
    logger: createLogger('fatal', { write: () => undefined }),
    directory: new AgentDirectory([
      { email: 'anna@example.com', amouserId: 1, extension: '101', name: 'Anna' },
    ]),
    findEmail: null,
    isInactive: () => isOff,
  });
  const { session_token } = await identity.openSession(amoToken(clock.now()));
  const backend = await startRoutes({}, () => Promise.resolve(null), identity);
  const who = { amouser_email: 'anna@example.com', amouser_id: 1, widget_version: '1.1.0', session_token };
  const poll = async (current_status: unknown): Promise<unknown> => {
    const url = `/asterisk_ng?secret_key=${KEY}`;
    const body = wireForm({ who, method: 'get_agent_status', params: { current_status } });
    const response = await backend.http.inject({ method: 'POST', url, headers: FORM, body });
    const { result } = v.parse(answer, response.json()).content;
    return result.exception ?? result.result;
  };
  const status = await poll(null);
  expect(status).toMatchObject({ calls: [] });
  let held: unknown = 'held';
  void poll(status).then((answered) => (held = answered));
  await passUntil(backend.timer, 0, 'the poll is held', () => backend.states.waitingPolls > 0);
  isOff = true;
  backend.simulator.incoming('+79101234567', ['101'], { answersItself: false });
  await passUntil(backend.timer, 1_000, 'it is answered', () => held !== 'held');
  expect(held).toBe('UserInactive');
  await backend.close();
});
