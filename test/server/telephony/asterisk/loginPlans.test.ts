import { completePlan } from '../../../../server/telephony/asterisk/actions/consultPlan';
import { endPlan } from '../../../../server/telephony/asterisk/actions/endPlan';
import { holdPlan } from '../../../../server/telephony/asterisk/actions/holdPlan';
import { redirectPlan } from '../../../../server/telephony/asterisk/actions/redirectPlan';
import type { LegView } from '../../../../server/telephony/asterisk/LegView';
import { AWAY, CONSULTING, HELD, LEG, phone, settings } from './support/sampleLegs';

/** Plans for the leg of an agent who has logged in to queues by AgentLogin: it is to stay logged in. */
const LOGIN = { isLogin: true, loginPlace: 'from-internal,8001,1' } as const;
const login = (leg: LegView): LegView => ({ ...leg, ...LOGIN });

test('hold notes where the agent logs in again', () => {
  const noted = (leg: LegView) =>
    holdPlan(settings, phone, leg)?.marks.find(({ fields }) => fields?.['Variable'] === 'ASTERISKNG_LOGIN');
  expect(noted(login(LEG))?.fields).toMatchObject({ Channel: 'PJSIP/101-1', Value: 'from-internal,8001,1' });
  expect(noted(LEG)).toBeUndefined();
});

test('the end of the call is that of the client’s leg, on hold or not', () => {
  for (const leg of [LEG, HELD]) {
    const { act, after } = endPlan(login(leg));
    expect([act.name, act.fields?.['Channel'], after]).toEqual(['Hangup', 'PJSIP/trunk-1', []]);
  }
});

test('a client who is sent on from hold leaves the agent’s leg to the dialplan', () => {
  const [after] = redirectPlan(settings, phone, login(HELD), '102').after;
  expect(after).toMatchObject({
    name: 'Redirect',
    fields: { Channel: 'PJSIP/101-1', Context: 'asteriskng-alone' },
  });
});

test('a login to which a client is joined waits for the queue’s calls again once the client has gone', () => {
  const peer = { channel: 'PJSIP/102-1', uniqueid: 'b1', loginPlace: 'from-internal,8001,1' };
  const { after } = completePlan(AWAY, { ...CONSULTING, peer });
  expect(after.at(-1)?.fields).toMatchObject({ Channel: 'PJSIP/102-1', Value: 'from-internal,8001,1' });
});
