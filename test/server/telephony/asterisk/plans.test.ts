import { answerPlan } from '../../../../server/telephony/asterisk/actions/answerPlan';
import { completePlan, consultPlan } from '../../../../server/telephony/asterisk/actions/consultPlan';
import { endPlan, rejectPlan } from '../../../../server/telephony/asterisk/actions/endPlan';
import { holdPlan, resumePlan } from '../../../../server/telephony/asterisk/actions/holdPlan';
import { originateAction, pickupAction } from '../../../../server/telephony/asterisk/actions/originateAction';
import { redirectPlan } from '../../../../server/telephony/asterisk/actions/redirectPlan';
import { dtmfActions, mutePlan } from '../../../../server/telephony/asterisk/actions/talkActions';
import type { ActionPlan } from '../../../../server/telephony/asterisk/actions/ActionPlan';
import { agentPhone } from '../../../../server/telephony/asterisk/AgentPhone';
import type { AmiAction } from '../../../../server/telephony/asterisk/ami/Ami';
import type { LegView } from '../../../../server/telephony/asterisk/LegView';
import { asked, AWAY, CONSULTING, HELD, LEG, phone, settings } from './support/sampleLegs';

/** An action in one line; of a variable what is set where. */
function line({ name, fields = {} }: AmiAction): string {
  if (name === 'Setvar')
    return `${String(fields['Channel'])} ${String(fields['Variable'])}=${String(fields['Value'])}`;
  return `${name} ${Object.values(fields).join(' ')}`;
}

function lines(plan: ActionPlan | null) {
  return {
    marks: plan?.marks.map(line),
    act: plan === null ? undefined : line(plan.act),
    undo: plan?.undo.map(line),
    after: plan?.after.map(line),
  };
}

test('a hold notes who is held before it parts the two, and takes the note back when it fails', () => {
  const { marks, act, undo } = lines(holdPlan(settings, phone, LEG));
  expect(marks).toEqual(
    expect.arrayContaining([
      'PJSIP/trunk-1 ASTERISKNG_AGENT=a1',
      'PJSIP/trunk-1 ASTERISKNG_DEVICES=PJSIP/101',
      'PJSIP/101-1 ASTERISKNG_CONTEXT=from-internal',
      'PJSIP/101-1 ASTERISKNG_DONE=',
    ]),
  );
  expect(marks?.at(-1)).toBe('PJSIP/101-1 ASTERISKNG_HOLD=t1');
  expect(act).toBe('Redirect PJSIP/trunk-1 asteriskng-hold s 1 PJSIP/101-1 asteriskng-wait s 1');
  expect(undo).toEqual(['PJSIP/101-1 ASTERISKNG_HOLD=']);
});

test('the agent’s keys are a variable of the client who may ring the agent, where the settings have any', () => {
  const keys = (dialOptions?: string) =>
    lines(holdPlan({ ...settings, dialOptions }, phone, LEG)).marks?.filter((mark) => mark.includes('_KEYS'));
  expect(keys()).toEqual([]);
  expect(keys('tk')).toEqual(['PJSIP/trunk-1 ASTERISKNG_KEYS=tk', 'PJSIP/101-1 ASTERISKNG_KEYS=tk']);
});

test('what is held already is not held again, and what is not held not resumed', () => {
  expect(holdPlan(settings, phone, HELD)).toBeNull();
  expect(holdPlan(settings, phone, { ...LEG, isPhoneHeld: true })).toBeNull();
  expect(resumePlan(phone, LEG)).toBeNull();
});

test('a resume joins the two; a phone that obeys NOTIFY gets talk as well', () => {
  expect(lines(resumePlan(phone, HELD))).toEqual({
    marks: ['PJSIP/trunk-1 ASTERISKNG_AGENT=', 'PJSIP/101-1 ASTERISKNG_HOLD='],
    act: 'Bridge PJSIP/101-1 PJSIP/trunk-1 no',
    undo: ['PJSIP/trunk-1 ASTERISKNG_AGENT=a1', 'PJSIP/101-1 ASTERISKNG_HOLD=t1'],
    after: [],
  });
  expect(lines(resumePlan(asked, { ...HELD, isPhoneHeld: true })).after).toEqual([
    'PJSIPNotify PJSIP/101-1 Event=talk',
  ]);
  expect(lines(resumePlan(asked, { ...LEG, isPhoneHeld: true })).act).toBe(
    'PJSIPNotify PJSIP/101-1 Event=talk',
  );
});

test('a Bridge gets the Uniqueid of a channel whose name may be the beginning of another one', () => {
  for (const channel of ['IAX2/trunk-12', 'DAHDI/i1/4955551234-1']) {
    const client = { channel, uniqueid: 't1' };
    expect(lines(resumePlan(phone, { ...HELD, client })).act).toBe('Bridge PJSIP/101-1 t1 no');
    expect(lines(completePlan({ ...AWAY, client }, CONSULTING)).act).toBe('Bridge t1 Local/102@x-1;1 no');
  }
});

test('a phone that holds by itself is asked to', () => {
  expect(lines(holdPlan(settings, asked, LEG))).toMatchObject({
    marks: [],
    act: 'PJSIPNotify PJSIP/101-1 Event=hold',
  });
});

test('a consultation sends the client to the music and the agent out, or only the agent when the client is there', () => {
  const consulted = { id: 'c1', number: '102', isKnown: true };
  const fresh = lines(consultPlan(settings, phone, LEG, consulted));
  expect(fresh.act).toBe('Redirect PJSIP/trunk-1 asteriskng-hold s 1 PJSIP/101-1 asteriskng-consult 102 1');
  expect(fresh.marks?.slice(-3)).toEqual([
    'PJSIP/101-1 ASTERISKNG_HOLD=t1',
    'PJSIP/101-1 ASTERISKNG_CONSULT=c1|102',
    'PJSIP/101-1 ASTERISKNG_UNDIALABLE=',
  ]);
  expect(fresh.undo).toEqual(['PJSIP/101-1 ASTERISKNG_CONSULT=', 'PJSIP/101-1 ASTERISKNG_HOLD=']);
  const held = lines(consultPlan(settings, phone, HELD, consulted));
  expect(held.act).toBe('Redirect PJSIP/101-1 asteriskng-consult 102 1');
  expect(held.undo).toEqual(['PJSIP/101-1 ASTERISKNG_CONSULT=']);
});

test('a transfer is completed by joining the far ends, and the agent’s leg gets the variable that it is done', () => {
  expect(lines(completePlan(AWAY, CONSULTING))).toEqual({
    marks: ['PJSIP/trunk-1 ASTERISKNG_AGENT=', 'PJSIP/101-1 ASTERISKNG_DONE=1'],
    act: 'Bridge PJSIP/trunk-1 Local/102@x-1;1 no',
    undo: ['PJSIP/trunk-1 ASTERISKNG_AGENT=a1', 'PJSIP/101-1 ASTERISKNG_DONE='],
    after: [
      'PJSIP/trunk-1 CHANNEL(after_bridge_goto)=asteriskng-alone,s,1',
      'Local/102@x-1;1 CHANNEL(after_bridge_goto)=asteriskng-alone,s,1',
    ],
  });
});

test('what a hang-up ends depends on where the call stands', () => {
  expect(lines(endPlan(LEG))).toMatchObject({ act: 'Hangup PJSIP/101-1 16', after: [] });
  expect(lines(endPlan(HELD))).toEqual({
    marks: ['PJSIP/101-1 ASTERISKNG_DONE=1'],
    act: 'Hangup PJSIP/101-1 16',
    undo: ['PJSIP/101-1 ASTERISKNG_DONE='],
    after: ['Hangup PJSIP/trunk-1 16'],
  });
  expect(lines(endPlan(AWAY)).act).toBe('Hangup PJSIP/trunk-1 16');
  expect(lines(endPlan(CONSULTING)).act).toBe('Redirect PJSIP/101-1 asteriskng-back s 1');
  expect(lines(endPlan({ ...CONSULTING, client: null })).act).toBe('Hangup PJSIP/101-1 16');
});

test('the end of a call of a logged-in queue agent is that of the client’s leg alone', () => {
  expect(lines(endPlan({ ...LEG, isLogin: true }))).toEqual({
    marks: [],
    act: 'Hangup PJSIP/trunk-1 16',
    undo: [],
    after: [],
  });
});

test('a call that rings at several phones is refused at each', () => {
  const ringing = { ...LEG, channels: ['PJSIP/101-1', 'PJSIP/201-2'] };
  expect(lines(rejectPlan(ringing))).toMatchObject({
    act: 'Hangup PJSIP/101-1 21',
    after: ['Hangup PJSIP/201-2 21'],
  });
});

test('a blind transfer sends the other party; one on hold, the consulted one, or the one talked with', () => {
  expect(lines(redirectPlan(settings, phone, LEG, '105'))).toMatchObject({
    act: 'Redirect PJSIP/trunk-1 asteriskng-transfer 105 1',
    after: [],
  });
  expect(lines(redirectPlan(settings, phone, HELD, '105'))).toMatchObject({
    act: 'Redirect PJSIP/trunk-1 asteriskng-transfer 105 1',
    undo: ['PJSIP/101-1 ASTERISKNG_DONE='],
    after: ['Hangup PJSIP/101-1 16'],
  });
  expect(lines(redirectPlan(settings, phone, CONSULTING, '105')).act).toBe(
    'Redirect Local/102@x-1;1 asteriskng-transfer 105 1',
  );
});

test('an answer asks the phone by NOTIFY, or calls its first device again with the id of the call', () => {
  const ringing: LegView = { ...LEG, phase: 'ringing' };
  expect(lines(answerPlan(settings, asked, ringing)).act).toBe('PJSIPNotify PJSIP/101-1 Event=talk');
  const redial = lines(answerPlan(settings, agentPhone(settings, '103'), ringing));
  expect(redial.marks).toEqual(
    expect.arrayContaining([
      'PJSIP/trunk-1 ASTERISKNG_DEVICES=PJSIP/103',
      'PJSIP/trunk-1 ASTERISKNG_AUTOANSWER=both',
      'PJSIP/trunk-1 ASTERISKNG_ANSWER=a1|103',
    ]),
  );
  expect(redial).toMatchObject({
    act: 'Redirect PJSIP/trunk-1 asteriskng-redial s 1',
    undo: ['PJSIP/trunk-1 ASTERISKNG_ANSWER='],
  });
});

test('a mute is remembered, since no event reports it, and digits go to the other party one by one', () => {
  expect(lines(mutePlan(LEG, true))).toMatchObject({
    marks: ['PJSIP/101-1 ASTERISKNG_MUTE=1'],
    act: 'MuteAudio PJSIP/101-1 in on',
    undo: ['PJSIP/101-1 ASTERISKNG_MUTE='],
  });
  expect(lines(mutePlan(LEG, false)).marks).toEqual(['PJSIP/101-1 ASTERISKNG_MUTE=']);
  expect(dtmfActions(LEG, '1#').map(line)).toEqual(['PlayDTMF PJSIP/trunk-1 1', 'PlayDTMF PJSIP/trunk-1 #']);
});

test('a click to call shows the number on the phone; headers are for PJSIP alone', () => {
  const both = { ...phone, autoAnswer: 'both' } as const;
  const { fields } = originateAction(settings, both, '79161234567', 'ng-1', true);
  expect(fields).toMatchObject({
    Channel: 'PJSIP/101',
    Context: 'asteriskng-call',
    Exten: '79161234567',
    CallerID: '79161234567',
    ChannelId: 'ng-1',
    Timeout: '30000',
  });
  const variables = fields?.['Variable'] as string[];
  expect(variables[0]).toBe('ASTERISKNG_NUMBER=79161234567');
  expect(variables.slice(-2)).toEqual([
    'PJSIP_HEADER(add,Call-Info)=<sip:asteriskng>\\;answer-after=0',
    'PJSIP_HEADER(add,Alert-Info)=<http://asteriskng>\\;info=alert-autoanswer\\;delay=0',
  ]);
  for (const autoAnswer of ['callInfo', 'alertInfo'] as const)
    expect(
      pickupAction(settings, { ...phone, autoAnswer }, 'PJSIP/201', 'PJSIP/101-1', 'ng-2').fields,
    ).toMatchObject({
      Application: 'PickupChan',
      Data: 'PJSIP/101-1',
      Variable: [expect.stringContaining(autoAnswer === 'callInfo' ? 'Call-Info' : 'Alert-Info')],
    });
  expect(pickupAction(settings, both, 'SIP/201', 'x', 'ng-2').fields?.['Variable']).toEqual([]);
});

test('of two phones that ring the first one of the settings answers, whichever of them rang first', () => {
  const both = { ...asked, devices: ['PJSIP/102', 'PJSIP/202'] as const };
  const ringing = {
    ...LEG,
    phase: 'ringing',
    channel: 'PJSIP/202-7',
    channels: ['PJSIP/202-7', 'PJSIP/102-8'],
  } as const;
  expect(lines(answerPlan(settings, both, ringing)).act).toBe('PJSIPNotify PJSIP/102-8 Event=talk');
  expect(lines(answerPlan(settings, both, { ...ringing, channels: ['PJSIP/202-7'] })).act).toBe(
    'PJSIPNotify PJSIP/202-7 Event=talk',
  );
});
