import { anna, ANSWERED_MS, boris, TestBackend } from '../support/startBackend';

let backend: TestBackend;
let client: string;

const NUMBER = '+79101234567';

beforeEach(async () => {
  backend = await TestBackend.start();
  client = await backend.answerCall(NUMBER);
});

afterEach(async () => {
  await backend.app.close();
});

const calls = async (headers: object = anna): Promise<unknown[]> =>
  (await backend.live(headers)).map(({ phase, is_hold, contact_phone }) => [phase, is_hold, contact_phone]);
const talking = ['CONVERSATION', false, NUMBER];
const endsOf = async (headers: object = anna): Promise<unknown[]> =>
  (await backend.fullStatus(headers)).calls.flatMap(({ end_reason }) => end_reason ?? []);

describe('an internal call', () => {
  test("can be transferred with a consultation: both ends get each other's number", async () => {
    const three = await TestBackend.start({
      agents: ['anna', 'boris', 'vera'].map((name, index) => ({
        email: `${name}@example.com`,
        extension: String(101 + index),
        name,
      })),
    });
    const vera = { ...anna, amouser_email: 'vera@example.com', amouser_id: 3 };
    await three.talk('102');
    const [first] = await three.live();
    await three.call('consult', { phone: '103', unique_id: first!.unique_id });
    await three.timer.pass(ANSWERED_MS);
    await three.call('complete_transfer', { unique_id: first!.unique_id });
    expect(await three.live(boris)).toMatchObject([
      { contact_name: 'vera', contact_phone: '103', is_far_hold: false },
    ]);
    expect(await three.live(vera)).toMatchObject([{ contact_name: 'boris', contact_phone: '102' }]);
    await three.call('hangup', {}, vera);
    expect([await three.live(boris), three.app.simulator.lineCount]).toEqual([[], 0]);
    await three.app.close();
  });

  test.each([
    ['5550100', 'BUSY'],
    ['5550101', 'NO_ANSWER'],
    ['102', 'BUSY'],
  ])('handed over blind to %s ends as %s', async (phone, reason) => {
    await backend.call('hangup');
    await backend.talk('102');
    await backend.call('redirect', { phone });
    await backend.timer.pass(18_000);
    for (let second = 0; second < 10 && (await backend.live(boris)).length > 0; second += 1)
      await backend.timer.pass(1_000);
    expect((await endsOf(boris)).at(-1)).toBe(reason);
  });
});

test('a blind transfer transfers the call that it names, on hold or not', async () => {
  await backend.answerCall('5550123');
  expect(await backend.call('redirect', { phone: '102', unique_id: client })).toBeNull();
  expect([await calls(), await endsOf()]).toEqual([[['CONVERSATION', false, '5550123']], ['TRANSFERRED']]);
  await backend.timer.pass(ANSWERED_MS);
  expect(await calls(boris)).toEqual([talking]);
});
