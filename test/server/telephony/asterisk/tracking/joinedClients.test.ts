import type { AmiMessage } from '../../../../../server/telephony/asterisk/ami/AmiMessage';
import { replayed } from './support/replayed';
import { Script } from './support/Script';
import type { Watch } from './support/Watch';

/** Two clients have called 101, who joins them by the phone and leaves; `joined` is how many events came until then. */
function twoClients(): { readonly messages: readonly AmiMessage[]; readonly joined: number } {
  const messages: AmiMessage[] = [];
  const script = new Script((message) => void messages.push(message));
  script
    .calls('c', 'PJSIP/trunk-1', '79161234567', '700')
    .open('a', 'PJSIP/101-1', '101', 'c')
    .rings('c', 'a')
    .answers('c', 'a', 'one')
    .pass(10_000)
    .event('Hold', 'a')
    .calls('d', 'PJSIP/trunk-2', '79167654321', '700')
    .open('b', 'PJSIP/101-2', '101', 'd')
    .rings('d', 'b')
    .answers('d', 'b', 'two')
    .pass(10_000);
  // Of a REFER with Replaces: the first client comes to where the second call of the phone was.
  script.leaves('one', 'c').leaves('two', 'b').enters('two', 'c');
  script.leaves('one', 'a').hangsUp('a').hangsUp('b').pass(10_000);
  const joined = messages.length;
  script.leaves('two', 'c', 'd').hangsUp('c').hangsUp('d');
  return { messages, joined };
}

function entries({ records }: Watch): readonly string[] {
  return records.map(({ number, direction, outcome, extension, answeredAt, endedAt, isWhole }) => {
    const seconds = Math.round((endedAt - (answeredAt ?? endedAt)) / 1_000);
    const part = isWhole === false ? ', in part' : '';
    return `${number} ${direction} ${outcome} by ${extension ?? 'none'} for ${seconds} s${part}`;
  });
}

const ENTRIES = [
  '+79161234567 inbound answered by 101 for 30 s',
  '+79167654321 inbound answered by 101 for 20 s',
];

test('two clients whom an agent has joined have an entry each', () => {
  expect(entries(replayed(twoClients().messages, {}))).toEqual(ENTRIES);
});

test.each([true, false])(
  'two clients whom an agent has joined have an entry each, asked again after that: a restart %s',
  (isRestarted) => {
    const { messages, joined } = twoClients();
    const watch = replayed(messages, {}, { from: joined, to: joined, isRestarted });
    expect(entries(watch)).toEqual(ENTRIES);
    expect(watch.tracker.size).toEqual({ calls: 0, legs: 0, bridges: 0, undecided: 0, journals: 0 });
  },
);
