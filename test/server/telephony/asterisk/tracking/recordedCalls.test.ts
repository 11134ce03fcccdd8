import { Script } from './support/Script';
import { Watch } from './support/Watch';

const [OWN, CLIENT] = ['79035550017', '79991112233'];

type Named = 'ASTERISKNG_RECORDING' | 'MIXMONITOR_FILENAME';

const NAMED = 'ASTERISKNG_RECORDING';

/** 101 calls a mobile, consults a client outside (legs `l1` and `l2` to `p`, bridges `near` and `far`), and the mobile hangs up. */
function consultedOutside(named: Named = NAMED): { readonly watch: Watch; readonly script: Script } {
  const watch = new Watch();
  const script = new Script((message) => watch.tracker.handleEvent(message));
  script.open('a', 'PJSIP/101-1', '101').rings(null, 'a').state('a', 'up').dialEnds(null, 'a', 'ANSWER');
  script.open('m', 'PJSIP/trunk-9', OWN, 'a').rings('a', 'm').answers('a', 'm', 'b1').pass(5_000);
  script
    .sets('a', 'ASTERISKNG_HOLD', 'm')
    .sets('a', 'ASTERISKNG_CONSULT', `k|${CLIENT}`)
    .leaves('b1', 'm', 'a');
  script.open('l1', `Local/${CLIENT}@internal-1;1`, '<unknown>', 'a').begins('a', 'l1');
  script.calls('l2', `Local/${CLIENT}@internal-1;2`, '101', CLIENT, 'a').sets('l2', named, 'consulted.wav');
  script.open('p', 'PJSIP/trunk-3', CLIENT, 'a').rings('l2', 'p');
  script.answers('l2', 'p', 'far').answers('a', 'l1', 'near').pass(5_000);
  script.hangsUp('m').pass(2_000);
  return { watch, script };
}

/**
 * The same, and 101 sends the client to 102. All of it is one whole call of Asterisk, and each Local channel is recorded by the
 * dialplan.
 * @param isOptimized Asterisk has taken the Local channel of the consultation away
 */
function handedOn(named: Named, isOptimized: boolean): Watch {
  const { watch, script } = consultedOutside(named);
  if (isOptimized)
    script.leaves('near', 'l1').enters('near', 'p').leaves('far', 'p', 'l2').hangsUp('l2').hangsUp('l1');
  script.leaves('near', 'a', ...(isOptimized ? ['p'] : ['l1'])).hangsUp('a');
  const from = isOptimized ? 'p' : 'l1';
  script.open('x1', 'Local/102@internal-2;1', '<unknown>', 'a').begins(from, 'x1');
  script.calls('x2', 'Local/102@internal-2;2', CLIENT, '102', 'a').sets('x2', named, 'handed on.wav');
  script.open('b', 'PJSIP/102-1', '102', 'a').rings('x2', 'b').answers('x2', 'b', 'n2');
  script.answers(from, 'x1', 'n3').pass(60_000);
  script.leaves('n2', 'x2', 'b').leaves('n3', 'x1', from).hangsUp('b').hangsUp('x2').hangsUp('x1');
  if (!isOptimized) script.leaves('far', 'p', 'l2').hangsUp('l1').hangsUp('l2');
  script.hangsUp('p');
  return watch;
}

test.each([
  ['ASTERISKNG_RECORDING', true, 'handed on.wav'],
  ['ASTERISKNG_RECORDING', false, 'handed on.wav'],
  ['MIXMONITOR_FILENAME', true, 'consulted.wav'],
  ['MIXMONITOR_FILENAME', false, 'consulted.wav'],
] as const)(
  'of a party consulted outside and handed on the recordings (%s, without its Local channel: %s) are in that one’s call',
  (named, isOptimized, recording) => {
    const { records } = handedOn(named, isOptimized);
    const found = records.map((one) => [one.number, one.extension, one.recording]);
    expect(found).toEqual([
      [`+${OWN}`, '101', null],
      [`+${CLIENT}`, '102', recording],
    ]);
  },
);

test('the recording of a consultation with a colleague about that party is in that one’s call as well', () => {
  const { watch, script } = consultedOutside();
  script
    .sets('a', 'ASTERISKNG_HOLD', 'l1')
    .sets('a', 'ASTERISKNG_CONSULT', 'q|102')
    .leaves('near', 'a', 'l1');
  script.open('x1', 'Local/102@internal-2;1', '<unknown>', 'a').begins('a', 'x1');
  script.calls('x2', 'Local/102@internal-2;2', '101', '102', 'a').sets('x2', NAMED, 'asked.wav');
  script.open('b', 'PJSIP/102-1', '102', 'a').rings('x2', 'b').answers('x2', 'b', 'n2');
  script.answers('a', 'x1', 'n3').pass(5_000);
  script.leaves('n3', 'a').hangsUp('a').enters('n3', 'l1').pass(60_000);
  script.leaves('n2', 'x2', 'b').leaves('n3', 'x1', 'l1').hangsUp('b').hangsUp('x2').hangsUp('x1');
  script.leaves('far', 'p', 'l2').hangsUp('l1').hangsUp('l2').hangsUp('p');
  expect(watch.records.map((one) => [one.number, one.recording])).toEqual([
    [`+${OWN}`, null],
    [`+${CLIENT}`, 'asked.wav'],
  ]);
});

test('a client who is consulted while colleagues talk has the recording that begins with the client', () => {
  const watch = new Watch();
  const script = new Script((message) => watch.tracker.handleEvent(message));
  const mixed = 'MIXMONITOR_FILENAME';
  script.calls('a', 'PJSIP/101-1', '101', '105').sets('a', mixed, 'colleagues.wav');
  script.open('c', 'PJSIP/105-1', '105', 'a').rings('a', 'c').answers('a', 'c', 'b1').pass(5_000);
  script
    .sets('a', 'ASTERISKNG_HOLD', 'c')
    .sets('a', 'ASTERISKNG_CONSULT', `k|${CLIENT}`)
    .leaves('b1', 'c', 'a');
  script.open('l1', `Local/${CLIENT}@internal-1;1`, '<unknown>', 'a').begins('a', 'l1');
  script.calls('l2', `Local/${CLIENT}@internal-1;2`, '101', CLIENT, 'a').sets('l2', mixed, 'client.wav');
  script.open('p', 'PJSIP/trunk-3', CLIENT, 'a').rings('l2', 'p');
  script.answers('l2', 'p', 'far').answers('a', 'l1', 'near').pass(5_000);
  script.hangsUp('c').pass(20_000);
  script
    .leaves('far', 'p', 'l2')
    .hangsUp('p')
    .leaves('near', 'a', 'l1')
    .hangsUp('l2')
    .hangsUp('l1')
    .hangsUp('a');
  expect(watch.records.map((one) => [one.number, one.recording])).toEqual([[`+${CLIENT}`, 'client.wav']]);
});

test('a recording that begins in the middle of the consultation is in the consulted party’s call, too', () => {
  const watch = new Watch();
  const script = new Script((message) => watch.tracker.handleEvent(message));
  script.calls('c', 'PJSIP/trunk-1', CLIENT, '101').sets('c', 'MIXMONITOR_FILENAME', 'client.wav');
  script.open('a', 'PJSIP/101-1', '101', 'c').rings('c', 'a').answers('c', 'a', 'b1').pass(5_000);
  script.sets('a', 'ASTERISKNG_HOLD', 'c').sets('a', 'ASTERISKNG_CONSULT', `k|${OWN}`).leaves('b1', 'c', 'a');
  script.open('l1', `Local/${OWN}@internal-1;1`, '<unknown>', 'c').begins('a', 'l1');
  script.calls('l2', `Local/${OWN}@internal-1;2`, '101', OWN, 'c');
  script.open('p', 'PJSIP/trunk-3', OWN, 'c').rings('l2', 'p');
  script.answers('l2', 'p', 'far').answers('a', 'l1', 'near').pass(5_000);
  script.sets('l2', 'ASTERISKNG_RECORDING', 'partner.wav').pass(5_000);
  script.leaves('far', 'p', 'l2').hangsUp('p').leaves('near', 'a', 'l1').hangsUp('l2').hangsUp('l1');
  script.hangsUp('a').hangsUp('c');
  const found = watch.records.map((one) => [one.number, one.recording]).sort();
  expect(found).toEqual([
    [`+${OWN}`, 'partner.wav'],
    [`+${CLIENT}`, 'client.wav'],
  ]);
});
