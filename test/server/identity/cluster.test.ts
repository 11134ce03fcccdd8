import { amoToken, identitySection } from '../support/amoToken';
import { ClusterBackend } from '../support/ClusterBackend';
import { Opened } from '../support/Opened';
import { RealRedis } from '../support/RealRedis';
import { anna } from '../support/startBackend';
import { TestPbx } from '../support/TestPbx';

const opened = new Opened();
afterEach(() => opened.close());

test('a session that one process has opened is good at the other, also when the first has died', async () => {
  const [redis, pbx] = await Promise.all([opened.add(RealRedis.start()), opened.add(TestPbx.start())]);
  const place = {
    redisUrl: redis.url,
    pbxPort: pbx.port,
    sections: { identity: identitySection },
  };
  const [first, second] = await Promise.all([
    opened.add(ClusterBackend.process(place)),
    opened.add(ClusterBackend.process(place)),
  ]);
  const { session_token } = (await first.call('open_session', { token: amoToken(Date.now()) })) as {
    session_token: string;
  };
  const proven = { ...anna, session_token };
  expect(await second.call('ping', {}, proven)).toMatchObject({ agent: { extension: '101' } });
  const number = '+79101234567';
  expect(await second.call('originate', { phone: number }, proven)).toBeNull();
  expect(pbx.commands).toEqual([`originate 101 ${number}`]);
  expect(await second.call('hangup')).toBe('IdentityRequired');
  await first.signal('SIGKILL');
  expect(await second.call('ping', {}, proven)).toMatchObject({ identity: { is_proven: true } });
});
