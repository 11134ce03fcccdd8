import { systemClock } from '../../../../server/system/Clock';
import { FakeAmo } from '../../support/amo/FakeAmo';
import { amoRights } from '../../support/amo/amoRights';
import { TOKEN } from '../../support/amo/GrantOffice';
import { amoToken, identitySection } from '../../support/amoToken';
import { ClusterBackend } from '../../support/ClusterBackend';
import { eventually } from '../../support/eventually';
import { Opened } from '../../support/Opened';
import { RealRedis } from '../../support/RealRedis';
import { anna, boris } from '../../support/startBackend';
import { TestPbx } from '../../support/TestPbx';

const NUMBER = '+79991112233';

/** Until the search finds the contact: this process reads the list of users by itself. */
async function found(backend: ClusterBackend, search: object, who: object): Promise<void> {
  const people = await eventually('found', async () => {
    const some = (await backend.call('get_contacts', search, who)) as object[];
    return some.length > 0 && some;
  });
  expect(people).toMatchObject([{ name: 'Иван Иванов' }]);
}

const opened = new Opened();
afterEach(() => opened.close());

test('each process shows one call to each agent as their user may see it, also after the leader has died', async () => {
  const [redis, pbx] = await Promise.all([opened.add(RealRedis.start()), opened.add(TestPbx.start())]);
  const amo = await opened.add(Promise.resolve(new FakeAmo(systemClock)));
  const [one, two] = amo.account.users;
  Object.assign(one!, { rights: amoRights({ contacts: 'M' }) });
  Object.assign(two!, { rights: amoRights({ contacts: 'M' }) });
  amo.account.contact('Иван Иванов', NUMBER, { responsible_user_id: 1 });
  const place = {
    redisUrl: redis.url,
    pbxPort: pbx.port,
    sections: { identity: identitySection, amocrm: { address: await amo.listen(), token: TOKEN } },
  };
  const first = await opened.add(ClusterBackend.process(place));
  await first.leads();
  const backends = [first, await opened.add(ClusterBackend.process(place))];
  const session = async (who: typeof anna): Promise<typeof anna> => {
    const token = amoToken(Date.now(), { user_id: who.amouser_id });
    return { ...who, ...((await first.call('open_session', { token }, who)) as object) };
  };
  const [hers, his] = [await session(anna), await session(boris)];
  const calls = ['101', '102'].map((extension) => pbx.incoming(NUMBER, extension));
  for (const backend of backends) {
    await backend.shows((status) => status.calls[0]?.contact_name === 'Иван Иванов', hers);
    const status = await backend.shows(({ calls: [call] }) => call !== undefined, his);
    expect(JSON.stringify(status)).not.toContain('Иван');
    expect(status.calls[0]).toMatchObject({ contact_phone: NUMBER, contact_name: null, contact_id: null });
  }
  const [, second] = backends as [ClusterBackend, ClusterBackend];
  const search = { start_with: 'Иванов', max_results: 5 };
  await found(second, search, hers);
  expect(await second.call('get_contacts', search, his)).toEqual([]);
  await first.signal('SIGKILL');
  await second.leads();
  for (const id of calls) pbx.end(id, 'missed');
  const missed = await second.shows((status) => status.missed.length === 1, hers);
  expect(missed.missed[0]).toMatchObject({ contact_name: 'Иван Иванов', contact_phone: NUMBER });
  const other = await second.shows((status) => status.missed.length === 1, his);
  expect(other.missed[0]).toMatchObject({ contact_name: null, contact_phone: NUMBER });
  expect(JSON.stringify(other)).not.toContain('Иван');
});
