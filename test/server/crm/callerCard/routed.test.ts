import { CardOffice } from '../../support/CardOffice';
import { identitySection } from '../../support/amoToken';

let cards: CardOffice;

beforeEach(async () => {
  cards = await CardOffice.open();
});

afterEach(() => cards.close());

const KEY = 'key-of-the-dialplan';
const routing = { routing: { key: KEY, busy: 'default', default: '700' } };

/** Answers the dialplan for the client, who is 102's. */
async function route(): Promise<string> {
  const query = new URLSearchParams({ number: cards.number, key: KEY }).toString();
  return (await cards.office.backend.app.http.inject(`/asterisk_ng/route?${query}`)).body;
}

/** For what the client's call rings, on the card of each of these agents. */
async function whyOf(extensions: readonly string[]): Promise<unknown[]> {
  cards.ring(extensions);
  // All cards are made of one reading, at once.
  await cards.cardWhen('101', ({ why }) => why !== undefined);
  const seen: unknown[] = [];
  for (const extension of extensions) seen.push((await cards.cardOf(extension))?.why);
  for (const extension of extensions) cards.endCall(extension);
  return seen;
}

test.each([
  ['with an index', () => cards.start(identitySection, routing)],
  [
    'without an index',
    async () => {
      await cards.office.start(identitySection, {}, routing);
      await cards.office.untilRights('ok');
    },
  ],
])(
  'whose client it is by /route is not told to who may not view all of that agent, %s',
  async (_how, start) => {
    cards.account.contact('Скрытый', cards.number, { id: 71, responsible_user_id: 2 });
    await start();
    expect(await route()).toBe('102');
    const routed_to = expect.objectContaining({ extension: '102' }) as unknown;
    // 101 is an administrator, 103 views their department, 104 their own and 105 no cards.
    expect(await whyOf(['101', '102', '103', '104', '105'])).toEqual([
      { routed_to },
      { routed_to },
      undefined,
      undefined,
      undefined,
    ]);
    cards.ring(['102'], '+79990000001');
    expect(await route()).toBe('700');
    const not_routed = expect.objectContaining({ extension: '102', reason: 'BUSY' }) as unknown;
    expect(await whyOf(['101', '103', '104', '105'])).toEqual([
      { not_routed },
      undefined,
      undefined,
      undefined,
    ]);
  },
);
