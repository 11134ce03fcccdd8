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

const isInPhase =
  (id: string, phase: string) =>
  ({ calls }: FullStatus): boolean =>
    calls.find(({ unique_id }) => unique_id === id)?.phase === phase;

const opened = new Opened();
afterEach(() => opened.close());

/** Two backends, the first of which leads, and the agent's proof. */
async function cluster() {
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
      amocrm: {
        address: await amo.listen(),
        token: TOKEN,
        index: true,
        calls: { outcomes: { waitSeconds: 60, list: [{ id: 'sold', text: 'Продано' }] } },
      },
      store: { postgres: postgres.address, password: postgres.password },
    },
  };
  const first = await opened.add(ClusterBackend.process(place));
  await first.leads();
  await first.says("amoCRM's cards are in the index");
  const second = await opened.add(ClusterBackend.process(place));
  const token = amoToken(Date.now(), { user_id: anna.amouser_id });
  const hers = { ...anna, ...((await first.call('open_session', { token }, anna)) as object) };
  return { first, second, pbx, hers };
}

test('a contact that is chosen at the following backend is on the card at the leading one, and everywhere after that one has died', async () => {
  const { first, second, pbx, hers } = await cluster();
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

test('what is written of a talk at the following backend is on the next card at both', async () => {
  const { first, second, pbx, hers } = await cluster();
  const id = pbx.incoming(NUMBER, '101');
  await second.shows(isInPhase(id, 'RINGING'), hers);
  pbx.answer(id);
  await second.shows(isInPhase(id, 'CONVERSATION'), hers);
  const note = { unique_id: id, text: 'Ждёт смету', written_at: Date.now() / 1_000 };
  await eventually('the note', async () => (await second.call('save_note', note, hers)) === null);
  pbx.talked(id);
  // The next call may come before the last one is stored.
  const hasNote = ({ last_calls }: CallerCard): boolean => last_calls?.[0]?.note?.text === 'Ждёт смету';
  const shown = eventually('the card with the note', async () => {
    const next = pbx.incoming(NUMBER, '101');
    const card = await cardOf(second, hers, next, () => true);
    if (hasNote(card)) await cardOf(first, hers, next, hasNote);
    pbx.end(next, 'missed');
    return hasNote(card);
  });
  expect(await shown).toBe(true);
});
