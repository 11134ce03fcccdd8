import type { CallRecord } from '../../../server/calls/CallRecord';
import { buildCrm, KNOWN, record, UNKNOWN, type TestCrm } from '../support/amo/startCrm';

const open: TestCrm[] = [];

async function start(...options: Parameters<typeof buildCrm>): Promise<TestCrm> {
  const crm = buildCrm(...options);
  open.push(crm);
  await crm.crm.start();
  return crm;
}

afterEach(async () => {
  for (const { crm, amo, timer } of open.splice(0)) {
    await crm.close();
    expect([amo.violations, timer.pending]).toEqual([[], 0]);
  }
});

const NOT_WHOLE = { isWhole: false } as const;
const NO_END = { ...NOT_WHOLE, isEndHeard: false } as const;
const IN_VAIN = { answeredAt: null, outcome: 'missed' } as const;
const RU = 'Часть звонка прошла без связи с телефонией: ';
const EN = 'For a part of this call there was no connection to the telephone system: ';

/** What amoCRM has of the result of this call, in words. */
async function resultOf(
  address: string,
  more: Partial<CallRecord>,
  settings: Parameters<typeof buildCrm>[0] = {},
): Promise<string | undefined> {
  const { crm, amo, timer, pass } = await start({ address, ...settings });
  amo.account.contact('Иван Петров', KNOWN);
  crm.finished(record(timer, more));
  await pass(2_000);
  expect(amo.account.calls).toHaveLength(1);
  return amo.account.calls[0]?.call_result;
}

test.each<[Partial<CallRecord>, string | undefined, string | undefined]>([
  [{}, undefined, undefined],
  [IN_VAIN, undefined, undefined],
  [NOT_WHOLE, `${RU}говорить мог и кто-то ещё.`, `${EN}others may have talked, too.`],
  [NO_END, `${RU}разговор мог длиться дольше.`, `${EN}the talk may have been longer.`],
  [{ ...IN_VAIN, ...NOT_WHOLE }, `${RU}на него могли ответить.`, `${EN}it may have been answered.`],
  [{ ...IN_VAIN, ...NO_END }, `${RU}на него могли ответить.`, `${EN}it may have been answered.`],
])('the entry of a call %j says what was not heard, in the language of the account', async (more, ru, en) => {
  expect(await resultOf('https://romashka.amocrm.ru', more)).toBe(ru);
  expect(await resultOf('https://daisy.kommo.com', more)).toBe(en);
});

test('the settings may name another language than the address', async () => {
  const [ru, en] = [`${RU}говорить мог и кто-то ещё.`, `${EN}others may have talked, too.`];
  expect(await resultOf('https://daisy.kommo.com', NOT_WHOLE, { language: 'ru' })).toBe(ru);
  expect(await resultOf('https://romashka.amocrm.ru', NOT_WHOLE, { language: 'en' })).toBe(en);
});

test('it says so after a restart, too', async () => {
  const { crm, amo, timer, store, pass } = await start();
  amo.account.contact('Иван Петров', KNOWN);
  amo.fail(/calls/, 'down', 1_000);
  crm.finished(record(timer, NO_END));
  await pass(2_000);
  await crm.close();
  expect(amo.account.calls).toEqual([]);
  amo.mend();
  const again = await start({}, { amo, timer, store });
  await again.pass(60_000);
  expect(amo.account.calls).toMatchObject([{ call_result: `${RU}разговор мог длиться дольше.` }]);
});

test('an unsorted lead has no field for it, and comes as before', async () => {
  const { crm, amo, timer, pass } = await start();
  crm.finished(record(timer, { ...NO_END, number: UNKNOWN }));
  await pass(5_000);
  expect(amo.account.unsorted).toHaveLength(1);
});
