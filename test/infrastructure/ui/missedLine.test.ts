import { Failure } from '../../../src/domain/Failure';
import type { MissedClient } from '../../../src/domain/missed/MissedClient';
import type { MissedWish } from '../../../src/domain/missed/MissedList';
import { missedLine } from '../../../src/infrastructure/ui/missed/missedLine';
import { missedProblem } from '../../../src/infrastructure/ui/missed/missedProblem';
import { missedClient } from '../../domain/missed/support/FakeMissedBackend';
import { texts } from './support/sampleContext';

const at = (hour: number, minute: number): number => new Date(2026, 10, 21, hour, minute).getTime();
const SKEW_MS = 600_000;

/** The line at 12:00 of this computer's clock, which is ten minutes ahead. */
const line = (client: MissedClient, pending?: MissedWish): object =>
  missedLine(client, { pending, now: at(11, 50), skewMs: SKEW_MS, texts });

const ivan = missedClient('i', {
  name: 'Иван Петров',
  contactId: '77',
  company: 'ООО «Ромашка»',
  responsible: 'Анна',
  via: 'Sales',
  count: 3,
  firstAt: at(8, 55),
  lastAt: at(9, 30),
});

test('a client who waits has name, number, time, how often, queue and who is responsible', () => {
  expect(line(ivan)).toMatchObject({
    id: 'i',
    title: 'Иван Петров',
    href: '/contacts/detail/77',
    number: '+7 910 123-45-67',
    time: '9:40 AM',
    look: 'open',
    isBusy: false,
    facts: [
      { text: 'Sales · calls: 3, first 9:05 AM', tone: 'plain' },
      { text: 'ООО «Ромашка» · Responsible: Анна', tone: 'plain' },
    ],
    buttons: [
      { wish: 'take', name: 'Take: Иван Петров', isBusy: false },
      { wish: 'call', name: 'Call back: Иван Петров', isBusy: false },
    ],
  });
});

test('of an unknown number nothing is said twice', () => {
  expect(line(missedClient('u', { lastAt: at(9, 30), isMine: true }), 'call')).toMatchObject({
    title: '+7 910 123-45-67',
    href: '',
    number: '',
    time: '9:40 AM',
    facts: [{ text: 'rang at your phone' }],
    isBusy: true,
    buttons: [{ isBusy: false }, { wish: 'call', isBusy: true }],
  });
});

test.each<[string, MissedClient, object]>([
  [
    'taken by the agent',
    { ...ivan, phase: 'taken', by: 'Анна', isMe: true },
    {
      look: 'mine',
      buttons: [{ wish: 'giveBack' }, { wish: 'call' }],
      facts: [{ text: 'You have taken it' }, {}, {}],
    },
  ],
  [
    'taken by a colleague',
    { ...ivan, phase: 'taken', by: 'Борис', isMe: false },
    { look: 'taken', buttons: [], facts: [{ text: 'Борис is on it' }, {}, {}] },
  ],
  [
    'taken by one whose clients are hidden',
    { ...ivan, phase: 'taken', by: null, isMe: false },
    { look: 'taken', buttons: [], facts: [{ text: 'A colleague is on it' }, {}, {}] },
  ],
  [
    'talked with',
    { ...ivan, phase: 'talked', by: 'Борис', talkedAt: at(11, 0), attempts: { count: 1, name: 'А', at: 1 } },
    { look: 'talked', buttons: [], facts: [{ text: 'Talked: Борис · 11:10 AM', tone: 'good' }, {}, {}] },
  ],
  [
    'called back in vain',
    { ...ivan, attempts: { count: 2, name: 'Борис', at: at(10, 0) } },
    { look: 'open', facts: [{}, {}, { text: 'Called back, no answer: Борис · 10:10 AM · calls: 2' }] },
  ],
  [
    'promised a call for later',
    { ...ivan, count: 0, via: null, promised: { at: at(14, 50), name: 'Борис', isMe: false } },
    {
      look: 'later',
      time: '',
      facts: [{}, { text: 'A call is promised for 3:00 PM · Борис', tone: 'strong' }],
    },
  ],
  [
    'promised a call by the agent, and it is time',
    { ...ivan, count: 0, via: null, promised: { at: at(11, 50), name: 'Анна', isMe: true } },
    { look: 'open', facts: [{}, { text: 'You promised a call for 12:00 PM', tone: 'warn' }] },
  ],
])('a client %s', (_what, client, expected) => {
  expect(line(client)).toMatchObject(expected);
});

test('a refusal says who has the client, that the line is gone, or what the telephone system says', () => {
  const say = (detail: string, wish: MissedWish, ...clients: MissedClient[]): string =>
    missedProblem({ client: ivan, wish, failure: new Failure('refused', detail) }, clients, texts);
  const taken = { ...ivan, phase: 'taken', by: 'Борис', isMe: false } as const;
  expect(say('TakenByColleague', 'call', taken)).toBe('Иван Петров: Борис is already on it');
  expect(say('TakenByColleague', 'take')).toBe('Иван Петров: a colleague is already on it');
  expect(say('UnknownContact', 'take')).toMatch(/^Иван Петров: no longer in the list/);
  expect(say('AgentBusy', 'call', ivan)).toBe('Could not call: your phone is busy');
  expect(say('TooManyRequests', 'take', ivan)).toMatch(/^It did not work: too many requests/);
});
