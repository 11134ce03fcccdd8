/** A test, or the row of a test's table, that shows a case: its file below test/, and its title or name there. */
type Proof = readonly [file: string, title: string];

const REPORTED = 'asterisk/reported.test.ts';
const TRACKING = 'server/telephony/asterisk/tracking/';
const BASIC = `${TRACKING}support/basicRows.ts`;
const TRANSFERS = `${TRACKING}support/transferRows.ts`;
const ROWS = `${TRACKING}support/reportedRows.ts`;
const RECORDS = `${TRACKING}records.test.ts`;
const FACTS = `${TRACKING}journalFacts.test.ts`;

/** The cases of docs/CALLS.en.md, by their first column, and the tests that show them. */
export const callCases: Readonly<Record<string, readonly Proof[]>> = {
  'a client called, 101 answered': [
    [BASIC, "scenario: 'incoming-answer'"],
    [ROWS, "'control-pjsip-inbound-answered'"],
  ],
  'a client called a group or queue, no one answered': [
    [BASIC, "scenario: 'queue-caller-abandons'"],
    [ROWS, "'group-one-busy'"],
  ],
  '103 has no registered phone': [[ROWS, "'agent-without-phone'"]],
  "101's phone was called and had not come to ring when the client gave up": [
    [`${TRACKING}missedRestart.test.ts`, 'its agent has missed a caller who gives up'],
  ],
  '101 rang first, then 102 answered': [[ROWS, "'hunt-then-colleague'"]],
  '102 picked the call up from another phone': [
    [`${TRACKING}support/answerRows.ts`, "scenario: 'pickup-by-dialplan'"],
    [ROWS, "'queue-picked-up'"],
  ],
  'no one answered, and the client was put through to the voicemail': [
    ['flows/draftVoicemail.ts', 'reachesVoicemail'],
  ],
  'a client left the queue, by a key or when its time was over, and 103 answered': [
    ['flows/draftLeaving.ts', 'A client leaves the queue by a key, or when its time is over'],
  ],
  'a mobile of Follow Me answered and did not confirm with 1': [
    ['flows/draftConfirmed.ts', "do: 'hangup', by: 'mobile'"],
  ],
  '101 parked the client, and 102 took them from there': [['flows/draftPark.ts', "do: 'retrieve'"]],
  '101 parked the client, no one took them, and they came back to 101': [
    ['flows/draftPark.ts', "what === 'return'"],
  ],
  '101 talked and transferred to 102, who answered': [[TRANSFERS, "scenario: 'blind-transfer-refer'"]],
  '101 talked and transferred to 102, who did not answer': [
    [TRANSFERS, "scenario: 'blind-transfer-no-answer'"],
    [ROWS, "'dtmf-blond-transfer'"],
  ],
  '101 consulted 102 and went back to the client': [[TRANSFERS, "scenario: 'atxfer-cancel'"]],
  '101 consulted 102 by keys and hung up, 102 was busy, and Asterisk called 101 back, who answered': [
    ['flows/draftKeysConsult.ts', 'the telephone system calls the agent back'],
    [`${TRACKING}keysCalledBack.test.ts`, 'sees which client it is about'],
  ],
  'a secretary has the boss, takes a client and joins them': [[ROWS, "'secretary-joins-client-to-boss'"]],
  'a secretary has the boss, dials a client and joins them': [
    [RECORDS, 'a secretary who has the boss, dials a client and joins the two has made one call'],
  ],
  'a client and an agent met in a conference': [
    [ROWS, "'conference-agent-first'"],
    [RECORDS, 'two clients in a conference of an agent are a call each'],
    [FACTS, 'a client who joins an agent in one'],
  ],
  'a queue agent waits by AgentLogin': [[ROWS, "'agent-login-two-clients'"]],
  'an agent dialled a client, the first trunk refused, the second connected': [
    [ROWS, "'second-trunk'"],
    [REPORTED, 'a call that the first trunk refuses and the second takes is logged as talked'],
  ],
  'an agent dialled a client, no trunk connected': [
    [
      RECORDS,
      'a client who did not answer on the first line counts for more than a second line that is down',
    ],
  ],
  'another program ordered the call by Originate': [[ROWS, "'originate-over-local'"]],
  '101 calls 102, whose mobile rings too': [[ROWS, "'internal-call-mobile-rings-too'"]],
  '101 calls 102, who answered and transferred them to a client': [
    ['server/calls/journal/recordOf.test.ts', 'unless the colleague has answered before'],
  ],
  'a phone without an agent called a client and handed them to 101': [
    [REPORTED, 'a client whom a phone without an agent has called and handed to an agent is logged'],
  ],
  'a client was forwarded to a mobile, which answered': [[ROWS, "'caller-number-replaced'"]],
  'an agent consulted a partner outside while the client was on hold': [
    [
      `${TRACKING}consultOutside.test.ts`,
      'a partner outside whom the agent consults is an outbound call of its own',
    ],
  ],
  'an agent joined a client with a partner outside': [
    ['asterisk/callLog.test.ts', 'a client who is joined with a partner outside'],
    [`${TRACKING}consultOutside.test.ts`, 'a partner who is joined to the client has talked with both'],
  ],
  'a client hears a survey after the talk': [[ROWS, "'survey-after-hangup'"]],
  'the backend was off when the client hung up': [
    [RECORDS, 'the end of a call that Asterisk no longer has is the last sight of it'],
  ],
  'paging, listening in, a room without a client': [
    [ROWS, "'page'"],
    [`${TRACKING}support/answerRows.ts`, "scenario: 'spy-whisper'"],
    ['server/calls/journal/recordOf.test.ts', 'a call between colleagues makes no record'],
  ],
  'a client was transferred into a conference': [
    [ROWS, "'transfer-into-conference'"],
    [FACTS, 'a client who is transferred into one'],
  ],
  'an agent transferred the client from the screen': [[FACTS, "test('a blind one'"]],
  'an agent consulted a colleague from the screen and handed the client over': [
    [FACTS, "test('one after a consultation'"],
  ],
  'an agent transferred by the phone': [[`${TRACKING}journal.test.ts`, 'a blind transfer by the phone']],
  'an agent transferred by keys': [[`${TRACKING}journal.test.ts`, 'an attended transfer by keys']],
  'an agent called a queue and transferred the client into it': [
    [FACTS, 'a client who is transferred into a queue after an announcement of it'],
  ],
  'a phone sent the call on (302)': [[FACTS, 'a phone that sends the call on is forwarded']],
  "an agent's phone is not registered": [
    ['server/calls/journal/recordOf.test.ts', 'is missed by the agent whose phone is not registered'],
    [RECORDS, 'an agent whose phone is not registered has missed the call behind a Local channel'],
  ],
  'a client joined a queue, an agent of it is paused or has no registered phone': [
    [FACTS, 'members whom a queue does not ring: why'],
    ['server/telephony/asterisk/queueLook.test.ts', 'are paused, or their phones are not registered'],
  ],
  'a phone was on hold when it left': [
    [FACTS, 'a hold of a queue’s agent ends with the client'],
    ['server/calls/journal/withCallEvent.test.ts', 'a client who rings two agents and talks with one'],
  ],
  'an agent who came by another call put the client on hold, transferred the client or hung up': [
    [
      `${TRACKING}mergedJournals.test.ts`,
      'the client’s call has what was done to the client by a leg of another call',
    ],
  ],
  'a client came or was called by a trunk': [[FACTS, 'of an outside party the trunk by which it came']],
  'there was no connection, or no backend, for a part of the call': [
    [`${TRACKING}unheard.test.ts`, 'a call of which a time was not heard is marked'],
    [`${TRACKING}absences.test.ts`, 'what was not heard is equal or marked, never invented'],
  ],
  'a note, outcome, deal or stage is added to a call': [
    ['server/calls/journal/places.test.ts', 'a note, outcome, deal and stage stand in the journal'],
  ],
};
