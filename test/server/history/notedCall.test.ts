import fc from 'fast-check';
import type { CallDetails } from '../../../server/calls/CallDetails';
import { unknownParty } from '../../../server/calls/Party';
import type { SeenClient } from '../../../server/crm/rights/SeenClients';
import { historyEntry } from '../../../server/history/historyEntry';
import { HistoryLines } from '../../../server/history/HistoryLines';
import { notedCall } from '../../../server/history/notedCall';
import type { StoredCall } from '../../../server/store/StoredCall';
import { FakeTimer } from '../../support/FakeTimer';
import { sampleCall } from '../store/support/sampleCall';
import { record } from '../support/amo/startCrm';

const AGENTS = ['101', '102', '103'];
const ME = '101';
const agent = fc.constantFrom(...AGENTS);
const outcomeText = (id: string) => ({ ru: id, en: id, es: id, pt: id });
const nameOf = (extension: string): string => `agent ${extension}`;

const notes = fc.record({
  texts: fc.uniqueArray(fc.record({ by: agent, text: fc.constantFrom('a', 'b') }), {
    selector: ({ by }) => by,
  }),
  outcome: fc.option(fc.record({ id: fc.constant('sold'), by: agent })),
});

const calls: fc.Arbitrary<StoredCall> = fc
  .record({
    direction: fc.constantFrom('inbound', 'outbound', 'internal'),
    outcome: fc.constantFrom('answered', 'missed'),
    extension: fc.option(agent),
    others: fc.uniqueArray(agent),
    note: fc.option(notes),
    talks: fc.dictionary(agent, fc.constantFrom(0, 5)),
  })
  .map(({ extension, others, note, talks, direction, outcome }) => {
    const kept: CallDetails = {
      record: direction === 'internal' ? null : record(new FakeTimer(), { number: '+79101234567' }),
      talks,
    };
    return {
      ...sampleCall(),
      direction,
      outcome,
      extension,
      extensions: [...new Set([...others, ...(extension === null ? [] : [extension])])],
      details: JSON.stringify(kept),
      ...(note !== null && { note: JSON.stringify(note) }),
    };
  });

const clients = fc.record({
  party: fc.constant(unknownParty('+79101234567')),
  cards: fc.constantFrom('all', 'some', 'none'),
  isOwned: fc.boolean(),
}) satisfies fc.Arbitrary<SeenClient>;

test('it is just what the list of past calls would show the agent of that call', async () => {
  await fc.assert(
    fc.asyncProperty(
      calls.filter(({ direction }) => direction !== 'internal'),
      clients,
      fc.uniqueArray(fc.option(agent)),
      async (call, client, viewed) => {
        const mayViewCallsOf = (colleague: string | null): boolean => viewed.includes(colleague);
        const lines = new HistoryLines({
          seen: () => Promise.resolve(client),
          mayViewCallsOf: (_viewer, colleague) => mayViewCallsOf(colleague),
          nameOf,
          outcomeText,
          hasRecording: () => false,
        });
        const entry = historyEntry(call);
        const seen = await lines.seen(entry, ME);
        const line = seen === null ? null : lines.line(entry, ME, seen, '');
        const noted = notedCall(call, client, { extension: ME, mayViewCallsOf, nameOf, outcomeText });
        const isShown = line !== null && line.note !== null && line.outcome === 'answered';
        expect(noted !== null).toBe(isShown);
        if (noted === null || line === null) return;
        const { texts, outcome, talkSeconds, extension } = noted;
        expect({ texts, outcome }).toEqual(line.note);
        expect(Math.round(talkSeconds)).toBe(line.talk_seconds);
        expect(extension === null ? null : nameOf(extension)).toBe(line.agent?.name ?? null);
      },
    ),
    { numRuns: 2_000 },
  );
});

test('of a call whose record can’t be read there is nothing', () => {
  const call = { ...sampleCall(), outcome: 'answered', extension: ME, extensions: [ME], details: '{' };
  const note = JSON.stringify({ texts: [{ by: ME, text: 'a' }], outcome: null });
  const viewer = { extension: ME, mayViewCallsOf: () => true, nameOf, outcomeText };
  expect(notedCall({ ...call, note }, { cards: 'all', isOwned: true }, viewer)).toBeNull();
});
