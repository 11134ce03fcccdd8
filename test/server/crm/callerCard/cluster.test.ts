import * as v from 'valibot';
import { callerCardSchema, type CallerCard } from '../../../../protocol/callerCard';
import { systemClock } from '../../../../server/system/Clock';
import { FakeAmo } from '../../support/amo/FakeAmo';
import { amoRights } from '../../support/amo/amoRights';
import { TOKEN } from '../../support/amo/GrantOffice';
import { amoToken, identitySection } from '../../support/amoToken';
import { ClusterBackend } from '../../support/ClusterBackend';
import { eventually } from '../../support/eventually';
import { Opened } from '../../support/Opened';
import { RealPostgres } from '../../support/RealPostgres';
import { RealRedis } from '../../support/RealRedis';
import { anna, type FullStatus } from '../../support/startBackend';
import { TestPbx } from '../../support/TestPbx';

const NUMBER = '+79991112233';

/** A text says why the backend has none to give, as while no backend leads. */
const statusOf = async (backend: ClusterBackend, who: object): Promise<FullStatus | string> =>
  (await backend.call('get_agent_status', { current_status: null, cards: true }, who)) as FullStatus | string;

/** The card of the agent's call, once this backend shows one that fits. */
function cardOf(
  backend: ClusterBackend,
  who: object,
  id: string,
  isMeant: (card: CallerCard) => boolean,
): Promise<CallerCard> {
  return eventually(`the card of ${id}`, async () => {
    const status = await statusOf(backend, who);
    if (typeof status === 'string') return false;
    const call = status.calls.find(({ unique_id }) => unique_id === id);
    const card = v.safeParse(callerCardSchema, call?.['card']);
    return card.success && isMeant(card.output) && card.output;
  });
}

/** Both contacts of the number are offered for the call; before, there is nothing to choose from. */
const isMatched =
  (id: string) =>
  ({ calls }: FullStatus): boolean =>
    calls.find(({ unique_id }) => unique_id === id)?.contact_matches?.length === 2;

const opened = new Opened();
afterEach(() => opened.close());

test('a contact that is chosen at the following backend is on the card at the leading one, and everywhere after that one has died', async () => {
  const [redis, pbx, postgres] = await Promise.all([
    opened.add(RealRedis.start()),
    opened.add(TestPbx.start()),
    opened.add(RealPostgres.start()),
  ]);
  const amo = await opened.add(Promise.resolve(new FakeAmo(systemClock)));
  const [one] = amo.account.users;
  Object.assign(one!, { rights: amoRights({ contacts: 'A', companies: 'A', leads: 'A' }) });
  amo.account.contact('Марина Котова', NUMBER, { id: 71, responsible_user_id: 1 });
  amo.account.contact('Сергей Котов', NUMBER, { id: 72, responsible_user_id: 1 });
  const place = {
    redisUrl: redis.url,
    pbxPort: pbx.port,
    sections: {
      identity: identitySection,
      amocrm: { address: await amo.listen(), token: TOKEN, index: true },
      store: { postgres: postgres.address, password: postgres.password },
    },
  };
  const first = await opened.add(ClusterBackend.process(place));
  await first.leads();
  await first.says("amoCRM's cards are in the index");
  const second = await opened.add(ClusterBackend.process(place));
  const token = amoToken(Date.now(), { user_id: anna.amouser_id });
  const hers = { ...anna, ...((await first.call('open_session', { token }, anna)) as object) };
  const id = pbx.incoming(NUMBER, '101');
  await second.shows(isMatched(id), hers);
  expect(await second.call('choose_contact', { unique_id: id, contact_id: '72' }, hers)).toBeNull();
  const isChosen = ({ contact, is_chosen }: CallerCard): boolean =>
    contact?.id === '72' && is_chosen === true;
  await cardOf(first, hers, id, isChosen);
  await cardOf(second, hers, id, isChosen);
  await first.signal('SIGKILL');
  await second.leads();
  // The call that goes on, and the next one.
  await cardOf(second, hers, id, isChosen);
  pbx.end(id, 'missed');
  await cardOf(second, hers, pbx.incoming(NUMBER, '101'), isChosen);
  // A wrong choice can still be changed.
  const other = pbx.incoming(NUMBER, '101');
  await second.shows(isMatched(other), hers);
  expect(await second.call('choose_contact', { unique_id: other, contact_id: '71' }, hers)).toBeNull();
  await cardOf(second, hers, other, ({ contact }) => contact?.id === '71');
});
