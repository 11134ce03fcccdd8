import type { CallerCard } from '../../../src/domain/calls/CallerCard';
import { callFacts, reasonLines } from '../../../src/infrastructure/ui/call/callFacts';
import { texts } from './support/sampleContext';

/** Noon of some day where the test runs. */
const NOON = new Date(2026, 10, 29, 12).getTime();
const HOUR = 3_600_000;

const card: CallerCard = {
  chosen: null,
  company: null,
  responsible: 'Boris',
  leads: [
    { id: '1', name: 'Windows', price: 450_000, stage: 'Talks' },
    { id: '2', name: 'Doors', price: null, stage: null },
  ],
  moreLeads: 3,
  task: { text: 'Send the estimate', dueAt: NOON + HOUR, of: { kind: 'leads', id: '1' } },
  lastCalls: [{ at: NOON - 24 * HOUR, talkSeconds: 192, isAnswered: true, with: 'Eve' }],
  reasons: [
    { kind: 'busy', name: 'Boris' },
    { kind: 'consulted', name: 'Eve', about: '+79101234567' },
  ],
  ageSeconds: 600,
};
const linesOf = (changes: Partial<CallerCard> = {}, skewMs = 0) =>
  callFacts({ ...card, ...changes }, skewMs, NOON, texts);
const time = (at: number): string =>
  new Date(at).toLocaleString('en', { hour: '2-digit', minute: '2-digit' });

test('deal with sum and stage, task, last call, owner and age, in this order', () => {
  const [deal, task, last, owner, age] = linesOf();
  expect(deal).toEqual({
    label: 'Deal',
    text: `Windows · ${(450_000).toLocaleString('en')}`,
    href: '/leads/detail/1',
    stage: 'Talks',
    more: '+ 4 more',
  });
  expect(task).toMatchObject({ text: 'Send the estimate', href: '/leads/detail/1', more: time(NOON + HOUR) });
  expect(last?.text).toMatch(/ · 3:12 · Eve$/);
  // Yesterday's call has its day as well.
  expect(last?.text).not.toBe(`${time(NOON - 24 * HOUR)} · 3:12 · Eve`);
  expect([owner?.text, age?.text]).toEqual(['Boris', '10 min ago']);
});

test('sums and times are written in the language of the texts, whatever that of the browser is', () => {
  const [deal, task] = callFacts(card, 0, NOON, (key, params) =>
    key === 'call.locale' ? 'ru' : texts(key, params),
  );
  expect([deal?.text, task?.more]).toEqual(['Windows · 450\u00a0000', '13:00']);
});

test('where the host has no texts, those of the browser', () => {
  const [deal] = callFacts(card, 0, NOON, (key) => key);
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

test('an unanswered call says so', () => {
  const lastCalls = [{ at: NOON, talkSeconds: 0, isAnswered: false, with: null }];
  expect(linesOf({ lastCalls })[2]?.text).toBe(`${time(NOON)} · no answer`);
});

test('why it rings here is said in words', () => {
  expect(reasonLines(card, texts)).toEqual([
    'The person responsible is busy: Boris',
    'Eve asks about the client +7 910 123-45-67',
  ]);
  expect(reasonLines(null, texts)).toEqual([]);
});
