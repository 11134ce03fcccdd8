import { FakeTimer } from '../../support/FakeTimer';
import { CallBackOffice, type Way } from './support/CallBackOffice';

const NUMBERS = ['+79991112233', '+79991112244'];
/** Of a call that the agent's own phone has not taken there is no record: it does not come in this test. */
const NEVER_MS = 100_000_000;

let timer: FakeTimer;
let office: CallBackOffice;

beforeEach(async () => {
  timer = new FakeTimer();
  office = new CallBackOffice(timer, NUMBERS, 5_000);
  await office.start();
  for (const client of NUMBERS.keys()) office.miss(client, [1], 0);
  await timer.pass(1_000);
});

afterEach(() => office.die());

/** Lets the time pass that answers take. @returns what was answered */
async function asked(request: Promise<string | null>): Promise<string | null> {
  await timer.pass(6_000);
  return request;
}

test.each<Way>(['list', 'sure', 'otherForm'])(
  'a client whom an agent has called, and whose own phone did not take that call, is free: %s',
  async (way) => {
    expect(await asked(office.call(0, 0, way))).toBeNull();
    expect(await asked(office.call(1, 0, 'list'))).toBe('TakenByColleague');
    office.goOn(0, 'end', NEVER_MS);
    await timer.pass(1_000);
    expect(await asked(office.call(1, 0, 'list'))).toBeNull();
  },
);

test('a client whose call was accepted and never made is free after half a minute', async () => {
  office.phones.pace = { answerMs: 0, isRefused: false, beganMs: NEVER_MS };
  expect(await asked(office.call(0, 0, 'sure'))).toBeNull();
  expect(await asked(office.call(1, 0, 'list'))).toBe('TakenByColleague');
  await timer.pass(30_000);
  expect(await asked(office.call(1, 0, 'list'))).toBeNull();
});
