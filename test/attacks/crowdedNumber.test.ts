import type { CallerCard } from '../../protocol/callerCard';
import { CardOffice } from '../server/support/CardOffice';
import { identitySection } from '../server/support/amoToken';

/** More cards with one number than are looked at in the index; and as many as amoCRM is asked for. */
const CROWD = 230;
const PAGE = 50;

const ROUTING_KEY = 'routing-key-of-the-test';

let cards: CardOffice;

beforeEach(async () => {
  cards = await CardOffice.open();
});
afterEach(() => cards.close());

/** 104, who views their own contacts alone, puts the number to so many of them; a client of 102 has it. */
function crowd(older: number, newer: number): void {
  const own = (id: number): unknown =>
    cards.account.contact(`Своя ${id}`, cards.number, { id, responsible_user_id: 4 });
  for (let id = 1; id <= older; id += 1) own(id);
  cards.account.contact('Скрытый', cards.number, { id: 1_000, responsible_user_id: 2 });
  for (let id = 2_001; id <= 2_000 + newer; id += 1) own(id);
}

const secondsOf = (card: CallerCard | null): number[] =>
  (card?.last_calls ?? []).map(({ talk_seconds }) => talk_seconds);

const notes = (): number => cards.account.notes.length;

/** A call with this agent of so many seconds that is in amoCRM and in the journal. */
async function past(extension: string, seconds: number): Promise<void> {
  const before = notes();
  cards.ring([extension]);
  cards.simulator.answer(extension);
  await cards.office.backend.timer.pass(seconds * 1_000);
  cards.endCall(extension);
  await cards.passUntil(
    async () => notes() > before && (await cards.statusWithCards(extension)).calls.length === 0,
  );
}

/** The agent's ringing call, and the second of its contacts. */
async function matches(extension: string): Promise<{ readonly unique_id: unknown; readonly second: string }> {
  let second = '';
  let unique_id: unknown;
  await cards.office.until(async () => {
    const call = (await cards.statusWithCards(extension)).calls.at(-1);
    unique_id = call?.unique_id;
    second = String(call?.contact_matches?.[1]?.id ?? '');
    return second !== '';
  });
  return { unique_id, second };
}

async function start(): Promise<void> {
  const calls = { outbox: `${cards.office.folder}/outbox` };
  const routing = { key: ROUTING_KEY, default: '600' };
  await cards.office.start(identitySection, { index: true, calls }, { routing });
  await cards.office.untilIndexed();
  await cards.office.untilRights('ok');
}

test('hundreds of own contacts with the number of a hidden client open no past calls of colleagues', async () => {
  crowd(0, CROWD);
  await start();
  await past('102', 60);
  await past('104', 30);
  cards.ring(['101', '104']);
  await cards.cardWhen('101', (card) => secondsOf(card).length === 2);
  expect(secondsOf(await cards.cardOf('104'))).toEqual([30]);
});

test.each([
  ['the index', 0, CROWD],
  ["amoCRM's answer", PAGE, 0],
])(
  'nor do they choose for colleagues, or take calls to one of them: none but they are in %s',
  async (_where, older, newer) => {
    crowd(older, newer);
    await start();
    cards.ring(['104']);
    const { unique_id, second: chosen } = await matches('104');
    const headers = await cards.office.proven('104');
    const params = { unique_id, contact_id: chosen };
    expect(await cards.office.backend.call('choose_contact', params, headers)).toBeNull();
    cards.simulator.answer('104');
    cards.endCall('104');
    await cards.passUntil(
      async () => notes() === 1 && (await cards.statusWithCards('104')).calls.length === 0,
    );
    cards.ring(['102']);
    await matches('102');
    cards.simulator.answer('102');
    const card = await cards.cardWhen('102', ({ last_calls }) => last_calls?.length === 1);
    expect(card.is_chosen).toBeUndefined();
    cards.endCall('102');
    await cards.passUntil(async () => Promise.resolve(notes() === 2));
    expect(String(cards.account.notes.at(-1)?.entity_id)).not.toBe(chosen);
  },
);

test('nor is the client sent to who has made them', async () => {
  crowd(0, CROWD);
  await start();
  const url = `/asterisk_ng/route?number=${encodeURIComponent(cards.number)}&key=${ROUTING_KEY}`;
  expect((await cards.office.backend.app.http.inject(url)).body).toBe('600');
});
