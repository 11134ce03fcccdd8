import { recorded, type Version } from './support/recordings';
import { reportedNumbering } from './support/reportedNumbering';
import { startScript } from './support/startScript';
import { factWords } from './support/factWords';
import { Watch } from './support/Watch';

/** What the journal of the client's call has of holds, transfers and hang-ups, in a recording in which whole calls merge. */
function deedsIn(version: Version, scenario: string): readonly string[] {
  const options = version === 'reported' ? { numbering: reportedNumbering } : {};
  const { journals, records } = new Watch(options).take(recorded(version, scenario));
  const journal = journals.find(({ id }) => id === records[0]?.id);
  return (journal === undefined ? [] : factWords(journal)).filter((words) =>
    /held|transferred|hung up/.test(words),
  );
}

describe('recorded from a real Asterisk, the client’s call has what was done to the client by a leg of another call', () => {
  test.each([
    ['22', 'ari-attended-refer', ['101 held', '101 transferred attended by keys', 'client hung up']],
    ['22', 'ari-refer-from-phone', ['101 transferred blind by phone 102', 'client hung up', '102 hung up']],
    ['22', 'answer-pickup-by-other-channel', ['103 hung up', 'client hung up']],
    ['reported', 'queue-picked-up', ['104 hung up', 'client hung up']],
  ] as const)('%s %s', (version, scenario, expected) => {
    expect(deedsIn(version, scenario)).toEqual(expected);
  });
});

test('the boss, to whom a secretary joined the client, holds the client and hangs up: both calls have it', () => {
  const { watch, script } = startScript();
  script.calls('b', 'PJSIP/101-1', '101', '102').open('d', 'PJSIP/102-1', '102', 'b');
  script.rings('b', 'd').answers('b', 'd', 'one').event('Hold', 'd').pass(500).event('Unhold', 'd');
  script.calls('c', 'PJSIP/trunk-1', '79161234567', '700').open('s', 'PJSIP/101-2', '101', 'c');
  script.rings('c', 's').answers('c', 's', 'two').leaves('two', 's').leaves('one', 'd').hangsUp('s');
  script.enters('two', 'd').hangsUp('b').pass(1_000).event('Hold', 'd').pass(1_000).event('Unhold', 'd');
  // The boss's call is closed before the client's, which goes on with a survey.
  script.event('HangupRequest', 'd').leaves('two', 'd').hangsUp('d').pass(3_000);
  expect(watch.journals.map(factWords)).toEqual([
    [
      '101 rang 102: answered',
      '101 and 102 talked',
      '102 held',
      '102 and client talked',
      '102 held',
      '102 hung up',
    ],
  ]);
  script.leaves('two', 'c').hangsUp('c');
  expect(watch.journals.slice(1).map(factWords)).toEqual([
    [
      'client rang 101: answered',
      '101 and client talked',
      '102 and client talked',
      '102 held',
      '102 hung up',
    ],
  ]);
});

test('of an agent of a queue, who stays for the next client, each client has the holds of its own', () => {
  const { watch, script } = startScript();
  const waits = { BridgeUniqueid: 'pool', BridgeTechnology: 'holding_bridge' };
  script.calls('a', 'PJSIP/101-1', '101', '500').state('a', 'up').event('BridgeEnter', 'a', waits);
  for (const [client, times] of [
    ['c', 1],
    ['d', 2],
  ] as const) {
    script.calls(client, `PJSIP/trunk-${client}`, '79161234567', '700').state(client, 'up');
    script.leaves('pool', 'a').enters(client, 'a', client);
    for (let count = 0; count < times; count += 1)
      script.pass(900).event('Hold', 'a').pass(900).event('Unhold', 'a');
    script.leaves(client, client, 'a').hangsUp(client).event('BridgeEnter', 'a', waits);
  }
  script.event('HangupRequest', 'a').hangsUp('a');
  const holds = watch.journals.map(({ facts }) => facts.filter(({ type }) => type === 'held').length);
  expect(holds).toEqual([1, 2, 0]);
});
