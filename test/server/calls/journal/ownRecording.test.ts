import { closeCall, partOf } from '../../../../server/calls/journal/changeJournal';
import {
  newJournal,
  type Fact,
  type Journal,
  type Participant,
} from '../../../../server/calls/journal/Journal';
import { recordOf } from '../../../../server/calls/journal/recordOf';
import { sampleParticipant as who } from './support/sampleParticipant';

function talked(one: string, other: string, from: number, to: number | null): Fact {
  return { type: 'talked', who: [one, other], from, to };
}

function journal(participants: readonly Participant[], ...facts: readonly Fact[]): Journal {
  return { ...newJournal('c1', 0), participants, facts };
}

test('a client has the recording of their own call alone, however the calls that merge are closed', () => {
  const own = { call: 'c2', isCaller: true };
  const recorded = (call: string, by: string, file: string): Fact => {
    return { type: 'recorded', call, who: by, file, isNamed: false, from: 2 };
  };
  const boss = [who('101', { isCaller: true }), who('102')];
  const internal = recorded('c1', '102', 'between-colleagues.wav');
  const talk = talked('client', '102', 20, 40);
  const handed = journal([...boss, who('client', own)], internal, talked('101', '102', 1, 20), talk);
  const closed = closeCall(handed, 'c1');
  for (const each of [handed, closed, partOf(handed, 'c2'), partOf(closed, 'c2')])
    expect(recordOf(each, 'c2')).toMatchObject({ extension: '102', recording: null });
  const both = { ...handed, facts: [...handed.facts, recorded('c2', 'client', 'client.wav')] };
  for (const each of [both, closeCall(both, 'c1'), partOf(both, 'c2')])
    expect(recordOf(each, 'c2')?.recording).toBe('client.wav');
  expect(closed.facts).toEqual([talk]);
});
