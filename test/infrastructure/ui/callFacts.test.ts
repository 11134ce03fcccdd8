import type { CallerCard } from '../../../src/domain/calls/CallerCard';
import { callFacts, reasonLines } from '../../../src/infrastructure/ui/call/callFacts';
import { texts } from './support/sampleContext';

/** Noon of some day where the test runs. */
const NOON = new Date(2026, 10, 29, 12).getTime();
const HOUR = 3_600_000;

const card: CallerCard = {
  about: null,
  contact: { id: '11', name: 'Ann' },
  isChosen: false,
  company: { id: '21', name: 'Daisy' },
  responsible: { name: 'Boris', presence: 'talking' },
  currency: 'EUR',
  leads: [
    { id: '1', name: 'Windows', price: 450_000, stage: 'Talks' },
    { id: '2', name: 'Doors', price: null, stage: null },
  ],
  moreLeads: 3,
  task: { text: 'Send the estimate', dueAt: NOON + HOUR, of: { kind: 'leads', id: '1' } },
  lastCalls: [
    {
      at: NOON - 24 * HOUR,
      direction: 'outbound',
      talkSeconds: 192,
      outcome: 'talked',
      with: 'Eve Ann Brown',
      note: { outcome: { ru: 'Согласен', en: 'Agreed' }, text: 'Wants it by Friday' },
    },
    {
      at: NOON - 2 * HOUR,
      direction: 'inbound',
      talkSeconds: 0,
      outcome: 'missed',
      with: 'Boris',
      note: null,
    },
    { at: NOON - HOUR, direction: 'outbound', talkSeconds: 0, outcome: 'unanswered', with: null, note: null },
  ],
  reasons: [
    { kind: 'busy', name: 'Boris' },
    { kind: 'doNotDisturb', name: 'Adam' },
    { kind: 'transferred', name: 'Eve' },
  ],
  ageSeconds: 600,
};
const linesOf = (changes: Partial<CallerCard> = {}, skewMs = 0) =>
  callFacts({ ...card, ...changes }, skewMs, NOON, texts);
const time = (at: number): string =>
  new Date(at).toLocaleString('en', { hour: 'numeric', minute: '2-digit' });

test('deal with sum and stage, task, last calls, owner and age, in this order', () => {
  const [deal, task, last, owner, age] = linesOf();
  const [talk, ...others] = last?.calls ?? [];
  expect(deal).toEqual({
    label: 'Deal',
    text: 'Windows · €450,000',
    href: '/leads/detail/1',
    stage: 'Talks',
    more: '+ 4 more',
  });
  expect(task).toMatchObject({ text: 'Send the estimate', href: '/leads/detail/1', more: time(NOON + HOUR) });
  const yesterday = new Date(NOON - 24 * HOUR);
  const day = yesterday.toLocaleString('en', { day: 'numeric', month: 'short' });
  // A line each: the day alone and a short name, which are whole where the pointer rests and for screen readers.
  expect(talk?.text).toBe(`↗\uFE0E ${day} · out 3:12 · Eve B.`);
  // Outcome and note stand below, and are read out with it.
  expect(talk?.said).toBe('Agreed · Wants it by Friday');
  const full = `${day}, ${time(NOON - 24 * HOUR)} · outgoing 3:12 · Eve Ann Brown`;
  expect(talk?.full).toBe(`${full} · Agreed · Wants it by Friday`);
  expect(others.map(({ said }) => said)).toEqual(['', '']);
  expect(others.map(({ text }) => text)).toEqual([
    `↙\uFE0E ${time(NOON - 2 * HOUR)} · missed · Boris`,
    `↗\uFE0E ${time(NOON - HOUR)} · no answer`,
  ]);
  expect([owner?.text, owner?.more, age?.text]).toEqual(['Boris', 'talking', '10 min ago']);
});

test('sums and times are written in the language of the texts, whatever that of the browser is', () => {
  const [deal, task] = callFacts(card, 0, NOON, (key, params) =>
    key === 'call.locale' ? 'ru' : texts(key, params),
  );
  expect([deal?.text, task?.more]).toEqual(['Windows · 450\u00a0000\u00a0€', '13:00']);
});

test.each([
  ['RUB', 450_000, 'Windows · ₽450,000'],
  ['USD', 99, 'Windows · $99'],
  ['JPY', 450_000, 'Windows · ¥450,000'],
  [null, 450_000, 'Windows · 450,000'],
])("a sum is in the account's currency: %s %d", (currency, price, text) => {
  const leads = [{ id: '1', name: 'Windows', price, stage: null }];
  expect(linesOf({ currency, leads })[0]?.text).toBe(text);
});

test('where the host has no texts, those of the browser', () => {
  const [deal] = callFacts({ ...card, currency: null }, 0, NOON, (key) => key);
  expect(deal?.text).toBe(`Windows · ${(450_000).toLocaleString()}`);
});

test('what is not known has no line', () => {
  const nothing = { responsible: null, leads: [], moreLeads: 0, task: null, lastCalls: [], ageSeconds: null };
  expect(linesOf(nothing)).toEqual([]);
  expect(callFacts(null, 0, NOON, texts)).toEqual([]);
  expect(linesOf({ ...nothing, leads: card.leads.slice(1) })).toMatchObject([
    { text: 'Doors', stage: '', more: '' },
  ]);
});

test('times are those of this computer', () => {
  expect(linesOf({}, HOUR)[1]?.more).toBe(time(NOON + 2 * HOUR));
});

test('a card about a client who is not the other end says who that is first', () => {
  const about = '+79101234567';
  expect(linesOf({ about }).slice(0, 2)).toMatchObject([
    { label: 'Client', text: 'Ann', href: '/contacts/detail/11', more: '+7 910 123-45-67' },
    { label: 'Company', text: 'Daisy', href: '/companies/detail/21' },
  ]);
  expect(linesOf({ about, contact: null, company: null })[0]).toMatchObject({
    label: 'Client',
    text: '+7 910 123-45-67',
    href: '',
    more: '',
  });
});

test('why it rings here is said in words', () => {
  // Boris is named below as the owner, with what he does now.
  expect(reasonLines(card, texts)).toEqual([
    'The person responsible is busy',
    'The person responsible is not to be disturbed: Adam',
    'Eve transfers a call to you',
  ]);
  expect(reasonLines({ ...card, responsible: null }, texts)[0]).toBe('The person responsible is busy: Boris');
  expect(reasonLines({ ...card, reasons: [{ kind: 'consulted', name: 'Boris' }] }, texts)).toEqual([
    'Boris asks about a client',
  ]);
  expect(reasonLines({ ...card, reasons: [{ kind: 'refused', name: 'Boris' }] }, texts)).toEqual([
    'Boris did not take the call',
  ]);
  expect(reasonLines(null, texts)).toEqual([]);
});

test.each([
  ['ru', { outcome: { ru: 'Согласен', en: 'Agreed' }, text: null }, 'Согласен'],
  ['no language', { outcome: { ru: 'Согласен', en: 'Agreed' }, text: '' }, 'Agreed'],
  ['pt', { outcome: { ru: 'Согласен', en: 'Agreed' }, text: 'By Friday' }, 'By Friday'],
  ['ru', { text: 'By Friday' }, 'By Friday'],
])('an outcome is said in the language of the texts: %s', (locale, note, said) => {
  const lastCalls = card.lastCalls.slice(0, 1).map((call) => ({ ...call, note }));
  const [calls] = callFacts({ ...card, leads: [], task: null, lastCalls }, 0, NOON, (key, params) =>
    key === 'call.locale' ? locale : texts(key, params),
  );
  expect(calls?.calls?.map((one) => one.said)).toEqual([said]);
});
