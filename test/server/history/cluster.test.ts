import * as v from 'valibot';
import { historySchema, type WireHistory } from '../../../protocol/history';
import { amoToken, identitySection } from '../support/amoToken';
import { ClusterBackend } from '../support/ClusterBackend';
import { eventually } from '../support/eventually';
import { Opened } from '../support/Opened';
import { RealPostgres } from '../support/RealPostgres';
import { RealRedis } from '../support/RealRedis';
import { anna } from '../support/startBackend';
import { TestPbx } from '../support/TestPbx';

const NUMBER = '+79991112233';

const opened = new Opened();
afterEach(() => opened.close());

test('all backends answer with one list, and the next leader with what the last one had', async () => {
  const [redis, pbx, postgres] = await Promise.all([
    opened.add(RealRedis.start()),
    opened.add(TestPbx.start()),
    opened.add(RealPostgres.start()),
  ]);
  const place = {
    redisUrl: redis.url,
    pbxPort: pbx.port,
    sections: {
      identity: identitySection,
      store: { postgres: postgres.address, password: postgres.password },
    },
  };
  const first = await opened.add(ClusterBackend.process(place));
  await first.leads();
  const second = await opened.add(ClusterBackend.process(place));
  const token = amoToken(Date.now(), { user_id: anna.amouser_id });
  const hers = { ...anna, ...((await first.call('open_session', { token }, anna)) as object) };
  const pageOf = (backend: ClusterBackend, params: object, isMeant: (page: WireHistory) => boolean) =>
    eventually('the list of past calls', async () => {
      const answer = await backend.call('get_history', { scope: 'own', limit: 1, ...params }, hers);
      const read = v.safeParse(historySchema, answer);
      return read.success && isMeant(read.output) && read.output;
    });
  pbx.miss(NUMBER, '101');
  await pageOf(first, {}, ({ calls }) => calls.length === 1);
  pbx.miss('+79991112244', '101');
  for (const backend of [first, second]) {
    const { next } = await pageOf(backend, {}, ({ calls }) => calls[0]?.contact_phone === '+79991112244');
    // A cursor of one backend is read by the other.
    const other = backend === first ? second : first;
    await pageOf(other, { cursor: next }, ({ calls }) => calls[0]?.contact_phone === NUMBER);
  }
  expect(await second.call('get_recording', { unique_id: 'x' }, hers)).toBe('NoActiveCall');
  await first.signal('SIGKILL');
  await second.leads();
  await pageOf(second, { outcome: 'missed' }, ({ calls }) => calls[0]?.contact_phone === '+79991112244');
});
