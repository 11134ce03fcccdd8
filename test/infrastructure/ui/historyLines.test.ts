import { Failure } from '../../../src/domain/Failure';
import {
  changeHistory,
  type HistoryEvent,
  type HistoryState,
} from '../../../src/domain/history/HistoryState';
import type { PastCall } from '../../../src/domain/history/PastCall';
import { historyEnd, historyLines } from '../../../src/infrastructure/ui/history/historyLines';
import { ivan } from '../../support/sampleCalls';
import { texts } from './support/sampleContext';

type Open = Extract<HistoryState, { kind: 'open' }>;

const NOW = new Date(2026, 10, 21, 9, 5).getTime();
const DAY_MS = 86_400_000;

const past = (id: string, change: Partial<PastCall> = {}): PastCall => ({
  id,
  direction: 'inbound',
  party: ivan,
  via: 'sales',
  agent: { name: 'Борис', isMe: false },
  at: NOW - 60_000,
  talkSeconds: 64,
  outcome: 'answered',
  note: null,
  hasRecording: false,
  ...change,
});

/** The list with these calls, after these events. */
function open(calls: readonly PastCall[], ...events: readonly HistoryEvent[]): Open {
  const page = { calls, next: null, hasDepartment: true };
  const all: HistoryEvent[] = [{ type: 'opened' }, { type: 'read', page, isMore: false }, ...events];
  const state = all.reduce<HistoryState>(changeHistory, { kind: 'closed' });
  if (state.kind === 'closed') throw new Error('closed');
  return state;
}

test('lines say who, when by the clock of this computer, how long or how it ended, and of which day it was', () => {
  const calls = [
    past('a', { hasRecording: true, note: { texts: [], outcome: 'Sold' } }),
    past('b', { direction: 'outbound', outcome: 'noAnswer', agent: { name: 'Я', isMe: true } }),
    past('c', {
      at: NOW - DAY_MS,
      outcome: 'missed',
      note: { texts: [{ name: 'Я', text: 'x' }], outcome: null },
    }),
    past('d', { at: NOW - 3 * DAY_MS, party: { ...ivan, name: null, number: '' }, direction: 'internal' }),
  ];
  expect(historyLines(open(calls), NOW, 0, texts)).toMatchObject({
    busy: false,
    lines: [
      { day: 'Today', arrow: '↙', title: 'Иван Петров', isLost: false, isOpen: false, rest: null },
      { day: '', arrow: '↗', details: expect.stringMatching(/· no answer$/) as string },
      {
        day: 'Yesterday',
        isLost: true,
        details: expect.stringMatching(/· missed · Борис · note$/) as string,
      },
      { day: expect.stringMatching(/18/) as string, arrow: '↔', title: 'Number withheld', phone: '' },
    ],
  });
  const [first] = (historyLines(open(calls), NOW, 600_000, texts) as { lines: { details: string }[] }).lines;
  expect(first?.details).toMatch(/^0?9:14.* · 1:04 · Борис · recording · Sold$/);
});

test('details have number, company, line, agent, card, notes and the player', () => {
  const call = past('a', {
    hasRecording: true,
    party: { ...ivan, company: 'Ромашка' },
    note: { texts: [{ name: 'Борис', text: 'Ждёт' }], outcome: null },
  });
  const restOf = (...events: readonly HistoryEvent[]): unknown =>
    (
      historyLines(open([call], { type: 'shown', callId: 'a' }, ...events), NOW, 0, texts) as {
        lines: { rest: unknown }[];
      }
    ).lines[0]?.rest;
  expect(restOf()).toMatchObject({
    facts: '+7 910 123-45-67 · Ромашка · Line: sales · Agent: Борис',
    href: '/contacts/detail/77',
    notes: [{ name: 'Борис', text: 'Ждёт' }],
    player: { url: '', busy: false, listen: 'Listen', message: '' },
  });
  const of = (recording: Extract<HistoryEvent, { type: 'recording' }>['recording']): unknown =>
    (restOf({ type: 'recording', callId: 'a', recording }) as { player: unknown }).player;
  expect(of({ kind: 'asked', isAgain: false })).toMatchObject({ busy: true });
  expect(of({ kind: 'ready', url: 'https://x/a', isAgain: false })).toMatchObject({ url: 'https://x/a' });
  expect(of({ kind: 'none' })).toMatchObject({ listen: '', message: 'There is no recording.' });
  expect(of({ kind: 'failed', failure: null })).toMatchObject({
    listen: 'Listen',
    message: expect.stringContaining('could not play') as string,
  });
  expect(of({ kind: 'failed', failure: new Failure('timeout') })).toMatchObject({
    message: expect.stringContaining('The recording did not open: ') as string,
  });
});

test('what stands behind the lines says how far the list is', () => {
  const nextPage = { calls: [past('a')], next: 'n', hasDepartment: false };
  expect(historyEnd(open([]), texts)).toEqual({ busy: false, message: 'No calls yet.', retry: '', more: '' });
  expect(historyEnd(open([past('a')]), texts)).toMatchObject({ message: '', retry: '', more: '' });
  expect(historyEnd(open([], { type: 'read', page: nextPage, isMore: true }), texts)).toMatchObject({
    message: '',
    more: 'Show more',
  });
  const empty = { ...nextPage, calls: [] };
  expect(historyEnd(open([], { type: 'read', page: empty, isMore: true }), texts)).toMatchObject({
    message: 'None found so far: you can search farther.',
    more: 'Show more',
  });
  expect(historyEnd(open([], { type: 'reading' }), texts)).toMatchObject({ busy: true, message: 'Reading…' });
  const query = { isDepartment: false, filter: 'missed', search: '' } as const;
  const searched = open(
    [],
    { type: 'asked', query },
    { type: 'read', page: { ...empty, next: null }, isMore: false },
  );
  expect(historyEnd(searched, texts)).toMatchObject({ message: 'No such calls.' });
  const failed = historyEnd(open([], { type: 'failed', failure: new Failure('timeout') }), texts);
  expect(failed).toMatchObject({
    retry: 'Try again',
    message: expect.stringContaining('not read') as string,
  });
});
