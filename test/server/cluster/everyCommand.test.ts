import { methods, isMethod } from '../../../protocol/methods';
import { isCommand } from '../../../server/rpc/isQuery';
import { systemClock } from '../../../server/system/Clock';
import { FakeAmo } from '../support/amo/FakeAmo';
import { TOKEN } from '../support/amo/GrantOffice';
import { amoToken, identitySection } from '../support/amoToken';
import { ClusterBackend } from '../support/ClusterBackend';
import { methodParams } from '../support/methodParams';
import { RealPostgres } from '../support/RealPostgres';
import { RealRedis } from '../support/RealRedis';
import { anna } from '../support/startBackend';
import { TestPbx } from '../support/TestPbx';

const NUMBER = '+79991112233';

test('every command of the wire has the same answer and effect at a following backend as at the leading one', async () => {
  const [redis, pbx, postgres] = await Promise.all([
    RealRedis.start(),
    TestPbx.start(),
    RealPostgres.start(),
  ]);
  const amo = new FakeAmo(systemClock);
  const outcomes = { list: [{ id: 'sold', text: 'Продано' }] };
  const place = {
    redisUrl: redis.url,
    pbxPort: pbx.port,
    sections: {
      identity: identitySection,
      amocrm: { address: await amo.listen(), token: TOKEN, calls: { outcomes } },
      store: { postgres: postgres.address, password: postgres.password },
    },
  };
  const leading = await ClusterBackend.process(place);
  await leading.leads();
  const following = await ClusterBackend.process(place);
  try {
    const token = amoToken(Date.now(), { user_id: anna.amouser_id });
    const hers = { ...anna, ...((await leading.call('open_session', { token }, anna)) as object) };
    /** The answer to each, and what the telephone system was sent, without the ids of its calls. */
    const triedAt = async (backend: ClusterBackend) => {
      const tried: [method: string, answer: unknown, sent: string[]][] = [];
      for (const method of Object.keys(methods).filter(isMethod).filter(isCommand)) {
        const before = pbx.commands.length;
        const answer = await backend.call(method, methodParams[method], hers);
        const sent = pbx.commands.slice(before).map((command) => command.replace(/ c\d+$/, ''));
        tried.push([method, answer, sent]);
      }
      return tried;
    };
    const there = await triedAt(leading);
    expect(await triedAt(following)).toEqual(there);
    expect(there).toContainEqual(['hangup', null, ['hangup 101']]);
    expect(there).toContainEqual(['client_made', 'NoActiveCall', []]);

    const id = pbx.incoming(NUMBER, '101');
    await following.shows(({ calls }) => calls.some(({ unique_id }) => unique_id === id), hers);
    amo.account.contact('Новый клиент', NUMBER, { id: 71 });
    const made = { unique_id: id, cards: [{ kind: 'contacts', id: '71' }] };
    expect(await following.call('client_made', made, hers)).toBeNull();
  } finally {
    await Promise.all([leading, following].map((backend) => backend.close()));
    await Promise.all([redis.close(), pbx.close(), amo.close(), postgres.close()]);
  }
});
