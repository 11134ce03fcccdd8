import { amoToken, identitySection } from '../support/amoToken';
import { ClusterBackend } from '../support/ClusterBackend';
import { RealRedis } from '../support/RealRedis';
import { anna } from '../support/startBackend';
import { TestPbx } from '../support/TestPbx';

test('a session that one process has opened is good at the other, also when the first has died', async () => {
  const [redis, pbx] = await Promise.all([RealRedis.start(), TestPbx.start()]);
  const place = {
    redisUrl: redis.url,
    pbxPort: pbx.port,
    sections: { identity: identitySection },
  };
  const backends = await Promise.all([ClusterBackend.process(place), ClusterBackend.process(place)]);
  try {
    const [first, second] = backends;
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
  } finally {
    await Promise.all(backends.map((backend) => backend.close()));
    await Promise.all([redis.close(), pbx.close()]);
  }
});
