import * as v from 'valibot';
import { missedClientsSchema, type WireMissedClient } from '../../../protocol/missedClient';
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

/** The list, once this backend shows one that fits. */
function listOf(
  backend: ClusterBackend,
  who: object,
  isMeant: (clients: readonly WireMissedClient[]) => boolean,
): Promise<readonly WireMissedClient[]> {
  return eventually("the company's missed calls", async () => {
    const read = v.safeParse(missedClientsSchema, await backend.call('get_missed_clients', {}, who));
    return read.success && isMeant(read.output.clients) && read.output.clients;
  });
}

test('all backends show one list; a change wakes polls at each, and the next leader has what the last one had', async () => {
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
  await listOf(second, hers, (clients) => clients.length === 0);
  const { revision, missed_clients } = v.parse(
    v.object({ revision: v.number(), missed_clients: v.number() }),
    await second.call('get_agent_status', { current_status: null, missed_clients: true }, hers),
  );
  const known = { status: 'NOT_CONVERSATION', call_info: null, revision, missed_clients };

  pbx.miss(NUMBER, '101');
  for (const backend of [first, second]) {
    await listOf(backend, hers, ([client]) => client?.contact_phone === NUMBER);
    const status = await backend.call(
      'get_agent_status',
      { current_status: known, missed_clients: true },
      hers,
    );
    expect(status).not.toMatchObject({ missed_clients });
  }
  const [{ id } = { id: '' }] = await listOf(second, hers, (clients) => clients.length === 1);
  expect(await second.call('take_missed_client', { id, is_taken: true }, hers)).toBeNull();
  await listOf(first, hers, ([client]) => client?.taken_by?.is_me === true);

  await first.signal('SIGKILL');
  await second.leads();
  await listOf(second, hers, ([client]) => client?.id === id && client.taken_by?.is_me === true);
});
