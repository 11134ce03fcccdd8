import { CLIENT, is, OF_101, OF_102, RINGS, TALK, type RecordedRow } from './RecordedRow';
import { withVariable } from './withVariable';

/** Calls that are picked up, answered by itself, recorded and listened to. */
export const answerRows: readonly RecordedRow[] = [
  {
    scenario: 'pickup-by-dialplan',
    reported: { 101: [RINGS, 'a answeredElsewhere'], 102: TALK },
    record: [OF_102],
  },
  {
    scenario: 'pickup-by-originate',
    reported: { 101: [RINGS, 'a answeredElsewhere'], 102: TALK },
    record: [OF_102],
  },
  {
    scenario: 'answer-pickup-by-other-channel',
    reported: { 101: [RINGS, 'a answeredElsewhere'], 103: TALK },
    record: [`inbound answered ${CLIENT} via 101: 101 103, by 103, recorded *`],
  },
  {
    scenario: 'answer-by-redial-autoanswer',
    driver: (messages) => {
      const id = messages.find(is('Newchannel', '101'))?.['Uniqueid'] ?? '';
      return withVariable(messages, 'PJSIP/trunk', 'ASTERISKNG_ANSWER', `${id}|101`, is('DialEnd'));
    },
    reported: { 101: TALK },
    record: [OF_101],
  },
  { scenario: 'answer-endpoint-notify', reported: { 101: TALK }, record: [OF_101] },
  { scenario: 'answer-notify-talk', reported: { 101: TALK }, record: [OF_101] },
  {
    // Of eight calls the phone lets the first one fall; the client gives up the others.
    scenario: 'answer-notify-unsupported',
    reported: {
      101: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].flatMap((letter) => [
        `${letter} inbound ringing ${CLIENT} via 101`,
        `${letter} missed`,
      ]),
    },
    record: Array.from({ length: 8 }, () => `inbound missed ${CLIENT} via 101: 101, by 101, recorded *`),
  },
  {
    scenario: 'answer-by-other-phones-hints',
    reported: { 103: [`a inbound ringing ${CLIENT} via 103`, 'a missed'] },
    record: [`inbound missed ${CLIENT} via 103: 103, by 103, recorded *`],
  },
  {
    scenario: 'hold-by-talk-notify',
    reported: { 101: [RINGS, 'a answered', 'a held', 'a not held', 'a hungUp'] },
    record: [OF_101],
  },
  { scenario: 'recording-start-stop', reported: { 101: TALK }, record: [OF_101] },
  // Who listens in has no call with anybody.
  { scenario: 'spy-whisper', reported: { 101: TALK }, record: [OF_101] },
  { scenario: 'answer-by-originate-local-header', reported: {}, record: [] },
  { scenario: 'answer-by-originate-autoanswer', reported: {}, record: [] },
];
