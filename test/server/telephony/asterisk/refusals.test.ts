import { answerPlan } from '../../../../server/telephony/asterisk/actions/answerPlan';
import { completePlan, consultPlan } from '../../../../server/telephony/asterisk/actions/consultPlan';
import { holdPlan, resumePlan } from '../../../../server/telephony/asterisk/actions/holdPlan';
import { redirectPlan } from '../../../../server/telephony/asterisk/actions/redirectPlan';
import { dtmfActions } from '../../../../server/telephony/asterisk/actions/talkActions';
import { agentPhone } from '../../../../server/telephony/asterisk/AgentPhone';
import { AWAY, CONSULTING, HELD, LEG, phone, settings } from './support/sampleLegs';

test.each<[string, () => unknown, string]>([
  ['a hold without a party', () => holdPlan(settings, phone, { ...LEG, peer: null }), 'WrongPhase'],
  [
    'a hold of the consulted party',
    () => holdPlan(settings, phone, { ...CONSULTING, client: null }),
    'NotSupported',
  ],
  ['a resume while consulting', () => resumePlan(phone, AWAY), 'AgentBusy'],
  [
    'a resume of what the phone holds',
    () => resumePlan(phone, { ...LEG, isPhoneHeld: true }),
    'NotSupported',
  ],
  [
    'a second consultation',
    () => consultPlan(settings, phone, AWAY, { id: 'c2', number: '1', isKnown: true }),
    'AgentBusy',
  ],
  [
    'a consultation from the phone’s hold',
    () =>
      consultPlan(settings, phone, { ...LEG, isPhoneHeld: true }, { id: 'c', number: '1', isKnown: true }),
    'AgentUnavailable',
  ],
  [
    'a consultation without a client',
    () => consultPlan(settings, phone, { ...LEG, peer: null }, { id: 'c', number: '1', isKnown: true }),
    'WrongPhase',
  ],
  ['a completion without a client', () => completePlan({ ...LEG, peer: null }, CONSULTING), 'WrongPhase'],
  [
    'a completion without a consulted party',
    () => completePlan(HELD, { ...CONSULTING, peer: null }),
    'WrongPhase',
  ],
  ['a transfer while consulting', () => redirectPlan(settings, phone, AWAY, '1'), 'AgentBusy'],
  [
    'a transfer without a party',
    () => redirectPlan(settings, phone, { ...LEG, peer: null }, '1'),
    'WrongPhase',
  ],
  [
    'a transfer without a consultation',
    () => redirectPlan(settings, phone, { ...CONSULTING, peer: null }, '1'),
    'WrongPhase',
  ],
  ['an answer without a way', () => answerPlan(settings, phone, LEG), 'NotSupported'],
  [
    'a redial without a caller',
    () => answerPlan(settings, agentPhone(settings, '103'), { ...LEG, peer: null }),
    'WrongPhase',
  ],
  ['digits without a party', () => dtmfActions({ ...LEG, peer: null }, '1'), 'WrongPhase'],
])('%s is refused', (_name, decide, reason) => {
  expect(decide).toThrow(expect.objectContaining({ reason }) as Error);
});
