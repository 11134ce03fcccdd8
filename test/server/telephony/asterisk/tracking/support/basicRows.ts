import type { AmiMessage } from '../../../../../../server/telephony/asterisk/ami/AmiMessage';
import { CLIENT, is, OF_101, RINGS, TALK, type RecordedRow } from './RecordedRow';
import { withVariable } from './withVariable';

function clickToCall(messages: readonly AmiMessage[]): readonly AmiMessage[] {
  return withVariable(
    messages,
    'PJSIP/101',
    'ASTERISKNG_NUMBER',
    '79161234567',
    is('Newchannel', '101'),
    true,
  );
}

/** Calls that come in, go out, are put on hold and muted. */
export const basicRows: readonly RecordedRow[] = [
  { scenario: 'incoming-answer', reported: { 101: TALK }, record: [OF_101] },
  // The phone is busy before it rings: nothing is to be seen of it.
  { scenario: 'busy', reported: {}, record: [`inbound missed ${CLIENT} via 101: 101, by 101, recorded *`] },
  {
    scenario: 'rejected-603',
    reported: { 101: [RINGS, 'a rejected'] },
    record: [`inbound rejected ${CLIENT} via 101: 101, by 101, recorded *`],
  },
  {
    scenario: 'no-answer',
    reported: { 103: [`a inbound ringing ${CLIENT} via 103`, 'a missed'] },
    record: [`inbound missed ${CLIENT} via 103: 103, by 103, recorded *`],
  },
  {
    scenario: 'caller-cancels',
    reported: { 101: [RINGS, 'a missed'] },
    record: [`inbound missed ${CLIENT} via 101: 101, by 101, recorded *`],
  },
  {
    scenario: 'not-registered',
    reported: {},
    record: [`inbound missed ${CLIENT} via 101: none, by none, recorded *`],
  },
  {
    scenario: 'queue-two-agents',
    reported: {
      101: [`a inbound ringing ${CLIENT} via sales`, 'a answeredElsewhere'],
      102: [`a inbound ringing ${CLIENT} via sales`, 'a answered', 'a hungUp'],
    },
    record: [`inbound answered ${CLIENT} via sales: 101 102, by 102, recorded *`],
  },
  {
    scenario: 'queue-caller-abandons',
    reported: {
      101: [`a inbound ringing ${CLIENT} via sales`, 'a missed'],
      102: [`a inbound ringing ${CLIENT} via sales`, 'a missed'],
    },
    record: [`inbound missed ${CLIENT} via sales: 101 102, by 102, recorded *`],
  },
  {
    scenario: 'reject-one-queue-leg-by-ami',
    reported: {
      101: [`a inbound ringing ${CLIENT} via sales`, 'a rejected'],
      102: [`a inbound ringing ${CLIENT} via sales`, 'a answered', 'a hungUp'],
    },
    record: [`inbound answered ${CLIENT} via sales: 101 102, by 102, recorded *`],
  },
  {
    scenario: 'reject-ringing-by-ami',
    reported: { 101: [RINGS, 'a rejected'] },
    // It was refused before the phone had said that it rings.
    on16: {},
    record: [`inbound rejected ${CLIENT} via 101: 101, by 101, recorded *`],
  },
  { scenario: 'hangup-by-ami', reported: { 101: TALK }, record: [OF_101] },
  {
    scenario: 'click2call',
    driver: clickToCall,
    reported: { 101: [`a outbound dialing ${CLIENT}`, 'a answered', 'a hungUp'] },
    record: [`outbound answered ${CLIENT}: 101, by 101, recorded *`],
  },
  {
    scenario: 'click2call-agent-busy',
    driver: clickToCall,
    reported: { 101: [`a outbound dialing ${CLIENT}`, 'a busy'] },
    record: [],
  },
  {
    scenario: 'click2call-agent-no-answer',
    driver: clickToCall,
    reported: { 101: [`a outbound dialing ${CLIENT}`, 'a noAnswer'] },
    record: [],
  },
  {
    // Made by somebody else: to whom is known from the dialling on.
    scenario: 'click2call-early-media',
    reported: { 101: [`a outbound dialing ${CLIENT}`, 'a answered', 'a hungUp'] },
    record: [`outbound answered ${CLIENT}: 101, by 101, recorded *`],
  },
  {
    scenario: 'hold-by-phone',
    reported: { 101: [RINGS, 'a answered', 'a held', 'a not held', 'a hungUp'] },
    record: [OF_101],
  },
  {
    scenario: 'hold-by-redirect-moh',
    driver: (messages) => {
      const client = messages.find(is('Newchannel', 'trunk'))?.['Uniqueid'] ?? '';
      const held = withVariable(messages, 'PJSIP/101', 'ASTERISKNG_HOLD', client, is('BridgeLeave', 'trunk'));
      return withVariable(held, 'PJSIP/101', 'ASTERISKNG_HOLD', '', is('HangupRequest'));
    },
    reported: { 101: [RINGS, 'a answered', 'a held', 'a not held', 'a hungUp'] },
    record: [OF_101],
  },
  {
    scenario: 'mute',
    driver: (messages) =>
      withVariable(
        withVariable(messages, 'PJSIP/101', 'ASTERISKNG_MUTE', '1', is('HangupRequest')),
        'PJSIP/101',
        'ASTERISKNG_MUTE',
        '',
        is('HangupRequest'),
      ),
    reported: { 101: [RINGS, 'a answered', 'a muted', 'a not muted', 'a hungUp'] },
    record: [OF_101],
  },
];
