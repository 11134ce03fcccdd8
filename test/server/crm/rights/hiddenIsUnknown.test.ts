import type { Method } from '../../../../protocol/methods';
import { amoRights } from '../../support/amo/amoRights';
import { CardOffice } from '../../support/CardOffice';

/** A number without a card in amoCRM, as long as the hidden client's. */
const STRANGER = '+79995550077';

/** Agents whose users are all of one group, of each right to view companies. */
const companies = { '103': 'A', '104': 'G', '105': 'M', '111': 'D' } as const;
const agents = Object.keys(companies) as (keyof typeof companies)[];

const HIDDEN_ID = '71';
let cards: CardOffice;

beforeEach(async () => {
  cards = await CardOffice.open();
});

afterEach(() => cards.close());

const hideContact = (): void => {
  cards.account.contact('Скрытый', cards.number, { id: Number(HIDDEN_ID), responsible_user_id: 2 });
};

const hideCompany = (): void => {
  const phones = [cards.number];
  cards.account.companies.push({ id: 70, name: 'Скрытая', phones, responsible_user_id: 2, updated_at: 5 });
};

const hidden = {
  contact: hideContact,
  company: hideCompany,
  'pair of contacts and their company': () => {
    hideContact();
    hideCompany();
    cards.account.contact('Тоже скрытый', cards.number, { id: 72, responsible_user_id: 2 });
  },
} as const;

/** A call with this agent that has ended and is in the journal. */
async function past(extension: string, number: string): Promise<void> {
  const logged = (): number => cards.office.amo.count(/POST .*\/(calls|sip)/);
  const before = logged();
  cards.ring([extension], number);
  cards.simulator.answer(extension);
  await cards.office.backend.timer.pass(10_000);
  cards.endCall(extension);
  // amoCRM's log is written after the journal.
  await cards.passUntil(
    async () => logged() > before && (await cards.statusWithCards(extension)).calls.length === 0,
  );
}

/** All that the backend answers the agent about who has the number while it rings, without what differs for any two calls. */
async function answersOf(extension: string, number: string): Promise<string> {
  const status = await cards.statusWithCards(extension);
  const headers = await cards.office.proven(extension);
  const call = (method: Method, params: object): Promise<unknown> =>
    cards.office.inTime(cards.office.backend.call(method, params, headers));
  const { unique_id } = status.calls.at(-1)!;
  const answers = {
    call: status.calls.at(-1),
    last: await call('get_last_contacts', { max_results: 1 }),
    found: await call('get_contacts', { start_with: number, max_results: 5 }),
    chosen: await call('choose_contact', { unique_id, contact_id: HIDDEN_ID }),
    made: await call('client_made', { unique_id, cards: [{ kind: 'leads', id: '9' }] }),
  };
  return JSON.stringify(
    answers,
    (key, value: unknown) => (/^(?:unique_id|at|.*_at)$/.test(key) ? key : value),
    1,
  ).replaceAll(number, 'NUMBER');
}

/** The answers that each of these agents gets about a number that rings at all of them. */
async function answersAbout(number: string): Promise<Map<string, string>> {
  cards.ring(['101', ...agents], number);
  // All cards are made of one reading, at once; the administrator sees all calls.
  await cards.cardWhen('101', ({ last_calls }) => last_calls?.length === 3);
  const all = new Map<string, string>();
  for (const extension of agents) all.set(extension, await answersOf(extension, number));
  for (const extension of ['101', ...agents]) cards.endCall(extension);
  await cards.passUntil(async () => {
    const left = await Promise.all(agents.map((extension) => cards.statusWithCards(extension)));
    return left.every(({ calls }) => calls.length === 0);
  });
  return all;
}

const mayView = (reach: string): boolean => reach === 'A';

test.each(
  (['A', 'G', 'M', 'D'] as const).flatMap((reach) =>
    (Object.keys(hidden) as (keyof typeof hidden)[]).map((what) => [what, reach] as const),
  ),
)(
  'a number of a hidden %s is to the agent as an unknown one: contacts %s, companies of each right',
  async (what, reach) => {
    hidden[what]();
    for (const extension of agents) {
      const rights = amoRights({ contacts: reach, companies: companies[extension], group_id: 7 });
      const id = Number(extension) - 100;
      cards.account.users.find((user) => user.id === id)!.rights = rights;
    }
    await cards.start();
    for (const number of [cards.number, STRANGER])
      for (const extension of ['102', '104', '103']) await past(extension, number);
    const [ofHidden, ofUnknown] = [await answersAbout(cards.number), await answersAbout(STRANGER)];
    const blind = agents.filter((extension) =>
      what === 'company' ? !mayView(companies[extension]) : !mayView(reach),
    );
    for (const extension of blind) {
      expect([extension, ofHidden.get(extension)]).toEqual([extension, ofUnknown.get(extension)]);
      expect(ofHidden.get(extension)).not.toContain('крыт');
    }
    for (const extension of agents.filter((one) => !blind.includes(one)))
      expect(ofHidden.get(extension)).not.toBe(ofUnknown.get(extension));
  },
);
