import * as v from 'valibot';
import { journalSchema } from '../../../../../server/telephony/journalSchema';
import { is } from './support/RecordedRow';
import { recorded } from './support/recordings';
import { Script } from './support/Script';
import { factWords } from './support/factWords';
import { Watch } from './support/Watch';
import { withVariable } from './support/withVariable';

/** The facts of the only whole call with a client in a recording. */
function ofRecording(scenario: string): readonly string[] {
  const { journals, records } = new Watch().take(recorded('22', scenario));
  const journal = journals.find(({ id }) => id === records[0]?.id);
  if (journal === undefined) throw new Error('no client took part');
  expect(v.parse(journalSchema, JSON.parse(JSON.stringify(journal)))).toEqual(journal);
  for (const fact of journal.facts) if ('to' in fact) expect(fact.to).not.toBeNull();
  return factWords(journal);
}

test('a queue with two agents: who waited, who rang, who talked, who hung up first', () => {
  expect(ofRecording('queue-two-agents')).toEqual([
    'recorded',
    'client queued sales',
    'client rang 101: answeredElsewhere',
    'client rang 102: answered',
    '102 and client talked',
    // The first one has ended the talk.
    '102 hung up',
    'client hung up',
  ]);
});

test('a blind transfer by the phone', () => {
  expect(ofRecording('blind-transfer-refer')).toEqual([
    'recorded',
    'client rang 101: answered',
    '101 and client talked',
    '101 transferred blind by phone 102',
    'client rang 102: answered',
    '102 and client talked',
    '102 hung up',
    'client hung up',
  ]);
});

test('an attended transfer by keys', () => {
  const facts = ofRecording('atxfer');
  expect(facts).toContain('101 transferred attended by keys');
  expect(facts.filter((fact) => fact.endsWith('talked'))).toEqual([
    '101 and client talked',
    '101 and 102 talked',
    '102 and client talked',
  ]);
});

test('a parked client', () => {
  expect(ofRecording('park')).toContain('client parked');
});

test('a consultation of ours, and the hold meanwhile', () => {
  const watch = new Watch();
  const script = new Script((message) => watch.tracker.handleEvent(message));
  script
    .calls('c', 'PJSIP/trunk-1', '79161234567', '700')
    .open('a', 'PJSIP/101-1', '101', 'c')
    .rings('c', 'a');
  script.answers('c', 'a', 'one').sets('a', 'ASTERISKNG_HOLD', 'c').sets('a', 'ASTERISKNG_CONSULT', 'k|102');
  script
    .leaves('one', 'c', 'a')
    .open('b', 'PJSIP/102-1', '102', 'c')
    .rings('a', 'b')
    .answers('a', 'b', 'two');
  script
    .leaves('two', 'a', 'b')
    .hangsUp('b')
    .sets('a', 'ASTERISKNG_CONSULT', '')
    .sets('a', 'ASTERISKNG_HOLD', '');
  script.enters('one', 'c', 'a').leaves('one', 'c', 'a').hangsUp('c').hangsUp('a');
  expect(watch.journals.map(factWords)).toEqual([
    [
      'client rang 101: answered',
      '101 and client talked',
      '101 held',
      '101 consulting 102',
      '101 rang 102: answered',
      '101 and 102 talked',
    ],
  ]);
});

test('a recording that our dialplan names counts for more than Asterisk’s own', () => {
  const messages = recorded('22', 'incoming-answer');
  const named = withVariable(
    messages,
    'PJSIP/trunk',
    'ASTERISKNG_RECORDING',
    '/calls/1.wav',
    is('DialBegin'),
  );
  expect(new Watch().take(named).records[0]?.recording).toBe('/calls/1.wav');
});
