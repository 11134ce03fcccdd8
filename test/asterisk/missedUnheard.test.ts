import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../server/system/Clock';
import { FakeAmo } from '../server/support/amo/FakeAmo';
import { TOKEN } from '../server/support/amo/GrantOffice';
import { bundleProgram } from '../support/bundleProgram';
import { AmiTap } from './support/AmiTap';
import { CLIENT } from './support/AsteriskRig';
import { GROUPS_DIALPLAN } from './support/groupsDialplan';
import { MortalBackend } from './support/MortalBackend';
import { Pbx } from './support/Pbx';
import { until } from './support/until';

/** What agents have missed while no backend ran, or while it had no connection, on a real Asterisk and a real process. */
let pbx: Pbx;
let tap: AmiTap;
let amo: FakeAmo;
let backend: MortalBackend;

/** The client waits on after an agent without a phone was called. */
const DIALPLAN = `
[from-trunk](+)
exten => 733,1,Goto(waiting,103,1)
[waiting]
exten => _1XX,1,Dial(PJSIP/\${EXTEN},15)
 same => n,Answer()
 same => n,Wait(600)
`;
const AGENTS = ['101', '102', '103'] as const;

beforeAll(async () => {
  const program = await bundleProgram('server/main.ts');
  pbx = await Pbx.start();
  appendFileSync(join(pbx.places.run, 'etc/extensions.conf'), `${GROUPS_DIALPLAN}\n${DIALPLAN}`);
  await pbx.restart();
  const { secret, ...ami } = pbx.ami('asteriskng');
  tap = await AmiTap.open(ami.port);
  amo = new FakeAmo(systemClock);
  amo.account.contact(CLIENT, CLIENT);
  const settings = {
    agents: AGENTS.map((extension) => ({
      email: `${extension}@example.com`,
      amouserId: Number(extension),
      extension,
      name: `Agent ${extension}`,
    })),
    http: { limits: { requestsPerMinute: 100_000 } },
    telephony: { driver: 'asterisk', ami: { ...ami, port: tap.port }, context: 'internal' },
    amocrm: { address: await amo.listen() },
  };
  backend = await MortalBackend.start(program, settings, {
    ASTERISKNG_SECRET_KEYS: 'a-secret-key-of-the-test',
    ASTERISKNG_AMI_SECRET: secret,
    ASTERISKNG_AMOCRM_TOKEN: TOKEN,
  });
});

afterEach(async () => {
  await pbx.putPhonesAway();
  await until('no call is open', () => backend.openCalls() === 0);
  for (const one of AGENTS) await backend.clearMissed(one);
});

afterAll(async () => {
  await backend.close();
  await tap.close();
  await amo.close();
  await pbx.close();
});

/** Nothing is heard of what happens meanwhile. */
async function unheard(how: string, meanwhile: () => Promise<void>): Promise<void> {
  if (how === 'killed') {
    await backend.kill();
    await meanwhile();
    await backend.startAgain();
    return;
  }
  tap.letThrough(0);
  tap.cut();
  await until('the connection is lost', async () => !(await backend.isUp()));
  await meanwhile();
  tap.openAgain();
  tap.cut();
  await until('it is connected again', () => backend.isUp());
}

/** Resolves once this client's call is stored, with these words in its journal. */
const stored = (...parts: readonly string[]): Promise<boolean> =>
  until(`stored: ${parts.join()}`, () => backend.openCalls(CLIENT, ...parts) === 1);

/** Waits until these agents, and no others, have missed the client. */
async function untilMissed(...agents: readonly string[]): Promise<void> {
  const wanted = AGENTS.map((one) => (agents.includes(one) ? `${one}: ${CLIENT}` : `${one}: `)).join('; ');
  let seen = '';
  await until(
    () => `missed is [${wanted}], it is [${seen}]`,
    async () => {
      const lists = await Promise.all(
        AGENTS.map(async (one) => `${one}: ${(await backend.missed(one)).join()}`),
      );
      seen = lists.join('; ');
      return seen === wanted;
    },
  );
}

/** How many calls of the client stand in amoCRM as missed. */
const logged = (): number => amo.account.calls.filter(({ call_status }) => call_status === 6).length;

/** Two phones ring in what is stored of a call. */
const BOTH_RING = /"isRinging":true.*"isRinging":true/s;

const WAYS = ['killed', 'connection lost'] as const;

test.each(WAYS)('%s: a client who gives up meanwhile was missed by those whose phones rang', async (how) => {
  const [anna, boris, client] = [await pbx.phone('101'), await pbx.phone('102'), await pbx.client()];
  const before = logged();
  const out = await client.call('729', CLIENT);
  await Promise.all([anna.incoming(), boris.incoming()]);
  await until('both rings are stored', () => backend.openCalls('"101"', '"102"', BOTH_RING) === 1);
  await unheard(how, async () => {
    out.cancel();
    await pbx.untilQuiet();
  });
  await untilMissed('101', '102');
  await until('it is logged once', () => logged() === before + 1);
});

test('what was missed is in the list of a backend that was killed and began again, until it is looked at', async () => {
  const [anna, client] = [await pbx.phone('101'), await pbx.client()];
  const out = await client.call('101', CLIENT);
  await anna.incoming();
  await stored('"isRinging":true');
  out.cancel();
  await untilMissed('101');
  await until('the end of the call is stored', () => backend.openCalls() === 0);
  await backend.kill();
  await backend.startAgain();
  await untilMissed('101');
  await backend.clearMissed('101');
  await untilMissed();
});

test.each(WAYS)('%s: an agent without a phone has missed a client who leaves meanwhile', async (how) => {
  const client = await pbx.client();
  const out = await client.call('733', CLIENT);
  await out.until('up');
  await stored('notTried');
  await untilMissed();
  await unheard(how, async () => {
    await out.hangup();
    await pbx.untilQuiet();
  });
  await untilMissed('103');
});

test.each(WAYS)(
  '%s: a phone that has stopped to ring has missed the call until a colleague answers',
  async (how) => {
    const [anna, boris, client] = [await pbx.phone('101'), await pbx.phone('102'), await pbx.client()];
    await client.call('723', CLIENT);
    const first = await anna.incoming();
    await stored('"isRinging":true');
    let there = first;
    await unheard(how, async () => {
      await first.until('ended');
      there = await boris.incoming();
    });
    await untilMissed('101');
    there.answer();
    await untilMissed();
  },
);

test.each(WAYS)('%s: a call that a colleague has answered meanwhile was missed by no one', async (how) => {
  const [anna, boris, client] = [await pbx.phone('101'), await pbx.phone('102'), await pbx.client()];
  const out = await client.call('723', CLIENT);
  const first = await anna.incoming();
  await stored('"isRinging":true');
  await unheard(how, async () => {
    await first.until('ended');
    (await boris.incoming()).answer();
    await out.until('up');
  });
  await stored('talked');
  await untilMissed();
});
