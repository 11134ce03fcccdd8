import { CARD_BUDGET, type CallerCard } from '../../../../protocol/callerCard';
import { CardOffice } from '../../support/CardOffice';

let cards: CardOffice;

beforeEach(async () => {
  cards = await CardOffice.open();
});

afterEach(() => cards.close());

/** A call of a client with this agent, which has ended and is in the journal. @param seconds of talk; null: missed */
async function past(extension: string, seconds: number | null, number = cards.number): Promise<void> {
  const logged = (): number => cards.office.amo.count(/POST .*\/(calls|sip)/);
  const before = logged();
  cards.ring([extension], number);
  if (seconds !== null) {
    cards.simulator.answer(extension);
    await cards.office.backend.timer.pass(seconds * 1_000);
  }
  cards.endCall(extension);
  // amoCRM's log is written after the journal.
  await cards.passUntil(
    async () => logged() > before && (await cards.statusWithCards(extension)).calls.length === 0,
  );
}

const short = ({ last_calls }: CallerCard): unknown =>
  last_calls?.map(({ direction, outcome, talk_seconds, with: whom }) => [
    direction,
    outcome,
    talk_seconds,
    whom,
  ]);

test('the last three calls with the client: with whom, how long, missed or talked, without a request', async () => {
  cards.fillAccount();
  await cards.start();
  await past('103', 30);
  await past('102', 60);
  await past('104', null);
  await past('102', 90);
  const before = cards.office.amo.seen.length;
  cards.ring(['101']);
  const card = await cards.cardWhen('101', ({ last_calls }) => last_calls !== undefined);
  expect(short(card)).toEqual([
    ['INBOUND', 'answered', 90, 'Оператор 102'],
    ['INBOUND', 'missed', 0, 'Оператор 104'],
    ['INBOUND', 'answered', 60, 'Оператор 102'],
  ]);
  const ats = card.last_calls?.map(({ at }) => at) ?? [];
  expect(ats).toEqual([...ats].sort((a, b) => b - a));
  expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThanOrEqual(CARD_BUDGET);
  expect(cards.askedSince(before)).toEqual([]);
});

test('past calls of a client whom amoCRM does not know are seen by whose they were: own, of the department, all', async () => {
  const stranger = '+79995550077';
  await cards.start();
  await past('104', 30, stranger);
  await past('102', 60, stranger);
  cards.ring(['101', '103', '104', '105'], stranger);
  const seen = async (extension: string): Promise<unknown> => {
    const card = await cards.cardOf(extension);
    return card === null ? null : short(card);
  };
  const [byBoris, byVera] = [
    ['INBOUND', 'answered', 60, 'Оператор 102'],
    ['INBOUND', 'answered', 30, 'Оператор 104'],
  ];
  // All cards are made of one reading, at once.
  await cards.cardWhen('101', ({ last_calls }) => last_calls?.length === 2);
  expect(await seen('101')).toEqual([byBoris, byVera]);
  // 103 views the contacts of their department, in which 104 is, but no company, and the client may be one.
  expect(await seen('103')).toBeNull();
  expect(await seen('104')).toEqual([byVera]);
  expect(await seen('105')).toBeNull();
});
