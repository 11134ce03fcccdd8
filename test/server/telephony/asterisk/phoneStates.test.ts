import { AmiFault, type AmiAnswer } from '../../../../server/telephony/asterisk/ami/Ami';
import type { AmiMessage } from '../../../../server/telephony/asterisk/ami/AmiMessage';
import { PhoneStates } from '../../../../server/telephony/asterisk/PhoneStates';
import { turn } from '../../support/startBackend';

const device = (Device: string, State: string): AmiMessage => ({
  Event: 'DeviceStateChange',
  Device,
  State,
});

/** The phones of some agents, what has changed, and an Asterisk whose answers the test gives. */
function setUp() {
  const asked: { resolve: (answer: AmiAnswer) => void; reject: (fault: AmiFault) => void }[] = [];
  const changed: string[] = [];
  const phones = new PhoneStates(
    new Map([
      ['101', ['PJSIP/101']],
      ['102', ['PJSIP/102', 'SIP/102m']],
      ['103', ['Local/103@from-internal']],
    ]),
    (extension) => changed.push(extension),
  );
  const ami = {
    send: () => new Promise<AmiAnswer>((resolve, reject) => asked.push({ resolve, reject })),
  };
  const answer = async (at: number, ...events: AmiMessage[]): Promise<void> => {
    asked[at]?.resolve({ response: {}, events });
    await turn();
  };
  const gone = (): string[] => ['101', '102', '103', '104'].filter((one) => phones.isUnregistered(one));
  return { phones, ami, asked, answer, changed, gone };
}

test('an agent is unregistered when each of their phones is, and registered with the first of them', async () => {
  const { phones, ami, answer, changed, gone } = setUp();
  phones.up(ami);
  expect(gone()).toEqual([]);
  await answer(
    0,
    device('PJSIP/101', 'UNAVAILABLE'),
    device('PJSIP/102', 'UNAVAILABLE'),
    device('SIP/102M', 'INVALID'),
    device('Local/103@from-internal', 'INVALID'),
    device('PJSIP/trunk', 'UNAVAILABLE'),
  );
  // Of a channel through the dialplan nothing is known.
  expect(gone()).toEqual(['101', '102']);
  phones.handleEvent(device('SIP/102m', 'NOT_INUSE'));
  expect([gone(), changed]).toEqual([['101'], ['101', '102', '102']]);
  // Ringing and talking are no changes of that.
  phones.handleEvent(device('SIP/102m', 'RINGING'));
  phones.handleEvent({ ...device('PJSIP/101', 'NOT_INUSE'), Event: 'ExtensionStatus' });
  expect([gone(), changed.length]).toEqual([['101'], 3]);
});

test('what has changed since it was asked is newer than the answer', async () => {
  const { phones, ami, answer, gone } = setUp();
  phones.up(ami);
  phones.handleEvent(device('PJSIP/101', 'NOT_INUSE'));
  await answer(0, device('PJSIP/101', 'UNAVAILABLE'));
  expect(gone()).toEqual([]);
});

test('a lost connection knows nothing, and an answer that belonged to it is ignored', async () => {
  const { phones, ami, answer, changed, gone } = setUp();
  phones.up(ami);
  await answer(0, device('PJSIP/101', 'UNAVAILABLE'));
  phones.down();
  expect([gone(), changed]).toEqual([[], ['101', '101']]);
  phones.up(ami);
  phones.down();
  await answer(1, device('PJSIP/101', 'UNAVAILABLE'));
  expect(gone()).toEqual([]);
});

test('where Asterisk refuses the list, changes alone are known', async () => {
  const { phones, ami, asked, gone } = setUp();
  phones.up(ami);
  asked[0]?.reject(new AmiFault('refused', 'Permission denied'));
  await turn();
  phones.handleEvent(device('PJSIP/101', 'UNAVAILABLE'));
  expect(gone()).toEqual(['101']);
});
