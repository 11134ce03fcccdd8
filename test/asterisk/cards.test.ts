import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CallerCard } from '../../protocol/callerCard';
import { systemClock } from '../../server/system/Clock';
import { FakeAmo } from '../server/support/amo/FakeAmo';
import { TOKEN } from '../server/support/amo/GrantOffice';
import { amoRights } from '../server/support/amo/amoRights';
import { identitySection } from '../server/support/amoToken';
import { AsteriskBackend } from './support/AsteriskBackend';
import { CLIENT } from './support/AsteriskRig';
import { Pbx } from './support/Pbx';
import type { SipCall } from './support/SipCall';
import type { SipPhone } from './support/SipPhone';
import { until } from './support/until';
import { untilCard } from './support/untilCard';

const AGENTS = ['101', '102', '103', '104'] as const;

const folder = mkdtempSync(join(tmpdir(), 'cards-'));
let pbx: Pbx;
let amo: FakeAmo;
let backend: AsteriskBackend;
let boris: SipPhone;
let ofClient: SipCall;
let ofAnna: SipCall;
/** The agent's call with the client. */
let call: string;
/** How many requests amoCRM had seen when the client called. */
let seen: number;

beforeAll(async () => {
  pbx = await Pbx.start();
  amo = new FakeAmo(systemClock);
  fillAccount();
  const calls = { outbox: join(folder, 'outbox') };
  const amocrm = { address: await amo.listen(), token: TOKEN, index: true, calls };
  backend = await AsteriskBackend.start(pbx, {}, { amocrm, identity: identitySection });
  await until('rights are known, and the index is filled', async () => {
    const { index, rights } = await backend.health();
    return index?.state === 'filled' && rights?.state === 'ok';
  });
});

beforeEach(async () => {
  for (const agent of AGENTS) await backend.prove(agent);
  seen = amo.seen.length;
  const [anna, client] = [await pbx.phone('101'), await pbx.client()];
  boris = await pbx.phone('102');
  ofClient = await client.call('101', CLIENT);
  ofAnna = await anna.incoming();
  ofAnna.answer();
  ({ id: call } = await backend.untilCall('101', 'inbound talking'));
});

afterEach(async () => {
  await pbx.putPhonesAway();
  for (const agent of AGENTS) await backend.untilLive(agent);
});

afterAll(async () => {
  await backend.close();
  await amo.close();
  await pbx.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Users who may see all, and the client: of a company, with a lead and its task. */
function fillAccount(): void {
  const { account } = amo;
  const users = AGENTS.map((extension) => ({
    id: Number(extension),
    name: `User ${extension}`,
    email: `${extension}@example.com`,
    rights: amoRights({ contacts: 'A', companies: 'A' }),
  }));
  account.users.splice(0, Infinity, ...users);
  account.companies.push({
    id: 70,
    name: 'Daisy Ltd',
    phones: [],
    responsible_user_id: 103,
    updated_at: 5,
  });
  account.contact('Ivan Petrov', CLIENT, { id: 71, responsible_user_id: 103, companyId: 70, leadIds: [80] });
  const lead = { id: 80, name: 'Windows', price: 180_000, responsible_user_id: 103, updated_at: 7 };
  account.leads.push({ ...lead, pipeline_id: 5, status_id: 20 });
}

/** Who calls, and that nothing was asked of amoCRM about them. */
function expectClient(card: CallerCard): void {
  expect(card).toMatchObject({
    contact: { id: '71', name: 'Ivan Petrov' },
    company: { id: '70', name: 'Daisy Ltd' },
    leads: [{ id: '80', name: 'Windows' }],
    responsible: { name: 'User 103' },
  });
  expect(
    amo.seen.slice(seen).filter(({ query, path }) => query.has('query') || path.includes('/71')),
  ).toEqual([]);
}

const ANNA = { extension: '101', name: 'Agent 101' };

/** 102 sees the client's card and that 101 has transferred it, while the phone still rings. */
async function expectCardOnRinging(there: SipCall, is: string): Promise<void> {
  const card = await untilCard(backend, '102', is, 'transferred_by');
  expectClient(card);
  expect(card.why?.transferred_by).toMatchObject(ANNA);
  expect(there.phase).toBe('ringing');
}

test('who gets a client by a blind transfer of the widget sees the card, and by whom, while it rings', async () => {
  expect(await backend.command('101', 'redirect', { phone: '102' })).toBeNull();
  const there = await boris.incoming();
  await expectCardOnRinging(there, 'inbound ringing');
  there.answer();
  expectClient(await untilCard(backend, '102', 'inbound talking', 'transferred_by'));
});

test('who gets a client by a blind transfer of the phone (REFER) sees the card, and by whom, while it rings', async () => {
  expect(await ofAnna.transfer('102')).toBe(202);
  const there = await boris.incoming();
  await expectCardOnRinging(there, 'inbound ringing');
});

test('who gets a client by keys (`*2`, and hanging up while it rings) sees the card, and by whom, before answering', async () => {
  ofAnna.press('*2');
  await ofClient.untilHears('music');
  ofAnna.press('102');
  const there = await boris.incoming();
  await backend.untilLive('102', 'internal ringing');
  await ofAnna.hangup();
  await expectCardOnRinging(there, 'internal ringing');
  there.answer();
  expectClient(await untilCard(backend, '102', 'internal talking', 'transferred_by'));
});

test('who is consulted sees the card of the client asked about while it rings, and keeps it once they take the client', async () => {
  expect(await backend.command('101', 'consult', { unique_id: call, phone: '102' })).toBeNull();
  const there = await boris.incoming();
  const asked = await untilCard(backend, '102', 'internal ringing', 'consulted_by');
  expectClient(asked);
  expect([asked.about_phone, asked.why?.consulted_by]).toMatchObject([CLIENT, ANNA]);
  expect(there.phase).toBe('ringing');
  there.answer();
  await backend.untilLive('101', 'inbound talking held', 'internal talking consulting');
  expect(await backend.command('101', 'complete_transfer', { unique_id: call })).toBeNull();
  await Promise.all([ofClient.untilHears('102'), there.untilHears('client')]);
  const taken = await untilCard(backend, '102', 'internal talking', 'transferred_by');
  expectClient(taken);
  expect(taken.why?.transferred_by).toMatchObject(ANNA);
});

test('who is asked again right after a consultation that was cancelled sees the card again', async () => {
  for (let time = 0; time < 2; time += 1) {
    expect(await backend.command('101', 'consult', { unique_id: call, phone: '102' })).toBeNull();
    const there = await boris.incoming();
    expectClient(await untilCard(backend, '102', 'internal ringing', 'consulted_by'));
    expect(await backend.command('101', 'cancel_transfer', { unique_id: call })).toBeNull();
    await there.until('ended');
    await backend.untilCall('101', 'inbound talking');
    await backend.untilLive('102');
  }
});
