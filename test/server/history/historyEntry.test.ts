import { newJournal } from '../../../server/calls/journal/Journal';
import { historyEntry } from '../../../server/history/historyEntry';
import { FakeTimer } from '../../support/FakeTimer';
import { sampleCall } from '../store/support/sampleCall';
import { record } from '../support/amo/startCrm';

const kept = record(new FakeTimer(), { number: '+79101234567', recording: 'a.wav' });

test('a call that an earlier version has kept by its record alone, or by a journal, is read too', () => {
  expect(historyEntry(sampleCall({ journal: JSON.stringify(kept) })).record).toEqual(kept);
  const id = sampleCall().id;
  const base = { call: id, trunk: 'PJSIP/trunk', line: null, end: null, from: 1_000 };
  const journal = {
    ...newJournal(id, 1_000),
    participants: [
      { ...base, id: 'a', side: 'outside', extension: null, number: '+79101234567', isCaller: true },
      { ...base, id: 'b', side: 'agent', extension: '101', number: '', isCaller: false },
    ],
    facts: [{ type: 'talked', who: ['a', 'b'], from: 3_000, to: 9_000 }],
  };
  const { record: found, talks } = historyEntry(sampleCall({ journal: JSON.stringify(journal) }));
  expect(found).toMatchObject({ number: '+79101234567', direction: 'inbound' });
  expect(talks).toEqual({ '101': 6 });
});

test.each(['', '{', '{"record":{}}', 'null'])('what can’t be read is not known: %s', (details) => {
  expect(historyEntry(sampleCall({ details })).record).toBeNull();
  expect(historyEntry(sampleCall({ journal: details })).record).toBeNull();
});
